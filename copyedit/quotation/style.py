"""Which marks an article mostly uses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from copyedit.quotation.found import Judged, Line, Quotes
from copyedit.quotation.marks import SINGLE

_POINTS = ".,"


class QuoteStyle(NamedTuple):
    """`curly` marks rather than straight; `single` marks outermost; `points_inside`: commas before the closing mark."""

    curly: bool = False
    single: bool = False
    points_inside: bool = True


def style_of(lines: Iterable[Line], quotes: Iterable[Quotes]) -> QuoteStyle:
    """The style of most marks and quotations; without any: straight, double first, points inside."""
    curly = single = inside = 0
    for line, found in zip(lines, quotes, strict=True):
        text = line.text
        curly += text.count("’") + text.count("“") - text.count("'") + 2 * text.count("''") - text.count('"')
        for quotation in found.quotations:
            opening, closing = quotation.opening, quotation.closing
            if not isinstance(opening, Judged) or not isinstance(closing, Judged):
                continue
            if quotation.depth == 0:
                single += 1 if opening.role.family == SINGLE else -1
            before, after = text[closing.mark.start - 1], text[closing.mark.end : closing.mark.end + 1]
            inside += (before in _POINTS) - (after != "" and after in _POINTS)
    return QuoteStyle(curly > 0, single > 0, inside >= 0)
