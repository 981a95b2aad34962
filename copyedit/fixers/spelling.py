"""Misspelt words: unknown ones that look like slips for known ones, and plurals that English does not make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from copyedit.config import Config
from copyedit.fixers.spelling_figures import FIGURED, HINT, without_figure
from copyedit.lexicon import LISTED, LISTED_NAME, Lexicon, normal
from copyedit.model import Confidence, Span, Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Facts, Reading
from copyedit.rulebook import Rules
from copyedit.spelling.candidates import has_near_word
from copyedit.spelling.context import SENTENCE_START, WELL_ATTESTED, context_at
from copyedit.spelling.strange import is_strange, is_strange_with_capital

if TYPE_CHECKING:
    from copyedit.spelling.speller import Speller, Verdict

# "deploy’more" is one token here; what stands on either side of a hyphen is not
_WORD = lazily(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# what joins a word to a code, an address, a date, a file: "x2", "and/or", "node.js", "C++"
_JOINED_BEFORE = lazily(r"[\d_@#\\&$€£=+~^*<>|.]\Z|(?<![^\W\d_])/\Z")
_JOINED_AFTER = lazily(r"[\d_@\\=+*<>|]|/(?![^\W\d_])|\.[a-z]")
_PART_OF_NAME = lazily(r"w-[A-Z]")  # Byeong-seug, al-Mouallem
_HEAD = lazily(r"([A-Z]\w*)-\Z")
LONGEST = 30  # letters; longer ones are no slips


class Spelling:
    """Reads lower-case words, and those with a capital only where a sentence or a headline puts it.

    Left alone: names (their own fixer's), what is joined to figures or signs, parts of addresses, words of the house
    (`Config.words`), and whatever the lexicon knows. That the article uses a word again and again speaks for it.
    """

    stem: ClassVar[str] = "spelling"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.rules = rules
        self.allowed = frozenset(normal(word) for word in config.words)
        self.listed = _pairs(rules, "misspellings.txt")
        self.plurals = _pairs(rules, "uncountables.txt")
        self._fine: set[str] = set()  # as written, this process through

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        if HINT.search(reading.text):
            yield from self._figured(reading)
        words = set(_WORD.findall(reading.text)) - self._fine
        strange = {word for word in words if self._is_strange(word)}
        self._fine |= words - strange
        if strange and reading.is_english:
            for match in _WORD.finditer(reading.text):
                if match.group() in strange:
                    yield from self._suggested(reading, match)

    @cached_property
    def lexicon(self) -> Lexicon:
        from copyedit import lexicon

        return lexicon.load()

    @cached_property
    def speller(self) -> Speller:
        from copyedit.spelling import speller

        return speller.load()

    def _figured(self, reading: Reading) -> Iterator[Suggestion]:
        for match in FIGURED.finditer(reading.text):
            word = match.group()
            right = without_figure(self.lexicon, word) if word.isascii() and normal(word) not in self.allowed else None
            if right and reading.facts.word_counts[word] <= 1 and not reading.is_protected(Span(*match.span())):
                rule = self.rules["spelling.figure-in-word"]
                yield rule.suggest(
                    reading.text, *match.span(), right, word=word, evidence=f"“{right}” is a common word"
                )

    def _is_strange(self, word: str) -> bool:
        """Whether there may be something to say of `word`, wherever it stands."""
        form = normal(word)
        if form in self.allowed or not 2 <= len(word) <= LONGEST or not (word[1:].islower() or word.isupper()):
            return False  # JavaScript, iPhone
        if form in self.listed or form in self.plurals:
            return True
        if "'" in form and all(len(part) > 1 and self.lexicon.known(part) for part in form.split("'")):
            return False  # deploy’more: two words and a mark between them
        if word[0].isupper():
            strange = is_strange_with_capital(self.lexicon, form, WELL_ATTESTED)
            return strange and has_near_word(self.lexicon, form)
        return is_strange(self.lexicon, form)

    def _suggested(self, reading: Reading, match: re.Match[str]) -> Iterator[Suggestion]:
        word, form = match.group(), normal(match.group())
        span = Span(*match.span())
        if reading.is_protected(span) or reading.crosses_gap(span) or reading.is_foreign(span):
            return
        if form in self.plurals:
            if word[0].islower() or _opens_sentence(reading, span):
                yield self._listed(reading, span, "spelling.uncountable-plural", self.plurals[form])
        elif not (_is_joined(reading.text, span) or self._drops_g(reading.text, span)) and self._may_be_a_word(
            reading, span
        ):
            if form in self.listed:
                if not word[0].isupper() or word.isupper() or _opens_sentence(reading, span):  # not By Sherif Saed
                    yield self._listed(reading, span, "spelling.listed", self.listed[form])
            else:
                yield from self._weighed(reading, span, form)

    def _listed(self, reading: Reading, span: Span, rule: str, right: str) -> Suggestion:
        word = reading.text[span.start : span.end]
        confidence = Confidence.LIKELY if word[0].isupper() and not word.isupper() else None  # it may be a name
        return self.rules[rule].suggest(
            reading.text,
            *span,
            cased_like(word, right),
            confidence=confidence,
            word=word,
            evidence="listed in rules/",
        )

    def _may_be_a_word(self, reading: Reading, span: Span) -> bool:
        """Whether the word may be no name: in lower case, or alone in the article with its capital."""
        word = reading.text[span.start : span.end]
        if word[0].islower():
            return not self._is_part_of_name(reading.text, span)
        if word.isupper():
            return len(word) > 3 and _in_capitals(reading, span)
        return reading.facts.word_counts[word] == 1

    def _drops_g(self, text: str, span: Span) -> bool:
        """goin’, nothin’: speech as it sounds, with the apostrophe outside the word."""
        word = text[span.start : span.end]
        return word.endswith("in") and text[span.end : span.end + 1] in ("'", "’") and self.lexicon.listed(f"{word}g")

    def _is_part_of_name(self, text: str, span: Span) -> bool:
        """Byeong-seug, but not Russian-backd."""
        head = _HEAD.search(text[max(0, span.start - LONGEST) : span.start])
        return head is not None and not self.lexicon.marks(head[1]) & (LISTED | LISTED_NAME)

    def _weighed(self, reading: Reading, span: Span, form: str) -> Iterator[Suggestion]:
        word = reading.text[span.start : span.end]
        counts = reading.facts.learned(_lower_counts)
        context = context_at(reading.text, *span, counts, counts[form])
        verdict = self.speller.verdict(form, context)
        confidence = self.speller.confidence(verdict) if verdict else None
        if confidence is not None and word[0].isupper() and not (word.isupper() or _opens_sentence(reading, span)):
            confidence = Confidence.LIKELY if confidence is Confidence.SURE else None
        if verdict is None or confidence is None:
            return
        offered = 1 if confidence is Confidence.SURE else 3
        texts = dict.fromkeys(self._spelled(word, correction.text) for correction in verdict.corrections[:offered])
        yield self.rules["spelling.unknown"].suggest(
            reading.text, *span, *texts, confidence=confidence, evidence=_evidence(verdict), word=word
        )

    def _spelled(self, word: str, right: str) -> str:
        return cased_like(word, right.capitalize() if self.lexicon.is_only_name(right) else right)


def _evidence(verdict: Verdict) -> str:
    best = verdict.corrections[0]
    return f"an error: {verdict.error:.0%}; “{best.text}” of all corrections: {best.share:.0%}"


def cased_like(word: str, right: str) -> str:
    """`right` with the capitals and the apostrophe of `word`."""
    if "’" in word or "'" not in word:
        right = right.replace("'", "’")
    if word.isupper() and len(word) > 1:
        return right.upper()
    return right[0].upper() + right[1:] if word[0].isupper() else right


def _lower_counts(facts: Facts) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, times in facts.word_counts.items():
        for part in _WORD.findall(word):
            counts[normal(part)] += times
    return counts


def _is_joined(text: str, span: Span) -> bool:
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    return bool(
        _JOINED_BEFORE.search(before) or _JOINED_AFTER.match(after) or _PART_OF_NAME.search(f"{before}w{after}")
    )


def _opens_sentence(reading: Reading, span: Span) -> bool:
    return bool(SENTENCE_START.search(reading.text[max(0, span.start - 12) : span.start]))


def _in_capitals(reading: Reading, span: Span) -> bool:
    """Whether the words around are in capitals too, so that they say nothing: a headline."""
    around = [w for w in _WORD.findall(reading.text[max(0, span.start - 40) : span.end + 40]) if len(w) > 3]
    return len(around) > 2 and all(word.isupper() for word in around[1:-1])


def _pairs(rules: Rules, name: str) -> dict[str, str]:
    return dict(line.split(" → ") for line in sorted(rules.words(name)))
