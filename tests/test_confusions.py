"""Real words in the place of others: the neighbours that are asked, and the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from copyedit import rulebook
from copyedit.config import Config
from copyedit.fixers.confusions import Confusions, confusion_sets, context_of
from copyedit.lexicon.sequences import END, START
from copyedit.model import Span
from copyedit.proof import prove
from copyedit.rulebook import RuleError


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("one two WORD three four", ("one", "two"), ("three", "four")),
        ("WORD three", ("", START), ("three", END)),
        ("Yes. “WORD three four", ("", START), ("three", "four")),
        ("one, two WORD three, four", ("", "two"), ("three", "")),
        ("one two, WORD, three", ("", ""), ("", "")),
        ("one 2 WORD 3 four", ("", ""), ("", "")),
        ("one. Two WORD three. Four", (START, "two"), ("three", END)),
        ("they’ve two WORD", ("they've", "two"), (END, "")),
    ],
)
def test_neighbours(text: str, before: tuple[str, str], after: tuple[str, str]) -> None:
    start = text.index("WORD")
    assert context_of(text, Span(start, start + 4)) == (before, after)


def suggestions(text: str) -> list[tuple[str, str]]:
    fixer = Confusions(rulebook.load("confusions"), Config())
    return [(mark.before, mark.choices[1].text) for mark in prove(text, fixers=(fixer,)).marks]


def test_capitals_and_apostrophes_are_kept() -> None:
    assert suggestions("“Its been a long day,” he’d said.") == [("Its", "It’s")]


@pytest.mark.parametrize(
    "text",
    [
        "The pubic bone heals.",
        "A off-form striker, form-wise.",
        "Der Bote kam form the bank, und das war nicht alles, was er uns sagte.",
        "He asked @form the bank.",
    ],
)
def test_left_alone(text: str) -> None:
    assert suggestions(text) == []


def test_the_list_is_sorted_and_names_no_word_twice_for_another() -> None:
    path = rulebook.rules_folder() / "confusions.txt"
    lines = rulebook.word_list(path)
    sets, one_way = [line for line in lines if "/" in line], [line for line in lines if "→" in line]
    assert lines == sorted(sets) + sorted(one_way)
    assert len(set(lines)) == len(lines)


def test_a_malformed_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("form, from\n", encoding="utf-8")
    with pytest.raises(RuleError, match="form, from"):
        confusion_sets(path)
