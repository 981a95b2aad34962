"""Every reader, on whatever text: its runs stand where they say, nothing is lost, and time is linear."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from copyedit.config import Config
from copyedit.formats import FormatError, reader_for
from copyedit.passage import Passage
from copyedit.proof import prove

SUFFIXES = ("txt", "md", "mdx", "html", "csv", "jsonl")
# what formats are made of, so that random texts meet their every turn
PARTS = {
    "txt": ["a word ", "the the ", "\n", "\n\n", "\r\n", " ", "<!-- copyedit: off -->", "\ufeff", "“", "\udc92"],
    "md": [
        *(
            "word ",
            "the the ",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "    ",
            "# ",
            "`",
            "``",
            "```\n",
            "*",
            "__",
            "[",
            "](a)",
            "![",
            "]",
        ),
        *(
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "&amp;",
            "\\",
            "|",
            "---\n",
            "title: ",
            "'",
            '"',
            "+++\n",
            "description: >\n  ",
        ),
        *("{{< x >}}", "{% raw %}", "{% endraw %}", "[^1]", "[^1]: ", "$$", "$a_b$", "\r\n", "| a | b |\n|---|---|\n"),
        *("<!-- copyedit: ignore -->", "{/*", "*/}", "{", "}", "import x\n", "# copyedit: ignore\n", "\udc92"),
    ],
    "html": [
        *(
            "word ",
            "the the ",
            "\n",
            "<p>",
            "</p>",
            "<b>",
            "</b",
            "<br/>",
            "<",
            ">",
            "&amp;",
            "&#8217;",
            "&D",
            "&",
            ";",
        ),
        *("<script>", "</script>", "<!--", "-->", "<code>", "</code>", "<title>", "<head>", "</head>", "</title>", '"'),
        *(
            "<p translate=no>",
            "<![CDATA[",
            "]]>",
            "<!doctype html>",
            "<?php ?>",
            "\r\n",
            "<a href='x'>",
            "&#xD;",
            "\udc92",
        ),
    ],
    "csv": ["text", ",", '"', '""', "\n", "\r\n", ";", "\t", "title", "the the ", "copyedit", "ignore", "x", "\udc92"],
    "jsonl": [
        *(
            '{"text": "',
            '", "title": "',
            '"}',
            "\n",
            "\\n",
            "\\u2019",
            "\\",
            '"',
            "the the ",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
        ),
        *('{"body": ["a", "', '"]}', '"copyedit": "ignore"', "\\ud83d\\ude00", "\\ud83d", "\r", "\udc92", "null"),
    ],
}
PARTS["mdx"] = PARTS["md"]
FILES = st.sampled_from(SUFFIXES).flatmap(
    lambda suffix: st.tuples(
        st.just(f"a.{suffix}"), st.lists(st.sampled_from(PARTS[suffix]) | st.text(max_size=3), max_size=25).map("".join)
    )
)


def assert_stands(source: str, passage: Passage) -> None:
    """The runs cover the passage in order, each as the source has it, and the protected stretches lie within."""
    at, place = 0, -1
    for run in passage.runs:
        assert run.text.start == at
        assert run.text.end > at
        assert place <= run.source.start < run.source.end
        at, place = run.text.end, run.source.end
        if run.verbatim:
            assert source[slice(*run.source)] == passage.text[slice(*run.text)]
    assert at == len(passage.text)
    assert all(0 <= span.start < span.end <= len(passage.text) for span in passage.protected)


@settings(deadline=None)
@given(FILES)
@example(("a.csv", "text\n"))
@example(("a.html", "<p>R&D<p>"))
@example(("a.md", "---\ntitle: >\n  a\n\n---\n"))
def test_runs_stand_and_nothing_decided_changes_nothing(file: tuple[str, str]) -> None:
    name, text = file
    try:
        articles = reader_for(name)(text, Config())
    except FormatError:
        return
    for article in articles:
        for passage in article.passages:
            assert_stands(text, passage)
    proof = prove(text, name)
    assert proof.decide({}) == text
    assert prove(proof.fixed, name).fixed == proof.fixed or proof.restless


@settings(deadline=None)
@given(FILES)
def test_what_is_fixed_is_still_of_its_format(file: tuple[str, str]) -> None:
    """The same passages are there after the fix, and nothing between them has changed."""
    name, text = file
    try:
        fixed = prove(text, name).fixed
    except FormatError:
        return
    before = [len(article.passages) for article in reader_for(name)(text, Config())]
    assert len(reader_for(name)(fixed, Config())) == len(before)
