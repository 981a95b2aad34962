"""What holds for the fixers of characters on any text: rest, protection, and nothing done unasked."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from copyedit.reading import found_protected
from tests.fixers.support import CHARACTERS, proved

# no lone line ends: which of them part paragraphs is guessed from the lengths of lines, and repairs change those
PIECES = [
    *(
        "don",
        "t",
        "the",
        "mayor",
        "caf",
        "na",
        "ve",
        "said",
        "No",
        "2010",
        "15",
        "s",
        "govern",
        "ment",
        "é",
        "И",
        "ש",
        "ا",
        "字",
    ),
    *(" ", " ", " ", ",", ".", "?", "!", "-", "\n\n", "\xa0", "\u2009", "\t"),
    *("“", "”", "‘", "’", '"', "'", "–", "—", "†", "…"),
    *(
        "\ufffd",
        "\ufffd\ufffd",
        "\ufffd\ufffd\ufffd",
        "â€",
        "â€œ",
        "â€™",
        "â€?",
        "â€\ufffd",
        "Ã©",
        "Ã ",
        "Â",
        "Ã¢â‚¬â„¢",
        "√°",
        "Г©",
    ),
    *("\udc92", "\udce9", "\udce2\udc80", "\x92", "\x19", "\x1a"),
    *(
        "&amp;",
        "&rsquo;",
        "&amp;rsquo;",
        "&",
        "#39;",
        "\\u2019",
        "\\n",
        '\\"',
        "\\",
        "<br>",
        "</p>",
        "<b>",
        "<",
        "[email protected]",
    ),
    *("\xad", "\u200b", "\u200d", "\ufeff", "\u200f", "\u2028", "ﬁ", "\u0301", "👨\u200d👩"),
    *(
        "https://example.com/a?b=c&amp;d",
        "www.example.org",
        "desk@example.com",
        "@handle",
        "#tag",
        "report.pdf",
        "[sic]",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_second_time_changes_nothing(text: str) -> None:
    once = proved(text, *CHARACTERS).fixed
    assert proved(once, *CHARACTERS).fixed == once


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_protected_text_stays_and_in_its_order(text: str) -> None:
    fixed, at = proved(text, *CHARACTERS).fixed, 0
    for start, end in found_protected(text):
        at = fixed.index(text[start:end], at) + end - start


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_refusing_everything_gives_the_original(text: str) -> None:
    proof = proved(text, *CHARACTERS)
    assert proof.decide(dict.fromkeys(range(len(proof.marks)), 0)) == text
