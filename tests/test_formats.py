"""Readers: every run of a passage stands where it says; nothing decided, nothing changed; what is changed is spelled
as the format needs it."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copyedit.config import Config
from copyedit.formats import FormatError, reader_for
from copyedit.formats.plain import passages
from copyedit.model import Change, Choice, Span
from copyedit.passage import Passage
from copyedit.proof import Mark, Proof, prove

MARKDOWN = st.text(alphabet="ab *_`[]()<>#>-|\\&;:!\n \"'’{}%1.~", max_size=60)
NAMES = ["a.txt", "a.md", "a.mdx", "a.html", "a.csv", "a.jsonl"]


def all_passages(text: str, name: str) -> list[Passage]:
    return [p for article in reader_for(name)(text, Config()) for p in article.passages]


def assert_runs_stand(source: str, passage: Passage) -> None:
    assert passage.runs[0].text.start == 0
    assert passage.runs[-1].text.end == len(passage.text)
    for a, b in zip(passage.runs, passage.runs[1:], strict=False):
        assert a.text.end == b.text.start
        assert a.source.end <= b.source.start
    for run in passage.runs:
        if run.verbatim:
            assert source[slice(*run.source)] == passage.text[slice(*run.text)]


def rewritten(source: str, name: str, passage: Passage, span: Span, after: str) -> str:
    """`source` with one stretch of one passage replaced."""
    change = Change(span, (Choice(passage.text[slice(*span)]), Choice(after)))
    return Proof(name, source, [Mark(change, passage, passage.source_span(span), 1, 1)]).decide({0: 1})


@given(st.text(max_size=80))
@example("a\r\nb\r\n\r\n\r\nc")
@example("\n\n  \n")
def test_plain_passages_cover_all_that_is_not_blank(text: str) -> None:
    covered = 0
    for passage in passages(text):
        assert_runs_stand(text, passage)
        assert not text[covered : passage.runs[0].source.start].strip()
        assert not passage.text[passage.prose_end :].strip()
        covered = passage.runs[-1].source.end
    assert not text[covered:].strip()


@given(MARKDOWN)
@example("---\ntitle: 'It''s'\n---\n> a\n> b\n\n| a | b\\|c |\n|---|---|\n| d | e |\n")
def test_markdown_runs_stand_and_nothing_decided_changes_nothing(text: str) -> None:
    for passage in all_passages(text, "a.md"):
        assert_runs_stand(text, passage)
    assert prove(text, "a.md").decide({}) == text


@given(
    st.lists(st.fixed_dictionaries({"title": st.text(max_size=20), "n": st.integers(), "text": st.text(max_size=40)})),
    st.booleans(),
    st.data(),
)
def test_jsonl_fields_are_rewritten_in_their_own_style(
    records: list[dict[str, object]], escaped: bool, data: st.DataObject
) -> None:
    source = "".join(json.dumps(record, ensure_ascii=escaped) + "\n" for record in records)
    for passage in all_passages(source, "a.jsonl"):
        assert_runs_stand(source, passage)
    for article in reader_for("a.jsonl")(source, Config()):
        for passage in article.passages:
            start = data.draw(st.integers(0, len(passage.text) - 1))
            span = Span(start, data.draw(st.integers(start + 1, len(passage.text))))
            after = data.draw(st.text(max_size=5))
            lines = rewritten(source, "a.jsonl", passage, span, after).split("\n")
            changed = [json.loads(line) for line in lines if line]
            assert article.record is not None
            wanted = [dict(record) for record in records]
            old = str(wanted[article.record - 1][passage.field])
            assert passage.text in old
            new = str(changed[article.record - 1][passage.field])
            assert len(new) == len(old) - (span.end - span.start) + len(after)
            changed[article.record - 1][passage.field] = wanted[article.record - 1][passage.field]
            assert changed == wanted


@pytest.mark.parametrize(
    ("source", "after", "expected"),
    [
        (r'{"text": "it\u2019s"}', "’", r'{"text": "it\u2019s"}'),
        (r'{"text": "it\u2019s"}', "”", r'{"text": "it\u201ds"}'),
        ('{"text": "it\'s"}', "’", '{"text": "it’s"}'),
        ('{"text": "it\'s"}', '"\n', '{"text": "it\\"\\ns"}'),
        (r'{"text": "it\/s"}', "/a/", r'{"text": "it\/a\/s"}'),
    ],
)
def test_jsonl_escapes(source: str, after: str, expected: str) -> None:
    (passage,) = all_passages(source, "a.jsonl")
    assert rewritten(source, "a.jsonl", passage, Span(2, 3), after) == expected


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("[1]", "an object"),
        ('{"a": }', "Expecting value"),
        ('{"a" 1}', ": is missing"),
        ('{"a": 1', "is missing"),
        ('{"a": 1} x', "more after"),
        ("nonsense", "an object"),
    ],
)
def test_what_is_no_record_is_named_by_its_line(line: str, says: str) -> None:
    with pytest.raises(FormatError, match=f"line 2.*{says}"):
        all_passages('{"a": 1}\n' + line, "a.jsonl")


def prose(text: str) -> list[str]:
    return [passage.text for passage in all_passages(text, "a.md")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A *short* title #\n", ["A short title"]),
        ("> quoted\n> text\n", ["quoted\ntext"]),
        ("- one\n- two\n  more\n", ["one", "two\nmore"]),
        ("| a | b |\n|---|---|\n| c | `d` |\n", ["a", "b", "c", "`d`"]),
        ("see [the page](https://a.b/c_d 'x') now", ["see the page now"]),
        ("see ![a picture](a.png) now", ["see ![a picture](a.png) now"]),
        ("it&rsquo;s R&amp;D &unknown;", ["it’s R&D &unknown;"]),
        ("a \\* star", ["a * star"]),
        ("```\ncode here\n```\n", []),
        ("    code here\n", []),
        ("<div>\nraw\n</div>\n", []),
        ("[a]: https://example.com\n", []),
        ("snake_case and 2*3*4", ["snake_case and 2*3*4"]),
        ("---\ntitle: Plain words # note\nslug: no\n---\nBody", ["Plain words", "Body"]),
        ("---\ntitle: \"In \\\"double\\\"\"\ndescription: 'It''s'\n---\n", ['In "double"', "It's"]),
        ("---\ntitle: [a, b]\n---\n", []),
        ("a\n\n---\n\nb: c\n", ["a", "b: c"]),
    ],
)
def test_what_is_prose_in_markdown(text: str, expected: list[str]) -> None:
    assert prose(text) == expected


@pytest.mark.parametrize(
    "text",
    ["`the the`", "<https://a.b/the the>", "{{< figure the the >}}", "![the the](a.png)", "<b title='the the'>x</b>"],
)
def test_markup_is_protected(text: str) -> None:
    assert prove(text, "a.md").marks == ()


def test_a_change_does_not_cross_markup() -> None:
    assert prove("in the *the* spring", "a.md").marks == ()
    assert prove("in *the the* spring", "a.md").fixed == "in *the* spring"


def test_front_matter_is_mended_in_its_own_quotes() -> None:
    source = "---\ntitle: 'It''s in the the spring'\n---\n"
    assert prove(source, "a.md").fixed == "---\ntitle: 'It''s in the spring'\n---\n"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One line.\nAnother line.\n", 2),
        ("A line that an editor broke at a width, running\non to the next, which is as long until now\nit ends.\n", 1),
        ("First.\n\n\nSecond.", 2),
        ("Short\nlines\nof verse\n", 3),
    ],
)
def test_paragraphs_of_plain_text(text: str, count: int) -> None:
    assert len(passages(text)) == count
