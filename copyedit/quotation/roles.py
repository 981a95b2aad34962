"""What a mark may be – opening, closing, an apostrophe or inches, or one too many – and what each role costs.

A role costs nothing where shape and blanks fit it. Costs are in units of one small repair; the solver adds them up.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from copyedit.quotation.apostrophes import NEVER, as_apostrophe, cost_when_joined, is_elision
from copyedit.quotation.marks import DOUBLE, SINGLE, STRAIGHT, TYPEWRITER, Mark, Side


class Act(IntEnum):
    """What a mark does to the quotations that are open."""

    APART = 0  # nothing: apostrophe, inches
    OPEN = 1
    CLOSE = 2
    DROP = 3  # nothing: it should not be there


class Role(NamedTuple):
    """One reading of a mark.

    `before`, `after`: -1 where a blank on that side must go, 1 where one must come, else 0. `fault` names what is
    wrong with the mark as it stands, in that reading ("" if nothing). `inner` is how many code points after the mark
    the new blank stands (Ukraine’s|combat).
    """

    act: Act
    family: str
    cost: float
    before: int = 0
    after: int = 0
    fault: str = ""
    inner: int = 0

    @property
    def is_natural(self) -> bool:
        """Whether a mark may be so without a thought."""
        return self.cost <= NATURAL and not self.fault


NATURAL = 0.5
TURN = 1.2  # ” where “ should be
TURN_IN_WORD = 0.4  # didn‘t
TYPED = 0.3  # ``, ''
GLUED = 1.2  # said“we
CLOSED_GLUED_WORD = 2.0  # deploy’ more: what closes mostly follows a comma or full stop
GLUED_PLURAL = 2.0  # the players’union
GLUED_TO_POINT = 0.9  # said:“we
SPACED = 1.0  # “ we
MOVED = 1.7  # no‘ minor
MOVED_STRAIGHT = 3.8  # no' minor: without a hand it may as well close
MOVED_AND_TURNED = 4.0  # no’ minor: its hand and its place both say that it closes
OTHER_FAMILY = 3.5  # ‘we”
MISPLACED = 4.0  # a closing mark at the beginning of a line
TWIN = 1.0  # ““
TWIN_SINGLE = 1.6  # ‘‘ read as a single mark twice, not as a double one typed
MISKEYED = 1.6  # the players" union
MISKEYED_CURLY = 3.6
EXTRA = 5.0
EXTRA_BETWEEN_WORDS = 9.0
INCHES = 0.4

_OPEN_LEFT = {Side.WORD: GLUED, Side.POINT: GLUED_TO_POINT, Side.CLOSING: GLUED_TO_POINT}
_OPEN_RIGHT = {Side.POINT: 2.5, Side.CLOSING: 3.0, Side.EDGE: MISPLACED}
_CLOSE_LEFT = {Side.OPENING: 3.0, Side.EDGE: MISPLACED}
_CLOSE_RIGHT = {Side.WORD: GLUED, Side.OPENING: GLUED_TO_POINT}
_OPENERS = {"“": DOUBLE, "‟": DOUBLE, "``": DOUBLE, ",,": DOUBLE, "‘‘": DOUBLE, "‘": SINGLE, "‛": SINGLE, "`": SINGLE}
_CLOSERS = {"”": DOUBLE, "’’": DOUBLE, "’": SINGLE, "´": SINGLE}
_TWICE_SINGLE = {"''": "'", "‘‘": "‘", "’’": "’"}


_WRITTEN = {
    (Act.OPEN, DOUBLE): "“",
    (Act.CLOSE, DOUBLE): "”",
    (Act.OPEN, SINGLE): "‘",
    (Act.CLOSE, SINGLE): "’",
    (Act.APART, SINGLE): "’",
}


def has_hand_of(mark: Mark, role: Role) -> bool:
    """Whether the shape of `mark` says that it opens or closes, as `role` has it."""
    return mark.shape in (_OPENERS if role.act is Act.OPEN else _CLOSERS)


def mark_for(act: Act, family: str, curly: bool) -> str:
    """The mark of a family that does `act`."""
    if not curly:
        return "'" if family == SINGLE else '"'
    return _WRITTEN[act, family]


def written(mark: Mark, role: Role, curly: bool) -> str:
    """`mark` as it is written in `role`; what is neither straight nor curly becomes as `curly` says."""
    if role.act is Act.DROP:
        return ""
    if role.act is Act.APART and (role.family == DOUBLE or mark.shape == "'"):
        return mark.shape
    if mark.is_straight or (set(mark.shape) == {"'"} and role.fault == "doubled"):
        curly = False
    elif mark.is_curly or mark.shape in ("‘‘", "’’"):
        curly = True
    return mark_for(role.act, role.family, curly)


def roles(text: str, mark: Mark, before: Mark | None = None) -> tuple[Role, ...]:
    """The readings of `mark`, all that could be meant; `before` is the mark before it."""
    out = _of_shape(mark.shape, mark.left, mark.right)
    if before is not None and before.shape == mark.shape and before.end == mark.start:
        out = (*(role for role in out if role.act is not Act.DROP), Role(Act.DROP, mark.family, TWIN, fault="doubled"))
    if mark.family == SINGLE:
        apostrophes = _as_apostrophe(text, mark)
        if apostrophes[-1].before and mark.right is Side.WORD:  # Britain ’s
            out = tuple(role._replace(cost=role.cost + NEVER) for role in out)
        return (*apostrophes, *_less_as_opener(text, mark, out))
    if mark.shape in ('"', "”", "“") and mark.left is Side.WORD and mark.right in (Side.WORD, Side.BLANK):
        cost = as_apostrophe(text, mark).cost + (MISKEYED if mark.is_straight else MISKEYED_CURLY)
        out = (*out, Role(Act.APART, SINGLE, cost, fault="miskeyed"))
    if mark.shape in ('"', "”", "''", "’’") and mark.start > 0 and text[mark.start - 1].isdigit():
        return (Role(Act.APART, mark.family, INCHES), *out)
    return out


@lru_cache(maxsize=2048)
def _of_shape(shape: str, left: Side, right: Side) -> tuple[Role, ...]:
    """The roles of a mark of `shape` but for apostrophes and inches, which need the words around it."""
    family = SINGLE if shape in "'‘’`´‛" else DOUBLE
    between_words = left is Side.WORD and right is Side.WORD
    out = [_opening(shape, family, left, right), _closing(shape, family, left, right)]
    if shape in _TWICE_SINGLE:
        out += [_single_of_two(role) for role in out]
    else:
        other = DOUBLE if family == SINGLE else SINGLE
        out += [
            role._replace(
                family=other, cost=role.cost + OTHER_FAMILY + (0.3 if other == SINGLE else 0), fault="mismatched"
            )
            for role in out
        ]
    out.append(
        Role(Act.DROP, family, EXTRA_BETWEEN_WORDS, before=1, fault="stray")
        if between_words
        else Role(Act.DROP, family, EXTRA, before=-1 if left is Side.BLANK and right in _BLANKS else 0, fault="stray")
    )
    return tuple(out)


_BLANKS = (Side.BLANK, Side.EDGE)


def _opening(shape: str, family: str, left: Side, right: Side) -> Role:
    cost = _OPEN_LEFT.get(left, 0.0) + _OPEN_RIGHT.get(right, 0.0)
    fault = "glued" if left in _OPEN_LEFT else ""
    before, after = int(left in _OPEN_LEFT), 0
    if right is Side.BLANK:
        cost, after, fault = (_moved(shape, _CLOSERS) if before else SPACED), -1, "spaced"
    if shape in TYPEWRITER:
        cost, fault = cost + TYPED + (TURN if shape in _CLOSERS else 0), "typewriter"
    elif shape in _CLOSERS and not (
        shape == "’" and left is Side.WORD
    ):  # word processors curl it so where a blank is lost
        cost, fault = cost + TURN, fault or "reversed"
    return Role(Act.OPEN, family, cost, before, after, fault)


def _closing(shape: str, family: str, left: Side, right: Side) -> Role:
    cost = _CLOSE_LEFT.get(left, 0.0) + _CLOSE_RIGHT.get(right, 0.0)
    if family == SINGLE and left is Side.WORD and right is Side.WORD:
        cost += CLOSED_GLUED_WORD - GLUED
    fault = "glued" if right in _CLOSE_RIGHT else ""
    before, after = 0, int(right in _CLOSE_RIGHT)
    if left is Side.BLANK:
        cost, before, fault = (_moved(shape, _OPENERS) if after else SPACED), -1, "spaced"
    if shape in TYPEWRITER:
        cost, fault = cost + TYPED + (TURN if shape in _OPENERS else 0), "typewriter"
    elif shape in _OPENERS:
        cost, fault = cost + TURN, fault or "reversed"
    return Role(Act.CLOSE, family, cost, before, after, fault)


def _moved(shape: str, wrong_handed: Mapping[str, str]) -> float:
    if shape in STRAIGHT:
        return MOVED_STRAIGHT
    return MOVED_AND_TURNED if shape in wrong_handed else MOVED


def _single_of_two(role: Role) -> Role:
    """The reading of '' as one single mark that stands twice."""
    return role._replace(family=SINGLE, cost=role.cost - TYPED + TWIN_SINGLE, fault="doubled")


def _less_as_opener(text: str, mark: Mark, out: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles of a mark before ’90s or ’tis: more likely an apostrophe than opening a quotation."""
    if mark.right is not Side.WORD or not is_elision(text, mark):
        return out
    return tuple(role._replace(cost=role.cost + 1.2) if role.act is Act.OPEN else role for role in out)


def _as_apostrophe(text: str, mark: Mark) -> tuple[Role, ...]:
    cost, glued_at = as_apostrophe(text, mark)
    fault = ""
    if mark.shape == "‘":
        cost, fault = (
            cost + (TURN_IN_WORD if mark.left is Side.WORD and mark.right is Side.WORD else TURN),
            "wrong-handed",
        )
    elif mark.shape in "`´‛":
        cost, fault = cost + TYPED, "typewriter"
    plain = Role(Act.APART, SINGLE, cost, fault=fault)
    if mark.left is Side.BLANK and (joined := cost_when_joined(text, mark)) is not None:
        return (plain._replace(cost=NEVER), Role(Act.APART, SINGLE, joined, before=-1, fault="parted-apostrophe"))
    if glued_at < 0:
        return (plain,)
    if glued_at == 0:
        glued = Role(Act.APART, SINGLE, GLUED_PLURAL, after=1, fault="glued-possessive")
    else:
        glued = Role(Act.APART, SINGLE, GLUED, fault="glued-possessive", inner=glued_at)
    return (plain._replace(cost=NEVER), glued)
