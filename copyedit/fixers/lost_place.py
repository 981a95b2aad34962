"""Where a character is lost: what stands beside it."""

from __future__ import annotations

from typing import NamedTuple

from copyedit.model import Span
from copyedit.patterns import lazily

_MARKS = "“”‘’\ufffd"  # seen through: .�� closes two quotations
_LONGEST = 40  # code points of a word
_TAIL = lazily(r"[^\W_]*\Z")
_HEAD = lazily(r"[^\W_]*")
_NEXT_WORD = lazily(r"\s+([^\W\d_]*)")


class Place(NamedTuple):
    """A lost character's surroundings.

    `sign` is what stands there now. `left` and `right` are the characters beside it ("" for a blank, an edge or what
    does as well); `before` and `after` the letters or digits next to it, or the next word. `size` is the number of
    bytes that it had in UTF-8 (0: unknown).
    """

    sign: str
    left: str
    right: str
    before: str
    after: str
    size: int
    sentence_start: bool
    line_start: bool
    line_end: bool
    text: str
    at: int


def place_of(text: str, span: Span, size: int) -> Place:
    """The surroundings of `span` in `text`."""
    start, end = span
    left_at, right_at = start, end
    while left_at and text[left_at - 1] in _MARKS:
        left_at -= 1
    while right_at < len(text) and text[right_at] in _MARKS:
        right_at += 1
    left, right = text[left_at - 1 : left_at], text[right_at : right_at + 1]
    before = _TAIL.search(text, max(0, start - _LONGEST), start)
    head = _HEAD.match(text, end, end + _LONGEST)
    following = _NEXT_WORD.match(text, end, end + _LONGEST)
    ahead = text[max(0, left_at - _LONGEST) : left_at].rstrip()
    behind = text[right_at : right_at + _LONGEST].lstrip(" \xa0")
    return Place(
        sign="â€" if text.startswith("â€", start) else text[start:end],
        left="" if left.isspace() or left in "([—–-" else left,
        right="" if right.isspace() or right in ")]—–-.,;:!?…" else right,
        before=before[0] if before else "",
        after=head[0] if head and head[0] else following[1] if following else "",
        size=size,
        line_start=not ahead,
        sentence_start=not ahead or ahead[-1] in ".!?:",
        line_end=not behind or behind[0] in "\r\n",
        text=text,
        at=start,
    )
