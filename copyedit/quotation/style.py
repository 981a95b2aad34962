"""Which marks an article mostly uses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from copyedit.quotation.found import Judged, Line, Quotes
from copyedit.quotation.marks import SINGLE

_POINTS = ".,"


class QuoteStyle(NamedTuple):
    """`curly` marks rather than straight; `single` marks outermost.

    `inside` is by how many quotations of a part of a sentence more have their point or comma “inside.” than ‘outside’.
    """

    curly: bool = False
    single: bool = False
    inside: int = 0

    def points_inside(self, family: str) -> bool:
        """Whether a point goes before the closing mark; where the article does not show it, as usual with the mark."""
        return self.inside > 0 if self.inside else family != SINGLE


def style_of(lines: Iterable[Line], quotes: Iterable[Quotes]) -> QuoteStyle:
    """The style of most marks and quotations; without any: straight, double first."""
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
            if not text[opening.mark.end : opening.mark.end + 1].islower():
                continue
            before, after = text[closing.mark.start - 1], text[closing.mark.end : closing.mark.end + 1]
            inside += (before in _POINTS) - (after != "" and after in _POINTS)
    return QuoteStyle(curly > 0, single > 0, inside)
