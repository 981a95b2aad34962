"""The cheapest reading of a row of marks, by dynamic programming over the quotations that are open.

At most three quotations are open within one another, so there are nine states and the work is linear in the number of
marks. Costs forward and backward together give, for each mark, the cheapest solution for
each of its readings: the distance between the best two is how certain the choice is.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from copyedit.quotation.marks import DOUBLE, SINGLE
from copyedit.quotation.roles import Act

STACKS = ("", "D", "S", "DS", "SD", "DSD", "SDS", "DD", "SS")
_INDEX = {stack: index for index, stack in enumerate(STACKS)}
CLOSED = 0


def _opened(stack: str, family: str) -> int:
    return -1 if stack.endswith(family) else _INDEX.get(stack + family, -1)


def _closed(stack: str, family: str) -> int:
    return _INDEX[stack[:-1]] if stack.endswith(family) else -1


_SAME = tuple(range(len(STACKS)))
_MOVES: dict[tuple[Act, str], tuple[int, ...]] = {
    **{(Act.OPEN, f): tuple(_opened(s, f) for s in STACKS) for f in (DOUBLE, SINGLE)},
    **{(Act.CLOSE, f): tuple(_closed(s, f) for s in STACKS) for f in (DOUBLE, SINGLE)},
    **{(act, f): _SAME for act in (Act.APART, Act.DROP) for f in (DOUBLE, SINGLE, "")},
}

NESTED_ALIKE = {family: tuple(_INDEX[family * 2] if s == family else -1 for s in STACKS) for family in (DOUBLE, SINGLE)}


def moves(act: Act, family: str) -> tuple[int, ...]:
    """For each state, the one that follows; -1 where there is none."""
    return _MOVES[act, family]


class Option(NamedTuple):
    """One way to take a step: its cost, and for each state the state that follows (-1: impossible)."""

    cost: float
    moves: tuple[int, ...]


class Solved(NamedTuple):
    """For each step the option taken, the state before it, and per option the cost of the cheapest solution with it."""

    taken: tuple[int, ...]
    states: tuple[int, ...]
    totals: tuple[tuple[float, ...], ...]
    cost: float


def solve(steps: Sequence[Sequence[Option]]) -> Solved:
    """The cheapest way from nothing open to nothing open. Of equal ones, that of the options named first."""
    onward = _onward(steps)
    forward = [inf] * len(STACKS)
    forward[CLOSED] = 0.0
    state = CLOSED
    taken, states, totals = [], [], []
    for options, after in zip(steps, onward[1:], strict=True):
        totals.append(tuple(_total(option, forward, after) for option in options))
        best = min(range(len(options)), key=lambda i: _from(options[i], state, after))
        taken.append(best)
        states.append(state)
        state = options[best].moves[state]
        forward = _advance(options, forward)
    return Solved(tuple(taken), tuple(states), tuple(totals), onward[0][CLOSED])


def _onward(steps: Sequence[Sequence[Option]]) -> list[list[float]]:
    """For each step and state, the cost from there to the end with nothing open."""
    after = [inf] * len(STACKS)
    after[CLOSED] = 0.0
    out = [after]
    for options in reversed(steps):
        before = [inf] * len(STACKS)
        for cost, to in options:
            for state, following in enumerate(to):
                if following >= 0 and (total := cost + after[following]) < before[state]:
                    before[state] = total
        out.append(before)
        after = before
    out.reverse()
    return out


def _advance(options: Sequence[Option], forward: list[float]) -> list[float]:
    out = [inf] * len(STACKS)
    for cost, to in options:
        for state, following in enumerate(to):
            if following >= 0 and (total := forward[state] + cost) < out[following]:
                out[following] = total
    return out


def _total(option: Option, forward: list[float], after: list[float]) -> float:
    return min(
        (forward[state] + option.cost + after[to] for state, to in enumerate(option.moves) if to >= 0), default=inf
    )


def _from(option: Option, state: int, after: list[float]) -> float:
    to = option.moves[state]
    return option.cost + after[to] if to >= 0 else inf
