"""The company a name keeps: the names that stand beside it tell one person from another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from copyedit.fixers.names_forms import Form, bare, key_of, standing_of
from copyedit.model import Span
from copyedit.patterns import lazily
from copyedit.reading import Facts, Reading

_BEFORE = lazily(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)[ \u00a0]\Z")
_AFTER = lazily(r"[ \u00a0]([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_CALENDAR_AND_TITLES = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mr mrs ms dr sir prof st gen lt col sgt capt rep sen gov rev
"""
NO_GIVEN_NAMES = frozenset(_CALENDAR_AND_TITLES.split())
REACH = 40  # code points looked back for the word before


class Company(Enum):
    """What the names beside two forms say: one of them is the same, the given names differ, or nothing is told."""

    SAME = "same"
    DIFFERENT = "different"
    UNTOLD = "untold"


def company_of(facts: Facts, one: Form, other: Form) -> Company:
    """Whether the two keep the same company: “Boris Johnson … Boris Jonson”, “Kanye West … Kayne West”."""
    here, there = list(_company(facts, one)), list(_company(facts, other))
    given_here, given_there = {g for g, _ in here if g}, {g for g, _ in there if g}
    if given_here & given_there or {s for _, s in here if s} & {s for _, s in there}:
        return Company.SAME
    return Company.DIFFERENT if given_here and given_there else Company.UNTOLD


def occurrences(reading: Reading, form: Form) -> Iterator[Span]:
    """Where `form` stands in the passage, in any of its spellings."""
    text = reading.text
    for spelling in form.spellings:
        start = text.find(spelling)
        while start >= 0:
            end = start + len(spelling)
            if _stands_alone(text, start, end):
                yield Span(start, end)
            start = text.find(spelling, end)


def beside(text: str, span: Span) -> tuple[str, str]:
    """The keys of the names right before and after `span`, "" where there is none or it is an ordinary word."""
    before = _BEFORE.search(text, max(0, span.start - REACH), span.start)
    after = _AFTER.match(text, span.end)
    return _name(before), _name(after)


def _company(facts: Facts, form: Form) -> Iterator[tuple[str, str]]:
    for reading in facts.readings:
        for span in occurrences(reading, form):
            yield beside(reading.text, span)


def _name(match: re.Match[str] | None) -> str:
    if match is None or match[1].islower() or bare(match[1]) != match[1]:  # “Instagram’s Mosseri”
        return ""
    key = key_of(match[1])
    return "" if key in NO_GIVEN_NAMES or standing_of(key).is_word else key


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter, digit or mark of a handle or address touches text[start:end]."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (before.isalnum() or before in {"@", "#", "_", "/"} or after.isalnum() or after in {"@", "_", "/"})
