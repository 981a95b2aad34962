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


Moves = tuple[tuple[int, int], ...]


def _moves(targets: Sequence[int]) -> Moves:
    return tuple((state, to) for state, to in enumerate(targets) if to >= 0)


_SAME = _moves(range(len(STACKS)))
_MOVES: dict[tuple[Act, str], Moves] = {
    **{(Act.OPEN, f): _moves([_opened(s, f) for s in STACKS]) for f in (DOUBLE, SINGLE)},
    **{(Act.CLOSE, f): _moves([_closed(s, f) for s in STACKS]) for f in (DOUBLE, SINGLE)},
    **{(act, f): _SAME for act in (Act.APART, Act.DROP) for f in (DOUBLE, SINGLE, "")},
}
NESTED_ALIKE: dict[str, Moves] = {f: ((_INDEX[f], _INDEX[f * 2]),) for f in (DOUBLE, SINGLE)}
STAY_CLOSED: Moves = ((CLOSED, CLOSED),)
STAY_OPEN: Moves = tuple((state, state) for state in range(len(STACKS)) if state != CLOSED)


def moves(act: Act, family: str) -> Moves:
    """The states in which a mark of `family` may do `act`, each with the one that follows."""
    return _MOVES[act, family]


def taken_up_again(family: str) -> Moves:
    """All that is open, outermost a quotation of `family`, is left to the opening marks of the next paragraph."""
    return tuple((state, CLOSED) for state, stack in enumerate(STACKS) if stack.startswith(family))


class Option(NamedTuple):
    """One way to take a step: its cost, and the states in which it can be taken, each with the one that follows."""

    cost: float
    moves: Moves


class Solution:
    """The cheapest way from nothing open to nothing open. Of equal ones, that of the options named first.

    `taken` is the option of each step.
    """

    def __init__(self, steps: Sequence[Sequence[Option]]) -> None:
        self.steps = steps
        self._onward = _onward(steps)
        self._forward: list[list[float]] = []
        self.taken = self._walk()

    def totals(self, index: int) -> tuple[float, ...]:
        """For each option of a step, the cost of the cheapest solution with it."""
        forward, after = self._forward[index], self._onward[index + 1]
        return tuple(
            min((forward[state] + cost + after[to] for state, to in moves), default=inf)
            for cost, moves in self.steps[index]
        )

    def _walk(self) -> tuple[int, ...]:
        forward = [inf] * len(STACKS)
        forward[CLOSED] = 0.0
        state, taken = CLOSED, []
        for options, after in zip(self.steps, self._onward[1:], strict=True):
            self._forward.append(forward)
            cheapest, best, next_state = inf, 0, CLOSED
            for number, (cost, moves) in enumerate(options):
                for start, to in moves:
                    if start == state and cost + after[to] < cheapest:
                        cheapest, best, next_state = cost + after[to], number, to
            taken.append(best)
            state = next_state
            forward = _advanced(options, forward)
        return tuple(taken)


def _onward(steps: Sequence[Sequence[Option]]) -> list[list[float]]:
    """For each step and state, the cost from there to the end with nothing open."""
    after = [inf] * len(STACKS)
    after[CLOSED] = 0.0
    out = [after]
    for options in reversed(steps):
        before = [inf] * len(STACKS)
        for cost, moves in options:
            for state, to in moves:
                total = cost + after[to]
                if total < before[state]:
                    before[state] = total
        out.append(before)
        after = before
    out.reverse()
    return out


def _advanced(options: Sequence[Option], forward: list[float]) -> list[float]:
    out = [inf] * len(STACKS)
    for cost, moves in options:
        for state, to in moves:
            total = forward[state] + cost
            if total < out[to]:
                out[to] = total
    return out
