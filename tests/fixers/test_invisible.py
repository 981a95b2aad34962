"""What no reader sees goes where it means nothing; broken words are joined where they are words."""

from __future__ import annotations

import pytest

from tests.fixers.support import CHARACTERS, fixed, likely, proved

REPAIRED = [
    ("The go\xadvern\xadment and the \ufeffmay\ufeffor", "The government and the mayor"),
    ("Read\u200b \u200bmore\u2060.", "Read more."),
    ("e\u0301te\u0301 in Sa\u0303o", "été in São"),
    ("The ﬁne oﬃce ﬂoor", "The fine office floor"),
    ("He left\xa0the \xa0room\u2009now.", "He left the room now."),
    ("End.\xa0\n\nNext.", "End.\n\nNext."),
    ("The mayor\x19s \x1codd\x1d year", "The mayor’s “odd” year"),
    ("One\u2028two\x0bthree", "One two three"),
]
MUST_NOT_CHANGE = [
    "It is 10\xa0km, 5\xa0%, §\xa05, £\xa030, 1\u202f000\xa0€ and No.\xa010.",
    "«\xa0Non\xa0»\xa0! Quoi\u202f?",
    "Mr\xa0Smith met J.\xa0Doe and Dr.\xa0Who.",
    "The mayor\u200a—\u200aa baker\u200a—\u200aleft.",
    "می\u200cخواهم و نمی\u200cشود",
    "क्\u200dष क्\u200cष श्री\u200dलंका",
    "ภาษา\u200bไทย ខ្មែរ\u200bខ្មែរ",
    "👩\u200d🚀 👨\u200d👩\u200d👧\u200d👦 ❤\ufe0f\u200d🔥",
    "He wrote \u200fשלום\u200e there.",
    "x̄ and ɔ̃ and $̶6̶",
    "й ά ё ή",
    "東京\u3000大阪\u3000名古屋",
]


@pytest.mark.parametrize(("before", "after"), REPAIRED)
def test_what_means_nothing_goes(before: str, after: str) -> None:
    assert fixed(before, "invisible") == after


@pytest.mark.parametrize("text", MUST_NOT_CHANGE)
def test_what_means_something_stays(text: str) -> None:
    assert not proved(text, *CHARACTERS).marks


def test_a_zero_width_blank_between_two_words_may_have_been_a_blank() -> None:
    assert fixed("the\u200bmayor", "invisible") == "the\u200bmayor"
    assert likely("the\u200bmayor", "invisible") == "the mayor"


def test_the_mark_that_begins_a_file_stays() -> None:
    assert fixed("\ufeffOne\ufeff.\n\n\ufeffTwo.", "invisible") == "\ufeffOne.\n\nTwo."


BROKEN = [
    ("The com- pany and the govern- ment agreed.", "The company and the government agreed."),
    ("the negotia- tions", "the negotiations"),
]
NOT_BROKEN = [
    "pre- and post-war, two- or three-year, first- to third-class",
    "He stopped- and went.",
    "an Anglo- French treaty, a well- known man",
    "He said - quietly - no.",
]


@pytest.mark.parametrize(("before", "after"), BROKEN)
def test_broken_words_are_joined(before: str, after: str) -> None:
    assert likely(before, "hyphenation") == after


@pytest.mark.parametrize("text", NOT_BROKEN)
def test_hyphens_that_belong_stay(text: str) -> None:
    assert fixed(text, "hyphenation") == text
