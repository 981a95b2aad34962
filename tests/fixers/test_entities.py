"""What a page's source leaves behind, and what only looks so."""

from __future__ import annotations

import pytest

from copyedit.model import Confidence
from tests.fixers.support import CHARACTERS, fixed, proved

REPAIRED = [
    ("2 < 3, the firm&amp;#8217;s head said.", "2 < 3, the firm’s head said."),
    ("&ldquo;Yes&rdquo;&nbsp;&mdash; &#x27;no&#39;", "“Yes” — 'no'"),
    ("&NBSP;&EACUTE;t&eacute;", " Été"),
    ("Bread &amp butter&hellip", "Bread & butter…"),
    (r"It\u2019s \ud83d\ude00 \\u00e9", "It’s 😀 é"),
    (r"the \'best\' of the \"rest\", isn\'t it", "the 'best' of the \"rest\", isn't it"),
    ("Line one.<br />Line two.</p><P>Line three.", "Line one. Line two. Line three."),
    ("<span class=\"x y\" data-a='1'>Bold</span> <B>move</B>", "Bold move"),
    ("&lt;p&gt;Text&lt;/p&gt;", "Text"),
]
MUST_NOT_CHANGE = [
    "AT&T, R&B; S&P; Q&A; P&L;",
    "if (a<b && c>d) <3 <- ->",
    "the <b> tag and the </b> tag",
    "HTML has <p> and <br>.",
    r"C:\new\report.txt and \\server\nodes, \alpha + \beta",
    r"^\d+\s\w \" \\ /\"\ ",
    "Read <https://example.com/?a=1&copy;=2> on",
    "#39; &#; &#x; &unknown; &;",
]


@pytest.mark.parametrize(("before", "after"), REPAIRED)
def test_what_was_left_is_undone(before: str, after: str) -> None:
    assert fixed(before, "entities") == after


@pytest.mark.parametrize("text", MUST_NOT_CHANGE)
def test_what_only_looks_so_stays(text: str) -> None:
    assert not proved(text, *CHARACTERS).marks


def test_in_markdown_a_correct_reference_or_escaped_tag_is_no_fault() -> None:
    text = "The firm&rsquo;s `&amp;` and &lt;b> and \\<i> and <em>x</em>\n"
    assert not proved(text, "entities", name="a.md").marks
    assert fixed("The firm&amp;rsquo;s\n", "entities", name="a.md") == "The firm’s\n"


def test_a_hidden_address_is_said_once_an_article_and_never_changed() -> None:
    text = "Write to [email protected] or [email protected].\n\nOr to [email\xa0protected]."
    proof = proved(text, "entities")
    (mark,) = proof.marks
    assert mark.change.remarks[0].rule == "entities.hidden-address"
    assert mark.change.shown_at(Confidence.LIKELY)
    assert proof.fixed == text


def test_json_writes_a_tag_with_escapes() -> None:
    text = '{"text": "One.\\u003cbr\\u003eTwo."}\n'
    assert fixed(text, "entities", name="a.jsonl") == '{"text": "One. Two."}\n'
