"""The quote marks of a text: where they stand, their shape, and what stands on either side.

Apostrophes of plain contractions (don’t, Paris’s, 1990’s) are passed over at once: they are nine marks in ten.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from copyedit.patterns import lazily

DOUBLE = "D"
SINGLE = "S"

STRAIGHT = frozenset("\"'")
CURLY = frozenset("“”‘’")
TYPEWRITER = frozenset(("``", "''", "‘‘", "’’", ",,", "`", "´", "‛", "‟"))

# each alternative begins with a mark, so that the search can skip from mark to mark
_CONTRACTION = r"['’](?<=[^\W_]['’])(?:[sS]|[tT]|re|RE|ve|VE|ll|LL|[dDmM])(?![^\W_])"
_ROCK_N_ROLL = r"['’](?:(?<=\w['’])|(?<=\w[ -]['’]))[nN]['’](?=[ -]?\w)"
_EMPTY = r"(?:\"\"|“”|''|‘’)(?<![^\s(]..)(?![^\s),;:])"
_RUN = r"(?P<run>[\"'“”‘’`´])(?P=run){2,}"
_MARK = lazily(rf"{_CONTRACTION}|{_ROCK_N_ROLL}|{_EMPTY}|{_RUN}|(?P<mark>``|''|‘‘|’’|[\"“”'‘’`´„‚‛‟«»‹›])")
_MARK_OR_COMMAS = lazily(_MARK.pattern.replace("(?P<mark>", r"(?P<mark>,,(?<![^\s(],,)(?=\w)|"))
_BACKTICKED = lazily(r"(?<!`)`(?!`)[^`'’´\n]+`(?!`)")
# "url":"…","title":"…" and [button link=”…”]
_DATA = lazily(r"[\"'] ?: ?[\"'\[{]|[\"'], ?[\"']\w+[\"'] ?:|(?<=\w=)[\"”“'][^\s=]")
_TAG = lazily(r"<[a-zA-Z/!][^<>]*>")
_THIN = "\u00a0\u2009\u200a\u202f"  # blanks that part nested marks
_QUOTE_SIGNS = "\"'“”‘’`´„‚‛‟«»‹›"
_MARKS_AND_THIN = _QUOTE_SIGNS + _THIN
_NEAR_EDGE = 8  # code points
_POINTS = ".,;:!?…"
_FOREIGN_CLOSERS = {"„": '“”"', "‚": "‘’'", "«": "»", "‹": "›", "»": "«", "›": "‹"}


class Side(IntEnum):
    """What a mark stands next to."""

    EDGE = 0
    BLANK = 1
    WORD = 2
    POINT = 3
    OPENING = 4
    CLOSING = 5
    DASH = 6
    MARK = 7
    OTHER = 8


_SIDES = {
    **dict.fromkeys(_POINTS, Side.POINT),
    **dict.fromkeys("([{<", Side.OPENING),
    **dict.fromkeys(")]}>", Side.CLOSING),
    **dict.fromkeys("-‐‑–—―/|=\\~+", Side.DASH),
    **dict.fromkeys(_QUOTE_SIGNS, Side.MARK),
}


class Mark(NamedTuple):
    """One quote mark or apostrophe; `shape` is its text. Offsets are code points of the passage."""

    start: int
    end: int
    shape: str
    left: Side
    right: Side

    @property
    def family(self) -> str:
        return SINGLE if self.shape in _SINGLE_SHAPES else DOUBLE

    @property
    def is_straight(self) -> bool:
        return self.shape in STRAIGHT

    @property
    def is_curly(self) -> bool:
        return self.shape in CURLY


_SINGLE_SHAPES = frozenset("'‘’`´‛")


class Pair(NamedTuple):
    """A quotation: the offsets of its opening mark and past its closing one."""

    start: int
    end: int


def find_marks(text: str, end: int | None = None) -> tuple[tuple[Mark, ...], tuple[Pair, ...]]:
    """The marks of `text[:end]` that need thought, and the foreign quotations („…“, «…») that need none.

    Left out: contractions, empty quotations, code in backticks, tags, JSON, attributes, runs of three marks and more
    (ASCII art), and foreign marks without a partner.
    """
    stop = len(text) if end is None else end
    pattern = _MARK_OR_COMMAS if ",," in text else _MARK
    found = [match for match in pattern.finditer(text, 0, stop) if match.lastgroup == "mark"]
    if not found:
        return (), ()
    marks = tuple(
        [Mark(a, b, text[a:b], side_before(text, a), side_after(text, b, stop)) for a, b in map(re.Match.span, found)]
    )
    if len(marks) > 2 and _DATA.search(text, 0, stop):
        return (), ()
    if "`" in text:
        marks = outside(marks, [match.span() for match in _BACKTICKED.finditer(text)])
    if "<" in text:
        marks = outside(marks, [match.span() for match in _TAG.finditer(text)])
    if any(mark.shape in _FOREIGN_CLOSERS for mark in marks):
        return _without_foreign(marks)
    return marks, ()


def outside(marks: Sequence[Mark], spans: Sequence[tuple[int, int]]) -> tuple[Mark, ...]:
    """The marks that begin in none of `spans` (sorted, disjoint)."""
    starts = [start for start, _ in spans]
    return tuple(m for m in marks if not (at := bisect_right(starts, m.start)) or m.start >= spans[at - 1][1])


def side_before(text: str, at: int) -> Side:
    """What stands before offset `at`; EDGE also where only marks stand between it and a blank or bracket."""
    side = _side(text[at - 1]) if at else Side.EDGE
    if side is Side.BLANK and at < _NEAR_EDGE and not text[:at].strip():
        return Side.EDGE
    if side is Side.BLANK and text[at - 1] in _THIN and at > 1 and _side(text[at - 2]) is Side.MARK:
        side = Side.MARK
    if side is Side.MARK:
        beyond = text[max(0, at - _NEAR_EDGE) : at].rstrip(_MARKS_AND_THIN)
        return Side.EDGE if not beyond or _side(beyond[-1]) in (Side.BLANK, Side.OPENING) else Side.MARK
    return side


def side_after(text: str, at: int, stop: int) -> Side:
    """What stands after offset `at`, up to `stop`; EDGE also where only marks stand between it and a blank or point."""
    side = _side(text[at]) if at < stop else Side.EDGE
    if side is Side.BLANK and stop - at < _NEAR_EDGE and not text[at:stop].strip():
        return Side.EDGE
    if side is Side.BLANK and text[at] in _THIN and at + 1 < stop and _side(text[at + 1]) is Side.MARK:
        side = Side.MARK
    if side is Side.MARK:
        beyond = text[at : min(stop, at + _NEAR_EDGE)].lstrip(_MARKS_AND_THIN)
        ends = not beyond or _side(beyond[0]) in (Side.BLANK, Side.POINT, Side.CLOSING)
        return Side.EDGE if ends else Side.MARK
    return side


def _side(char: str) -> Side:
    if char.isalnum():
        return Side.WORD
    if char.isspace() or char in "\u200b\ufeff":
        return Side.BLANK
    return _SIDES.get(char, Side.OTHER)


def _without_foreign(marks: Sequence[Mark]) -> tuple[tuple[Mark, ...], tuple[Pair, ...]]:
    """The marks without those of foreign quotations, matched or not, and the matched ones as pairs."""
    kept: list[Mark] = []
    pairs: list[Pair] = []
    opener: Mark | None = None
    for mark in marks:
        if opener is not None and mark.shape in _FOREIGN_CLOSERS[opener.shape] and mark.left is not Side.BLANK:
            pairs.append(Pair(opener.start, mark.end))
            opener = None
        elif opener is None and mark.shape in _FOREIGN_CLOSERS:
            opener = mark
        elif mark.shape not in _FOREIGN_CLOSERS:
            kept.append(mark)
    return tuple(kept), tuple(pairs)
