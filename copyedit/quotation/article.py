"""The quotations of an article: passages that read clean by themselves are settled at once, the others by the solver.

A quotation may run over several paragraphs, each with an opening mark of its own and the last with a closing one, or
over several lines without any: the solver carries what is open from one passage to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from copyedit.model import Span
from copyedit.quotation.block import Block
from copyedit.quotation.found import Event, Judged, Line, Quotation, Quotes, quoted
from copyedit.quotation.marks import Mark, find_marks, outside
from copyedit.quotation.roles import Act, Role, roles
from copyedit.quotation.style import style_of

MOST_MARKS = 2000  # of a passage; what has more is no prose


def line(text: str, stop: int, parted: bool, protected: Callable[[], Sequence[Span]]) -> Line:
    """`text` with its marks, those within `protected` (asked only where there are marks) left out."""
    marks, foreign = find_marks(text, stop)
    if marks and (kept := protected()):
        marks = outside(marks, kept)
    return Line(text, stop, parted, marks if len(marks) <= MOST_MARKS else (), foreign)


def read(lines: Sequence[Line]) -> tuple[Quotes, ...]:
    """The quotations of the article that consists of `lines`, passage by passage."""
    out: list[Quotes] = []
    unclean: list[int] = []
    for index, each in enumerate(lines):
        clean = _clean(each) if each.marks or each.foreign else _NO_QUOTES
        if clean is None:
            unclean.append(index)
        out.append(clean or _NO_QUOTES)
    if unclean:
        Block(lines, unclean, style_of(lines, out)).settle(out)
    return tuple(out)


def _clean(each: Line) -> Quotes | None:
    """The passage's quotations where each mark has one natural reading and all pair; else None."""
    stack: list[Judged] = []
    events: list[Event] = []
    quotations: list[Quotation] = []
    before: Mark | None = None
    for mark in each.marks:
        role = _natural(each.text, mark, before, stack)
        if role is None:
            return None
        judged = Judged(mark, role)
        events.append(judged)
        if role.act is Act.OPEN:
            stack.append(judged)
        elif role.act is Act.CLOSE:
            opening = stack.pop()
            if opening.mark.is_straight != mark.is_straight:
                return None
            quotations.append(Quotation(opening, judged, len(stack)))
        before = mark
    if stack:
        return None
    return Quotes(tuple(events), tuple(quotations), quoted(quotations, each))


_NO_QUOTES = Quotes()


def _natural(text: str, mark: Mark, before: Mark | None, stack: Sequence[Judged]) -> Role | None:
    """The one role of `mark` that costs next to nothing with `stack` open; None if there are several or none."""
    top = stack[-1].role.family if stack else ""
    found: Role | None = None
    for role in roles(text, mark, before):
        if not role.is_natural:
            continue
        if role.act is Act.CLOSE and top != role.family:
            continue
        if role.act is Act.OPEN and (len(stack) > 2 or top == role.family):
            continue
        if found is not None:
            return None
        found = role
    return found
