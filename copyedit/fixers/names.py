"""Names that are mistyped, told by the article itself and by what the world attests.

A name is left alone unless something speaks against it: another form in the same article, or a well-known name one
slip away from a form that hardly anybody attests. How much speaks against it is a score whose weights and thresholds
are data (rules/names.toml). Different people and inflections that look alike are left alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple

from copyedit.config import Config
from copyedit.fixers.names_company import Company, beside, company_of, occurrences
from copyedit.fixers.names_forms import NAME_SHAPE, ArticleNames, Form, key_of, names_of
from copyedit.fixers.names_gazetteer import Gazetteer, Neighbour
from copyedit.fixers.names_likeness import differ_in_number, edits_between, is_inflection, may_be_alike
from copyedit.fixers.names_slips import VOWELS, features_of_forms, features_of_neighbour, score
from copyedit.fixers.names_transliterations import Transliterations
from copyedit.model import Confidence, Span, Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Facts, Reading
from copyedit.rulebook import Rule, Rules

LONG = 8  # letters, from which on two edits may be a slip
ATTESTED = 100  # hits in Wikipedia that make one mention outweigh another

FEW = 20  # verdicts

_LETTERS = lazily(r"[^\W\d_]+")
_MARKS = frozenset("“”‘’\"'")


class Verdict(NamedTuple):
    """What is said of one form wherever it stands in the article."""

    form: Form
    right: str
    rule: Rule
    confidence: Confidence
    evidence: str
    within_sentences: bool = False


class Names:
    """Capitalised words, part by part. Left alone: what is well attested, words that stand in lower case too,
    acronyms, lists and tables, whatever is in another language, and the words of copyedit.toml.
    """

    stem: ClassVar[str] = "names"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.odd = rules["names.odd-one-out"]
        self.unknown = rules["names.unknown"]
        self.mixed = rules["names.mixed-transliteration"]
        self.transliterations = Transliterations(self.mixed)
        self.gazetteer = Gazetteer(self.unknown.data["weights"])
        self.allowed = frozenset(key_of(word) for word in config.words)

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        verdicts = reading.facts.learned(self._verdicts)
        if not verdicts or is_list(reading.text):
            return
        for verdict in present(verdicts, reading.text):
            for span in occurrences(reading, verdict.form):
                if self._applies(verdict, reading, span):
                    right = verdict.right.upper() if reading.text[span.start : span.end].isupper() else verdict.right
                    yield verdict.rule.suggest(
                        reading.text,
                        *span,
                        right,
                        confidence=verdict.confidence,
                        evidence=verdict.evidence,
                        right=right,
                    )

    def _applies(self, verdict: Verdict, reading: Reading, span: Span) -> bool:
        text = reading.text
        if reading.is_foreign(span) or (verdict.within_sentences and opens_sentence(text, span.start)):
            return False
        if verdict.rule is self.unknown and is_coinage(text, span):
            return False
        return verdict.rule is not self.mixed or not self.transliterations.in_set_phrase(text, span)

    def _verdicts(self, facts: Facts) -> tuple[Verdict, ...]:
        names = facts.learned(names_of)
        rarest = self.odd.data["rare"]
        verdicts = [*self._transliterated(names)]
        for form in names.forms.values():
            if form.weight < rarest and not form.is_word and self._may_be_wrong(form):
                said = [v for v in (self._odd_one_out(form, names, facts), self._unattested(form, names, facts)) if v]
                if said:
                    verdicts.append(max(said, key=lambda verdict: verdict.confidence))
        return tuple(verdicts)

    def _transliterated(self, names: ArticleNames) -> Iterator[Verdict]:
        for form, right, winner in self.transliterations.strays(names.forms):
            if form.key not in self.allowed:
                evidence = contrast(winner, form) if winner else f"{right} is the spelling of this house"
                yield Verdict(form, right, self.mixed, self.mixed.confidence, evidence)

    def _may_be_wrong(self, form: Form) -> bool:
        return form.key not in self.allowed and NAME_SHAPE.fullmatch(form.text) is not None

    def _odd_one_out(self, form: Form, names: ArticleNames, facts: Facts) -> Verdict | None:
        """What the better attested forms of the article say of `form`."""
        weights = self.odd.data["weights"]
        scored = []
        for other in names.resembling(form.key):
            if could_be_meant(other, form) and not self.transliterations.same(form.key, other.key):
                company = Company.UNTOLD if names.are_many else company_of(facts, form, other)
                scored.append((score(features_of_forms(form, other, company), weights), other, company))
        if not scored:
            return None
        best, other, company = max(scored)
        confidence = level_of(best, self.odd)
        if confidence is None:
            return None
        highest = Confidence.SURE
        if company is Company.DIFFERENT or form.hits > 1 or form.weight or ends_in_another_vowel(form.key, other.key):
            highest = Confidence.LIKELY
        if is_inflection(form.key, other.key) or (company is Company.DIFFERENT and form.weight):
            highest = Confidence.DOUBTFUL
        confidence = min(confidence, highest)
        return Verdict(form, other.text, self.odd, confidence, contrast(other, form))

    def _unattested(self, form: Form, names: ArticleNames, facts: Facts) -> Verdict | None:
        """What the names of the world say of `form`, if it stands once and is hardly known."""
        data = self.unknown.data
        if (
            names.are_many
            or form.hits > 1
            or form.weight >= data["rare"]
            or len(form.key) < data["shortest"]
            or form.text.isupper()
        ):
            return None
        near = self.gazetteer.nearest(form.key)
        if near is None or self.transliterations.same(form.key, near.key):
            return None
        features = features_of_unknown(form, near, is_beside_name(form, facts))
        confidence = level_of(score(features, data["weights"]), self.unknown)
        if confidence is None:
            return None
        if confidence is Confidence.SURE and ends_in_another_vowel(form.key, near.key):
            confidence = Confidence.LIKELY
        right = dressed(near.key, form.text)
        evidence = f"Wikipedia has {form.text} {form.weight:.0f} times, {right} {near.weight:,.0f} times"
        return Verdict(form, right, self.unknown, confidence, evidence, within_sentences=near.is_word)


def present(verdicts: tuple[Verdict, ...], text: str) -> Iterable[Verdict]:
    """Those of `verdicts` that may speak of `text`; all, where they are so few that looking for each is quicker."""
    if len(verdicts) <= FEW:
        return verdicts
    words = set(_LETTERS.findall(text))
    return [v for v in verdicts if any(_LETTERS.findall(spelling)[0] in words for spelling in v.form.spellings)]


def could_be_meant(other: Form, form: Form) -> bool:
    """Whether `other` outweighs `form`, here or in the world, and few enough edits lead from one to the other."""
    if other is form or (other.is_word and other.hits == 1) or differ_in_number(form.key, other.key):
        return False
    if other.hits <= form.hits and other.weight < max(ATTESTED, 10 * form.weight):
        return False
    most = 1 if max(len(form.key), len(other.key)) < LONG else 2
    return may_be_alike(form.key, other.key, most) and edits_between(form.key, other.key, most) <= most


def level_of(value: float, rule: Rule) -> Confidence | None:
    """The confidence that a score earns by the rule's measured thresholds; None below them all."""
    for confidence in reversed(Confidence):
        if value >= rule.data["thresholds"].get(confidence.word, float("inf")):
            return confidence
    return None


