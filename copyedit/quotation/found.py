"""What is found of the quote marks of a passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copyedit.model import Span
from copyedit.quotation.marks import Mark, Pair
from copyedit.quotation.places import Place
from copyedit.quotation.roles import Act, Role

CLEAR = 9.0  # the margin of what reads clean


class Line(NamedTuple):
    """A passage as it is read here: its prose is `text[:stop]`; `parted` says that an empty line follows."""

    text: str
    stop: int
    parted: bool
    marks: tuple[Mark, ...]
    foreign: tuple[Pair, ...] = ()


class Judged(NamedTuple):
    """A mark and its role. `margin`: how much dearer it is to write it otherwise; `rivals`: other roles, best first."""

    mark: Mark
    role: Role
    margin: float = CLEAR
    rivals: tuple[tuple[float, Role], ...] = ()


class Missing(NamedTuple):
    """A mark that should be there: `places`, best first. `margin`: how much dearer it is to do without."""

    act: Act
    family: str
    places: tuple[Place, ...]
    margin: float = 0.0


Event = Judged | Missing


class Quotation(NamedTuple):
    """Two marks that pair; None where the quotation began in an earlier passage or goes on in a later one."""

    opening: Event | None
    closing: Event | None
    depth: int


class Quotes(NamedTuple):
    """What the marks of one passage are; `faultless` where each reads naturally and all pair."""

    events: tuple[Event, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    quoted: tuple[Span, ...] = ()
    faultless: bool = True


def quoted(quotations: Sequence[Quotation], each: Line) -> tuple[Span, ...]:
    """What stands inside quotation marks in `each`, marks included: the outermost quotations and the foreign ones."""
    spans = [Span(*pair) for pair in each.foreign]
    for quotation in quotations:
        if quotation.depth == 0:
            start = 0 if quotation.opening is None else place_of(quotation.opening)[0]
            end = each.stop if quotation.closing is None else place_of(quotation.closing)[1]
            spans.append(Span(start, end))
    return tuple(sorted(spans))


def place_of(event: Event) -> tuple[int, int]:
    if isinstance(event, Judged):
        return event.mark.start, event.mark.end
    at = event.places[0].at
    return at, at
