"""Names that are mistyped, told by the article itself and by what the world attests.

A name is left alone unless something speaks against it: another form in the same article, or a well-known name one
slip away from a form that nobody attests. Different people, places and inflections that look alike are left alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from copyedit.config import Config
from copyedit.fixers.names_company import Company, company_of
from copyedit.fixers.names_forms import NAME_SHAPE, Form, key_of, names_of
from copyedit.fixers.names_gazetteer import nearest
from copyedit.fixers.names_likeness import edits_between, is_inflection, may_be_alike, sound_alike
from copyedit.model import Confidence, Span, Suggestion
from copyedit.reading import Facts, Reading
from copyedit.rulebook import Rule, Rules

LONG = 8  # letters, from which on two edits may be a slip


class Verdict(NamedTuple):
    """What is said of one form wherever it stands in the article."""

    form: Form
    right: str
    rule: Rule
    confidence: Confidence
    evidence: str


class Names:
    """Capitalised words, part by part. Left alone: what is well attested or stands often, words that stand in lower
    case too, acronyms, lists and tables, whatever is in another language, and the words of copyedit.toml.
    """

    stem: ClassVar[str] = "names"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.odd = rules["names.odd-one-out"]
        self.unknown = rules["names.unknown"]
        self.allowed = frozenset(key_of(word) for word in config.words)
        self.rare: float = self.odd.data["rare"]
        self.rare_at_two: float = self.odd.data["rare_at_two_edits"]

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        verdicts = reading.facts.learned(self._verdicts)
        if not verdicts or not reading.is_english or is_list(reading.text):
            return
        for verdict in verdicts:
            for spelling in verdict.form.spellings:
                yield from self._said(verdict, spelling, reading)

    def _said(self, verdict: Verdict, spelling: str, reading: Reading) -> Iterator[Suggestion]:
        text = reading.text
        start = text.find(spelling)
        while start >= 0:
            end = start + len(spelling)
            if self._applies(verdict, reading, Span(start, end)):
                right = verdict.right.upper() if spelling.isupper() else verdict.right
                yield verdict.rule.suggest(
                    text, start, end, right, confidence=verdict.confidence, evidence=verdict.evidence, right=right
                )
            start = text.find(spelling, end)

    def _applies(self, verdict: Verdict, reading: Reading, span: Span) -> bool:
        if not _stands_alone(reading.text, *span) or reading.is_foreign(span):
            return False
        return verdict.rule is not self.unknown or not opens_sentence(reading.text, span.start)

    def _verdicts(self, facts: Facts) -> tuple[Verdict, ...]:
        names = names_of(facts)
        verdicts = []
        for form in names.values():
            if form.weight < self.rare and not form.is_word and self._may_be_wrong(form):
                verdict = self._odd_one_out(form, names, facts) or self._unattested(form)
                if verdict is not None:
                    verdicts.append(verdict)
        return tuple(verdicts)

    def _may_be_wrong(self, form: Form) -> bool:
        return form.key not in self.allowed and NAME_SHAPE.fullmatch(form.text) is not None

    def _odd_one_out(self, form: Form, names: dict[str, Form], facts: Facts) -> Verdict | None:
        """A better attested form of the article that `form` may be a slip of."""
        found: list[tuple[float, int, Form]] = []
        for other in names.values():
            edits = self._edits_to(form, other)
            if edits:
                found.append(
                    (2 * (2 - edits) + math.log10(1 + other.weight) + 2 * math.log2(1 + other.hits), edits, other)
                )
        if not found:
            return None
        _, edits, other = max(found)
        company = company_of(facts, form, other)
        evidence = f"{other.text} stands {times(other.hits)} in this article, {form.text} {times(form.hits)}"
        confidence = self._confidence(form, other, edits, company)
        if confidence is None:
            return None
        return Verdict(form, other.text, self.odd, confidence, evidence)

    def _edits_to(self, form: Form, other: Form) -> int:
        """How many edits lead from `form` to the better attested `other`; 0 where it is not, or is another name."""
        if other is form or not self._outweighs(other, form):
            return 0
        most = 1 if max(len(form.key), len(other.key)) < LONG or form.weight >= self.rare_at_two else 2
        if not may_be_alike(form.key, other.key, most) or is_inflection(form.key, other.key):
            return 0
        edits = edits_between(form.key, other.key, most)
        if edits > most or (form.key[0] != other.key[0] and not sound_alike(form.key, other.key)):
            return 0
        return edits

    def _outweighs(self, other: Form, form: Form) -> bool:
        """Whether `other` is so much better attested, here or in the world, that `form` may be a slip."""
        if other.is_word and other.hits == 1:
            return False
        if form.hits > 1 and (form.weight or other.hits < 4 * form.hits):
            return False
        return other.hits > form.hits or other.weight >= max(100, 10 * form.weight)

    def _confidence(self, form: Form, other: Form, edits: int, company: Company) -> Confidence | None:
        if company is Company.DIFFERENT:
            return Confidence.DOUBTFUL if form.weight == 0 and edits == 1 else None
        if form.weight == 0 and other.hits > 1 and form.hits == 1 and (edits == 1 or sound_alike(form.key, other.key)):
            return Confidence.SURE
        return Confidence.LIKELY

    def _unattested(self, form: Form) -> Verdict | None:
        """The well-known name that a form known to nobody is one edit away from."""
        data = self.unknown.data
        if form.weight or form.hits > 1 or len(form.key) < data["shortest"] or form.text.isupper():
            return None
        near = nearest(form.key)
        if near is None or near.weight < data["attested"] or near.lead < data["lead"]:
            return None
        right = near.key[0].upper() + near.key[1:]
        evidence = f"{form.text} is found nowhere; {right} {near.weight:,.0f} times in Wikipedia"
        return Verdict(form, right, self.unknown, self.unknown.confidence, evidence)


def times(hits: int) -> str:
    return ("once", "twice")[hits - 1] if hits < 3 else f"{hits} times"


def opens_sentence(text: str, start: int) -> bool:
    """Whether the word at `start` is the first of its sentence or line."""
    before = text[max(0, start - 12) : start].rstrip(" \u00a0\"'“”‘’([–—-*•")
    return not before or before[-1] in ".!?:…\n\r"


def is_list(text: str) -> bool:
    """Whether a passage is a squad list or a table of results: many capitals and numbers between many commas."""
    words = text.split()
    if len(words) < 8:
        return False
    lower = sum(map(str.islower, words))
    return lower < 0.3 * len(words) and sum(map(text.count, ",;()|\t0123456789")) > 0.4 * len(words)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter, digit or mark of a handle or address touches text[start:end]."""
    return not (text[start - 1 : start].isalnum() or text[start - 1 : start] in ("@", "#", "_", "/")) and not (
        text[end : end + 1].isalnum() or text[end : end + 1] in ("_", "/", "@")
    )