def dressed(key: str, like: str) -> str:
    """`key` with the capitals of `like`: mcdonald, McDonals → McDonald."""
    at = next((at for at, letter in enumerate(like[1:], 1) if letter.isupper()), len(key))
    inner = key[at : at + 1].upper() if key[:at] == like[:at].lower() else key[at : at + 1]
    return key[0].upper() + key[1:at] + inner + key[at + 1 :]


def contrast(other: Form, form: Form) -> str:
    """“Zelensky stands 4 times in this article, Zilensky once”."""
    return f"{other.text} stands {times(other.hits)} in this article, {form.text} {times(form.hits)}"


def times(hits: int) -> str:
    """once, twice, 3 times"""
    return ("once", "twice")[hits - 1] if hits < 3 else f"{hits} times"


def opens_sentence(text: str, start: int) -> bool:
    """Whether the word at `start` is the first of its sentence or line."""
    before = text[max(0, start - 12) : start].rstrip(" \u00a0\"'“”‘’([–—-*•")
    return not before or before[-1] in ".!?:…\n\r"


def is_coinage(text: str, span: Span) -> bool:
    """Whether the word stands alone in quotation marks: the town, dubbed “Llamaville”, …"""
    return text[max(0, span.start - 1) : span.start] in _MARKS and text[span.end : span.end + 1] in _MARKS


def is_list(text: str) -> bool:
    """Whether a passage is a squad list or a table of results: many capitals and numbers between many commas."""
    words = text.split()
    if len(words) < 8:
        return False
    lower = sum(map(str.islower, words))
    return lower < 0.3 * len(words) and sum(map(text.count, ",;()|\t0123456789")) > 0.4 * len(words)


def ends_in_another_vowel(key: str, other: str) -> bool:
    """“Slava Ukraini”, Ukraine: another case, gender or language of the same name."""
    return len(key) == len(other) and key[:-1] == other[:-1] and key[-1] in VOWELS


def features_of_unknown(form: Form, near: Neighbour, beside_name: bool) -> dict[str, float]:
    """All that speaks for and against `form`, which stands once, being a slip of `near`."""
    features = features_of_neighbour(form.key, near.key, near.weight, near.is_word)
    return features | {
        "own_attestation": math.log10(1 + form.weight),
        "lead": near.lead,
        "beside_name": float(beside_name),
    }


def is_beside_name(form: Form, facts: Facts) -> bool:
    """Whether a name stands right before or after `form`: a person's, whose forms are many."""
    return any(any(beside(r.text, span)) for r in facts.readings for span in occurrences(r, form))
