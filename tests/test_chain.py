"""What the chain holds for every fixer: protection, markup, whole words, conflicts, groups, rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copyedit.chain import settle
from copyedit.config import Config
from copyedit.fixers import build
from copyedit.formats import plain, reader_for
from copyedit.model import Confidence, Span, Suggestion
from copyedit.passage import Article
from copyedit.proof import prove
from copyedit.reading import Reading

PIECES = [*"abe ’‘“”\"'.,\n\u200b", " the the ", "â€™", "â€", "deploy", "was"]
SCRAPED = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


class Replaces:
    """Says `before` should be `after`, wherever it stands."""

    stem = "test"

    def __init__(self, before: str, *after: str, confidence: Confidence = Confidence.SURE, group: str = "") -> None:
        self.before, self.after, self.confidence, self.group = before, after, confidence, group

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        at = reading.text.find(self.before)
        while at >= 0:
            span = Span(at, at + len(self.before))
            yield Suggestion(span, self.before, self.after, f"test.{self.before}", "", self.confidence, "", self.group)
            at = reading.text.find(self.before, at + 1)


def fixed(text: str, *fixers: Replaces, config: Config | None = None, name: str = "a.txt") -> str:
    return prove(text, name, config, fixers=fixers).fixed


def test_each_fixer_reads_what_the_one_before_left() -> None:
    assert fixed("donâ€™t", Replaces("â€™", "’"), Replaces("don’t", "do not")) == "do not"


def test_rounds_go_on_until_nothing_is_altered() -> None:
    assert fixed("aaaa", Replaces("b", "c"), Replaces("aa", "b")) == "cc"


def test_what_never_rests_is_left_as_it_was_and_named() -> None:
    fixers = (Replaces("cat", "dog"), Replaces("dog", "cat mouse"))
    proof = prove("one cat\n", fixers=fixers)
    assert proof.marks == ()
    assert proof.restless == (("test.cat", "test.dog"),)


@pytest.mark.parametrize(
    "text",
    [
        "see https://example.com/bad?x=bad#bad here",
        "write to bad@bad.example.org today",
        "by @bad and #bad",
        "the file bad.pdf",
        "www.bad.example",
        "a visit to bad.com/bad",
    ],
)
def test_protected_text_never_changes(text: str) -> None:
    assert fixed(text, Replaces("bad", "good")) == text


def test_the_full_stop_after_an_address_is_prose() -> None:
    assert fixed("see www.example.com. bad", Replaces(". bad", ". good")) == "see www.example.com. good"


def test_sure_needs_one_replacement_and_others_wait() -> None:
    proof = prove("bad", fixers=(Replaces("bad", "good", "better"),))
    assert proof.fixed == "bad"
    (mark,) = proof.marks
    assert [choice.text for choice in mark.choices] == ["bad", "good", "better"]
    assert mark.choices[1].confidence is Confidence.LIKELY


def test_leftmost_then_longest() -> None:
    assert fixed("a b c", Replaces("b c", "x"), Replaces("a b", "y")) == "a x"
    both = Replaces("a b", "y")
    proof = prove("a b c", fixers=(Both(both, Replaces("b c", "x")),))
    assert proof.fixed == "y c"


class Both:
    """Two fixers speaking as one."""

    stem = "test"

    def __init__(self, *fixers: Replaces) -> None:
        self.fixers = fixers

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        for fixer in self.fixers:
            yield from fixer(reading)


class Pairs(Both):
    """Speaks of { and } only where both stand."""

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        if "{" in reading.text and "}" in reading.text:
            yield from super().__call__(reading)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{a} b", "“a” b"),
        ("{c} b", "x} b"),  # the opening mark is lost to another edit, so the closing one stays too
        ("{ see http://a.b/x}y", "{ see http://a.b/x}y"),
    ],
)
def test_a_group_is_taken_whole_or_not_at_all(text: str, expected: str) -> None:
    marks = Pairs(Replaces("{c", "x"), Replaces("{", "“", group="q"), Replaces("}", "”", group="q"))
    assert prove(text, fixers=(marks,)).fixed == expected


def test_rules_can_be_turned_off_and_their_confidence_set() -> None:
    off = Config(rules={"test.bad": "off"})
    assert prove("bad", config=off, fixers=(Replaces("bad", "good"),)).marks == ()
    likely = Config(rules={"test": Confidence.LIKELY})
    assert fixed("bad", Replaces("bad", "good"), config=likely) == "bad"


def test_line_ends_go_with_the_whole_paragraph_or_not_at_all() -> None:
    assert fixed("one\n\ntwo\n\nthree", Replaces("two\n\n", "")) == "one\n\nthree"
    assert fixed("one\n\ntwo\n\nthree", Replaces("o\n\n", "")) == "one\n\ntwo\n\nthree"


def test_a_change_that_would_cross_markup_is_made_smaller_or_dropped() -> None:
    assert fixed("see *de*ploy’more", Replaces("ploy’more", "ploy ‘more"), name="a.md") == "see *de*ploy ‘more"
    assert fixed("*de*ploy", Replaces("deploy", "send"), name="a.md") == "*de*ploy"


def test_a_wrong_offset_is_a_bug_of_the_fixer() -> None:
    class Wrong(Replaces):
        def __call__(self, reading: Reading) -> Iterator[Suggestion]:
            yield Suggestion(Span(0, 1), "x", ("y",), "test.wrong", "", Confidence.SURE)

    with pytest.raises(ValueError, match=r"test\.wrong"):
        settle(Article(tuple(plain.passages("abc"))), (Wrong(""),), Config())


@given(text=SCRAPED, level=st.sampled_from(Confidence), name=st.sampled_from(["a.txt", "a.md"]))
def test_the_real_chain_rests_and_fixing_twice_changes_nothing(text: str, level: Confidence, name: str) -> None:
    fixers = build(Config())
    proof = prove(text, name, level=level, fixers=fixers)
    assert proof.decide({}) == text
    if level is Confidence.SURE:
        again = prove(proof.fixed, name, fixers=fixers)
        assert again.fixed == proof.fixed


@given(text=SCRAPED, data=st.data())
def test_any_mix_of_picks_composes(text: str, data: st.DataObject) -> None:
    proof = prove(text, "a.txt")
    picks = {
        index: data.draw(st.integers(0, len(mark.choices) - 1))
        for index, mark in enumerate(proof.marks)
        if data.draw(st.booleans())
    }
    expected, at = "", 0
    for index, mark in enumerate(proof.marks):
        expected += text[at : mark.span.start] + mark.choices[picks.get(index, 0)].text
        at = mark.span.end
    assert proof.decide(picks) == expected + text[at:]


@given(SCRAPED, SCRAPED)
def test_addresses_survive_the_real_chain(before: str, after: str) -> None:
    address = "https://example.com/the-the?q=don’t&x=deploy’more"
    text = f"{before} {address} {after}"
    proof = prove(text)
    everything = {index: len(mark.choices) - 1 for index, mark in enumerate(proof.marks)}
    assert address in proof.fixed
    assert address in proof.decide(everything)


def test_articles_of_a_file_do_not_see_each_other() -> None:
    first, second = reader_for("a.jsonl")('{"text": "a"}\n{"text": "b"}\n', Config())
    seen: list[list[str]] = []

    class Looks(Replaces):
        def __call__(self, reading: Reading) -> Iterator[Suggestion]:
            seen.append([r.text for r in reading.facts.readings])
            return iter(())

    for article in (first, second):
        settle(article, (Looks(""),), Config())
    assert seen == [["a"], ["b"]]
