"""Which marks an article mostly uses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from copyedit.quotation.found import Judged, Line, Quotes
from copyedit.quotation.marks import SINGLE

_POINTS = ".,"
_FEW = 0.1


class QuoteStyle(NamedTuple):
    """How many marks of each family are curly, how many straight; whether `single` ones stand outermost.

    `inside` is by how many quotations of a part of a sentence more have their point or comma “inside.” than ‘outside’.
    """

    curly_doubles: int = 0
    straight_doubles: int = 0
    curly_singles: int = 0
    straight_singles: int = 0
    single: bool = False
    inside: int = 0

    def curly(self, family: str) -> bool:
        """Whether marks of `family` are mostly curly; where they do not show it, whether marks altogether are."""
        doubles, singles = self._leans
        own = singles if family == SINGLE else doubles
        return (own or doubles + singles) > 0

    @property
    def is_clear(self) -> bool:
        """Whether nearly all double marks, or the single ones as well as most double ones, are of one style."""
        singles_agree = _are_alike(self.curly_singles, self.straight_singles)
        if not self.curly_doubles + self.straight_doubles:
            return singles_agree
        doubles, singles = self._leans
        return _are_alike(self.curly_doubles, self.straight_doubles) or (
            singles != 0 and singles_agree and doubles * singles >= 0
        )

    def points_inside(self, family: str) -> bool:
        """Whether a point goes before the closing mark; where the article does not show it, as usual with the mark."""
        return self.inside > 0 if self.inside else family != SINGLE

    @property
    def _leans(self) -> tuple[int, int]:
        return self.curly_doubles - self.straight_doubles, self.curly_singles - self.straight_singles


def _are_alike(some: int, others: int) -> bool:
    """Whether at most one mark or one in ten differs from the rest."""
    return some + others == 0 or (some != others and min(some, others) <= max(1, _FEW * (some + others)))


def style_of(lines: Iterable[Line], quotes: Iterable[Quotes]) -> QuoteStyle:
    """The style of most marks and quotations; without any: straight, double first."""
    curly_doubles = straight_doubles = curly_singles = straight_singles = single = inside = 0
    for line, found in zip(lines, quotes, strict=True):
        text = line.text
        curly_doubles += text.count("“") + text.count("”")
        straight_doubles += text.count('"')
        curly_singles += text.count("’") - 2 * text.count("’’")
        straight_singles += text.count("'") - 2 * text.count("''")
        for quotation in found.quotations:
            opening, closing = quotation.opening, quotation.closing
            if not isinstance(opening, Judged) or not isinstance(closing, Judged):
                continue
            if quotation.depth == 0:
                single += 1 if opening.role.family == SINGLE else -1
            if text[opening.mark.end : opening.mark.end + 1].islower():
                before, after = text[closing.mark.start - 1], text[closing.mark.end : closing.mark.end + 1]
                inside += (before in _POINTS) - (after != "" and after in _POINTS)
    return QuoteStyle(curly_doubles, straight_doubles, curly_singles, straight_singles, single > 0, inside)
