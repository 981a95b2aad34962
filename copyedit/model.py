"""The words of the house, one meaning each: what is said, what is done, what a person decides.

A fixer says a `Suggestion`; the chain does an `Edit`; a person decides a `Change`. All offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of a text, in code points."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Whether the two share a character; an empty span meets whatever it touches."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same stretches, sorted and disjoint."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


class Confidence(IntEnum):
    """A written promise, kept by measurement (see "Confidence" in the README)."""

    DOUBTFUL = 0
    LIKELY = 1
    SURE = 2

    @property
    def word(self) -> str:
        return self.name.lower()

    @classmethod
    def named(cls, word: str) -> Confidence:
        """The confidence called `word` (sure, likely, doubtful). Raises ValueError for any other word."""
        try:
            return cls[word.upper()]
        except KeyError:
            raise ValueError(f"confidence is sure, likely or doubtful, not {word!r}") from None


class Suggestion(NamedTuple):
    """What a fixer says of a stretch of the text that it was given.

    `before` repeats the text of `span`, so that a wrong offset is caught where it arises. `replacements` are ordered,
    best first; none means there is nothing to offer. SURE needs exactly one. Suggestions of one fixer that share a
    non-empty `group` are applied all or none (the two marks of one quotation).
    """

    span: Span
    before: str
    replacements: tuple[str, ...]
    rule: str
    message: str
    confidence: Confidence
    evidence: str = ""
    group: str = ""


class Edit(NamedTuple):
    """What was done to the text, and because of which suggestion."""

    because: Suggestion
    after: str


class Choice(NamedTuple):
    """One text that a stretch of the original may become, and the edits that lead there, in order.

    `also` are further suggestions that ask for the same text.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    also: tuple[Suggestion, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """That of its least certain edit."""
        return min((edit.because.confidence for edit in self.edits), default=Confidence.SURE)

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.rule for s in (*(edit.because for edit in self.edits), *self.also)))


class Change(NamedTuple):
    """What a person decides: which of `choices` shall stand in `span` of the original.

    `choices[0]` is the original text; `default` is how far the edits that flow of themselves went (0 where none did);
    later ones are open suggestions, best first. `remarks` are suggestions with nothing to offer.
    Changes of one text never overlap, so any mix of picks composes.
    """

    span: Span
    choices: tuple[Choice, ...]
    default: int = 0
    remarks: tuple[Suggestion, ...] = ()

    @property
    def before(self) -> str:
        return self.choices[0].text

    def best(self, level: Confidence) -> int:
        """The index of the choice to offer at `level`: the most certain open one, else the default, else 0."""
        open_ones = [i for i in range(self.default + 1, len(self.choices)) if self.choices[i].confidence >= level]
        return max(open_ones, key=lambda i: (self.choices[i].confidence, -i), default=self.default)

    def shown_at(self, level: Confidence) -> bool:
        """Whether there is anything to say of it at `level`."""
        return self.best(level) != 0 or any(remark.confidence >= level for remark in self.remarks)

    def because(self, pick: int) -> tuple[Suggestion, ...]:
        """The suggestions behind choice `pick`; the remarks where there is none."""
        return tuple(edit.because for edit in self.choices[pick].edits) or self.remarks

    def confidence_of(self, pick: int) -> Confidence:
        """How certain choice `pick` is; for the original, how certain the remarks are."""
        return min((s.confidence for s in self.because(pick)), default=Confidence.SURE)

    @property
    def groups(self) -> frozenset[str]:
        return frozenset(edit.because.group for choice in self.choices for edit in choice.edits if edit.because.group)


# "deploy’more", "U.S", "co-operate" stand as they would for a reader: inner marks belong to the word
_TOKEN = re.compile(r"\w+(?:['’‘\u00ad\u200b-\u200d\u2060\ufeff]\w+)*|\s|[^\w\s]", re.UNICODE)


LONGEST_WORD = 200  # code points; what is longer is no word


