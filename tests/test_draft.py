"""The draft's promises, over random texts and random chains of edits."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copyedit.draft import Draft
from copyedit.model import Change, Confidence, Edit, Span, Suggestion, trimmed

TEXTS = st.text(alphabet="ab ’‘.\n", min_size=1, max_size=40)


def suggestion(text: str, start: int, end: int, after: str, confidence: Confidence = Confidence.SURE) -> Suggestion:
    return Suggestion(Span(start, end), text[start:end], (after,), "test.rule", "", confidence)


@st.composite
def rounds_of_edits(draw: st.DrawFn) -> tuple[str, Draft]:
    """A text and what some rounds of disjoint, trimmed edits made of it."""
    original = draw(TEXTS)
    draft = Draft(original)
    for _ in range(draw(st.integers(0, 4))):
        draft = draft.apply(Edit(s, s.replacements[0]) for s in draw(disjoint_suggestions(draft.text)))
    return original, draft


@st.composite
def disjoint_suggestions(draw: st.DrawFn, text: str) -> list[Suggestion]:
    said: list[Suggestion] = []
    at = 0
    for _ in range(draw(st.integers(0, 3))):
        if at >= len(text):
            break
        start = draw(st.integers(at, len(text)))
        end = draw(st.integers(start, min(len(text), start + 6)))
        small = trimmed(text, suggestion(text, start, end, draw(st.text(alphabet="ab ’.", max_size=4))))
        if small is not None and small.span.start >= at:
            said.append(small)
            at = small.span.end
    return said


def composed(original: str, changes: tuple[Change, ...], picks: list[int]) -> str:
    out, at = [], 0
    for change, pick in zip(changes, picks, strict=True):
        out += [original[at : change.span.start], change.choices[pick].text]
        at = change.span.end
    return "".join([*out, original[at:]])


@given(rounds_of_edits())
def test_defaults_give_the_text_and_refusals_the_original(made: tuple[str, Draft]) -> None:
    original, draft = made
    changes = draft.changes()
    assert composed(original, changes, [c.default for c in changes]) == draft.text
    assert composed(original, changes, [0 for _ in changes]) == original
    assert all(c.choices[c.default].text != c.before for c in changes)


@given(rounds_of_edits(), st.data())
def test_changes_are_disjoint_so_that_any_mix_composes(made: tuple[str, Draft], data: st.DataObject) -> None:
    original, draft = made
    waiting = [
        s._replace(confidence=data.draw(st.sampled_from(Confidence)))
        for _ in range(data.draw(st.integers(0, 2)))
        for s in data.draw(disjoint_suggestions(draft.text))
    ]
    changes = draft.changes(waiting)
    for change in changes:
        assert change.span.start < change.span.end
        assert original[change.span.start : change.span.end] == change.before
        assert len({choice.text for choice in change.choices[change.default :]}) == len(change.choices) - change.default
    assert all(a.span.end <= b.span.start for a, b in pairwise(changes))
    composed(original, changes, [data.draw(st.integers(0, len(c.choices) - 1)) for c in changes])


@given(rounds_of_edits(), st.data())
def test_taking_one_open_suggestion_makes_just_that_edit(made: tuple[str, Draft], data: st.DataObject) -> None:
    original, draft = made
    said = data.draw(disjoint_suggestions(draft.text))[:1]
    changes = draft.changes(said)
    picks = [c.default for c in changes]
    for index, change in enumerate(changes):
        if len(change.choices) > change.default + 1:
            picks[index] = change.default + 1
            assert composed(original, changes, picks) == draft.apply([Edit(said[0], said[0].replacements[0])]).text


@given(TEXTS, st.data())
def test_trimming_alters_nothing_but_the_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    wide = suggestion(text, start, end, data.draw(st.text(alphabet="ab ’.", max_size=8)))
    small = trimmed(text, wide)
    meant = text[:start] + wide.replacements[0] + text[end:]
    if small is None:
        assert meant == text
    else:
        assert small.span.start < small.span.end
        assert text[small.span.start : small.span.end] == small.before
        assert text[: small.span.start] + small.replacements[0] + text[small.span.end :] == meant


@pytest.mark.parametrize(
    ("text", "start", "end", "after", "expected"),
    [
        ("the war.This is", 7, 8, ". ", (".", ". ")),
        ("to deploy’more than", 9, 10, " ‘", ("deploy’more", "deploy ‘more")),
        ("no minor incursions.", 20, 20, "’", (".", ".’")),
        ("he said we go", 8, 8, "“", ("we", "“we")),
        ("a wide match of words", 0, 21, "a wide patch of words", ("match", "patch")),
        ("x", 0, 0, "‘", ("x", "‘x")),
        ("co-operate", 3, 10, "opperate", ("operate", "opperate")),
        ("Ukraineâ€™s war", 7, 10, "’", ("Ukraineâ€™s", "Ukraine’s")),
        ("in the the spring", 3, 10, "the", ("the the", "the")),
        ("wheat &amp; maize", 6, 11, "&", ("&amp;", "&")),
        ("in bay , or", 6, 8, ",", (" ,", ",")),
    ],
)
def test_trimming_takes_words_whole(text: str, start: int, end: int, after: str, expected: tuple[str, str]) -> None:
    small = trimmed(text, suggestion(text, start, end, after))
    assert small is not None
    assert (small.before, small.replacements[0]) == expected


def test_an_edit_over_a_patch_joins_its_history() -> None:
    draft = Draft("say Zilenskyâ€™s words")
    draft = draft.apply([Edit(suggestion(draft.text, 4, 16, "Zilensky’s"), "Zilensky’s")])
    draft = draft.apply([Edit(suggestion(draft.text, 4, 14, "Zelensky’s"), "Zelensky’s")])
    (change,) = draft.changes()
    assert [choice.text for choice in change.choices] == ["Zilenskyâ€™s", "Zilensky’s", "Zelensky’s"]
    assert [len(choice.edits) for choice in change.choices] == [0, 1, 2]


def test_a_patch_that_comes_back_to_the_original_is_no_change() -> None:
    draft = Draft("one two")
    draft = draft.apply([Edit(suggestion(draft.text, 0, 3, "ein"), "ein")])
    draft = draft.apply([Edit(suggestion(draft.text, 0, 3, "one"), "one")])
    assert draft.changes() == ()


def test_equal_texts_are_one_choice_that_credits_both_rules() -> None:
    draft = Draft("aircrafts")
    likely = suggestion("aircrafts", 0, 9, "aircraft", Confidence.LIKELY)
    (change,) = draft.changes(
        [likely._replace(rule="a.a", confidence=Confidence.DOUBTFUL), likely._replace(rule="b.b")]
    )
    assert [c.text for c in change.choices] == ["aircrafts", "aircraft"]
    assert change.choices[1].rules == ("b.b", "a.a")
    assert change.choices[1].confidence is Confidence.LIKELY


@pytest.mark.parametrize("span", [Span(0, 3), Span(2, 2)])
def test_a_wrong_offset_raises(span: Span) -> None:
    with pytest.raises(ValueError, match=r"test\.rule"):
        Draft("some text").changes([Suggestion(span, "xyz", ("a",), "test.rule", "", Confidence.SURE)])


def test_overlapping_edits_raise() -> None:
    text = "some text"
    edits = [Edit(suggestion(text, 0, 6, "a"), "a"), Edit(suggestion(text, 5, 9, "b"), "b")]
    with pytest.raises(ValueError, match="overlap"):
        Draft(text).apply(edits)
