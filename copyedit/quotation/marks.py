"""The quote marks of a text: where they stand, their shape, and what stands on either side.

Apostrophes of plain contractions (don’t, Paris’s, 1990’s) are passed over at once: they are nine marks in ten.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

DOUBLE = "D"
SINGLE = "S"

STRAIGHT = frozenset("\"'")
CURLY = frozenset("“”‘’")
TYPEWRITER = frozenset(("``", "´´", "''", "‘‘", "’’", ",,", "`", "´", "‛", "‟"))

_CONTRACTION = r"(?<=[^\W_])['’](?:[sS]|[tT]|re|RE|ve|VE|ll|LL|[dDmM])(?![^\W_])"
_ROCK_N_ROLL = r"(?:(?<=\w)|(?<=\w[ -]))['’][nN]['’](?=[ -]?\w)"
_MARK = re.compile(
    rf"{_CONTRACTION}|{_ROCK_N_ROLL}"
    r"|(?P<mark>(?P<run>[\"'“”‘’`´])(?P=run){2,}"
    r"|``|´´|''|‘‘|’’|(?<![^\s(]),,(?=\w)|[\"“”'‘’`´„‚‛‟«»‹›])"
)
_BACKTICKED = re.compile(r"(?<!`)`(?!`)[^`'’´\n]+`(?!`)")
_HAIR_SPACES = " \u00a0\u2009\u200a\u202f"
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
    **dict.fromkeys("\"'“”‘’`´„‚‛‟«»‹›", Side.MARK),
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

    Left out: contractions, text in backticks (code), runs of three marks and more (rules, ASCII art), and foreign
    marks without a partner.
    """
    stop = len(text) if end is None else end
    marks = [
        Mark(*match.span(), match.group(), side_before(text, match.start()), side_after(text, match.end(), stop))
        for match in _MARK.finditer(text, 0, stop)
        if match["mark"] and not match["run"]
    ]
    if "`" in text:
        code = [match.span() for match in _BACKTICKED.finditer(text, 0, stop)]
        marks = [mark for mark in marks if not any(a <= mark.start < b for a, b in code)] if code else marks
    if any(mark.shape in _FOREIGN_CLOSERS for mark in marks):
        return _without_foreign(marks)
    return tuple(marks), ()


def side_before(text: str, at: int) -> Side:
    """What stands before offset `at`; thin blanks between two marks are passed over."""
    if at == 0:
        return Side.EDGE
    side = _side(text[at - 1])
    if side is Side.BLANK:
        if not text[:at].strip() if at < 8 else False:
            return Side.EDGE
        if text[at - 1] in _HAIR_SPACES[1:] and at > 1 and _side(text[at - 2]) is Side.MARK:
            return Side.MARK
    return side


def side_after(text: str, at: int, stop: int) -> Side:
    """What stands after offset `at`, up to `stop`."""
    if at >= stop:
        return Side.EDGE
    side = _side(text[at])
    if side is Side.BLANK:
        if stop - at < 8 and not text[at:stop].strip():
            return Side.EDGE
        if text[at] in _HAIR_SPACES[1:] and at + 1 < stop and _side(text[at + 1]) is Side.MARK:
            return Side.MARK
    return side


def _side(char: str) -> Side:
    if char.isalnum():
        return Side.WORD
    if char.isspace() or char in "\u200b\ufeff":
        return Side.BLANK
    return _SIDES.get(char, Side.OTHER)


def _without_foreign(marks: list[Mark]) -> tuple[tuple[Mark, ...], tuple[Pair, ...]]:
    """The marks without those of foreign quotations, matched or not, and the matched ones as pairs."""
    kept: list[Mark] = []
    pairs: list[Pair] = []
    opener: Mark | None = None
    for mark in marks:
        if opener is not None and mark.shape in _FOREIGN_CLOSERS[opener.shape] and mark.left is not Side.BLANK:
            pairs.append(Pair(opener.start, mark.end))
            kept = [other for other in kept if other.start < opener.start] + [
                other for other in kept if other.start > opener.start
            ]
            opener = None
        elif opener is None and mark.shape in _FOREIGN_CLOSERS:
            opener = mark
        elif mark.shape not in _FOREIGN_CLOSERS:
            kept.append(mark)
    return tuple(kept), tuple(pairs)