def tokens(text: str) -> list[str]:
    """Words whole, everything else a character at a time; joined they give `text`."""
    return _TOKEN.findall(text)


def word_bounds(text: str, span: Span) -> Span:
    """`span` widened so that it cuts no word."""
    start, end = span
    for token in _TOKEN.finditer(text, max(0, start - LONGEST_WORD), end + LONGEST_WORD):
        if token.start() < start < token.end():
            start = token.start()
        if token.start() < end < token.end():
            end = token.end()
        if token.start() >= end:
            break
    return Span(start, end)


def trimmed(text: str, suggestion: Suggestion, *, whole_words: bool = True) -> Suggestion | None:
    """`suggestion` on just what it alters, or None where it alters nothing.

    Words are taken whole, as they stand and as they would, unless told otherwise. A bare insertion takes in a token
    beside it (`,` becomes `, `), so that no span is empty, and so does a bare deletion where the suggestion covers one
    (`the the` becomes `the`). Replacements equal to what stands there are dropped.
    """
    span, replacements = suggestion.span, suggestion.replacements
    if not replacements:
        return suggestion
    if whole_words:
        span = _whole_words(text, span, replacements)
    split = tokens if whole_words else list[str]
    head, tail = text[span.start : suggestion.span.start], text[suggestion.span.end : span.end]
    before = text[span.start : span.end]
    afters = [after for after in dict.fromkeys(head + r + tail for r in replacements) if after != before]
    if not afters:
        return None
    old, news = split(before), [split(after) for after in afters]
    left = _shared(old, news)
    right = _shared(old[left:][::-1], [new[left:][::-1] for new in news])
    if old and left + right in map(len, (old, *news)):
        take_left = left > 0 and (right == 0 or not old[left - 1].isspace())
        left, right = (left - 1, right) if take_left else (left, max(right - 1, 0))
    start = span.start + sum(map(len, old[:left]))
    end = span.end - sum(map(len, old[len(old) - right :]))
    if start == end:
        return _widened(text, start, afters, suggestion)
    return suggestion._replace(
        span=Span(start, end),
        before=text[start:end],
        replacements=tuple("".join(new[left : len(new) - right]) for new in news),
    )


def _whole_words(text: str, span: Span, replacements: tuple[str, ...]) -> Span:
    """`span` widened so that it cuts no word, neither of the text nor of what it would become: in `Ukraineâ€™s` the
    three characters that are to be ’ stand between two words, but in `Ukraine’s` within one.
    """
    bounds = word_bounds(text, span)
    start, end = bounds
    before, behind = text[max(0, start - LONGEST_WORD) : start], text[end : end + LONGEST_WORD]
    for replacement in replacements:
        after = text[bounds.start : span.start] + replacement + text[span.end : bounds.end]
        left, right = len(before), len(before) + len(after)
        for token in _TOKEN.finditer(before + after + behind):
            if token.start() < left < token.end():
                start = bounds.start - len(tokens(before)[-1])
            if token.start() < right < token.end():
                end = bounds.end + len(tokens(behind)[0])
    return Span(start, end)


def _shared(old: list[str], news: list[list[str]]) -> int:
    """How many tokens at the beginning are the same in all."""
    shared = 0
    for column in zip(old, *news, strict=False):
        if any(token != column[0] for token in column):
            break
        shared += 1
    return shared


def _widened(text: str, at: int, inserted: list[str], suggestion: Suggestion) -> Suggestion:
    """A bare insertion at `at`, made to replace the token before it, or the one after rather than a blank."""
    left = next(reversed(tokens(text[max(0, at - LONGEST_WORD) : at])), "")
    right = next(iter(tokens(text[at : at + LONGEST_WORD])), "")
    if left and (not right or not left.isspace()):
        span, replacements = Span(at - len(left), at), tuple(left + new for new in inserted)
    else:
        span, replacements = Span(at, at + len(right)), tuple(new + right for new in inserted)
    return suggestion._replace(span=span, before=text[span.start : span.end], replacements=replacements)
