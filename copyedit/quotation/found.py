"""What is found of the quote marks of a passage."""

from __future__ import annotations

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
    """A mark that should be there, somewhere in `stretch`: `places`, best first.

    `margin`: how much dearer it is to do without.
    """

    act: Act
    family: str
    stretch: Span
    places: tuple[Place, ...] = ()
    margin: float = 0.0


Event = Judged | Missing


class Quotation(NamedTuple):
    """Two marks that pair; None where the quotation began in an earlier passage or goes on in a later one."""

    opening: Event | None
    closing: Event | None
    depth: int


class Quotes(NamedTuple):
    """What the marks of one passage are."""

    events: tuple[Event, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    quoted: tuple[Span, ...] = ()
