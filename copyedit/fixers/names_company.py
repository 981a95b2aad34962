"""The company a name keeps: the given names that stand before it tell one person from another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from copyedit.fixers.names_forms import Form, bare, key_of, standing_of
from copyedit.reading import Facts

_BEFORE = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)[ \u00a0]\Z")
_CALENDAR_AND_TITLES = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mr mrs ms dr sir prof st gen lt col sgt capt rep sen gov rev
"""
NO_GIVEN_NAMES = frozenset(_CALENDAR_AND_TITLES.split())


class Company(Enum):
    """What the words before two forms say: the same given name, different ones, or nothing."""

    SAME = "same"
    DIFFERENT = "different"
    UNTOLD = "untold"


def company_of(facts: Facts, one: Form, other: Form) -> Company:
    """Whether the two forms are introduced by the same given name (“Boris Johnson … Boris Jonson”)."""
    first, second = set(_given_names(facts, one)), set(_given_names(facts, other))
    if first & second:
        return Company.SAME
    return Company.DIFFERENT if first and second else Company.UNTOLD


def _given_names(facts: Facts, form: Form) -> Iterator[str]:
    for reading in facts.readings:
        for spelling in form.spellings:
            start = reading.text.find(spelling)
            while start >= 0:
                before = _BEFORE.search(reading.text, max(0, start - 40), start)
                if before and before[1][0].isupper():
                    key = key_of(bare(before[1]))
                    if key not in NO_GIVEN_NAMES and not standing_of(key).is_word:
                        yield key
                start = reading.text.find(spelling, start + len(spelling))
