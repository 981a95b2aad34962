"""The cheapest way to read a paragraph's marks so that they pair.

Each mark, lost or seen, has its options: what it may be and what that costs where it stands. A path through the
options opens and closes quotations; the cheapest path is found by dynamic programming, and so is, for each lost mark,
what every other option would cost at least. The distance between the two is how certain the answer is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

OPEN_DOUBLE, CLOSE_DOUBLE, OPEN_SINGLE, CLOSE_SINGLE, PLAIN = range(5)
IMPOSSIBLE = 1e9


class Option(NamedTuple):
    """One thing that a mark may be: its text, what it does to the quotations, its cost, and the reason in words."""

    text: str
    act: int = PLAIN
    cost: float = 0.0
    why: str = ""


class Costs(NamedTuple):
    """What an outer quotation costs in either style, by what the article shows elsewhere."""

    double: float = 0.0
    single: float = 0.0


class Ranked(NamedTuple):
    """The best option of a mark, what the next best text would cost more, and the texts in order."""

    best: Option
    margin: float
    order: tuple[str, ...]


# states: the quotations that stand open, outer first
_NONE, _DOUBLE, _SINGLE, _SINGLE_IN_DOUBLE, _DOUBLE_IN_SINGLE = range(5)
_UNCLOSED = (0.0, 1.5, 1.5, 3.0, 3.0)  # a quotation may run on in the next paragraph
_MISPLACED = 4.0  # a mark that closes what was not opened
_REOPENED = 3.0  # one that opens what stands open

# state → act → (state after, cost); what is missing is misplaced and leaves the state as it is
_STEPS: dict[tuple[int, int], tuple[int, float]] = {
    (_NONE, OPEN_DOUBLE): (_DOUBLE, 0),
    (_NONE, OPEN_SINGLE): (_SINGLE, 0),
    (_DOUBLE, OPEN_SINGLE): (_SINGLE_IN_DOUBLE, 0),
    (_DOUBLE, CLOSE_DOUBLE): (_NONE, 0),
    (_DOUBLE, OPEN_DOUBLE): (_DOUBLE, _REOPENED),
    (_SINGLE, OPEN_DOUBLE): (_DOUBLE_IN_SINGLE, 0),
    (_SINGLE, CLOSE_SINGLE): (_NONE, 0),
    (_SINGLE, OPEN_SINGLE): (_SINGLE, _REOPENED),
    (_SINGLE_IN_DOUBLE, CLOSE_SINGLE): (_DOUBLE, 0),
    (_SINGLE_IN_DOUBLE, CLOSE_DOUBLE): (_NONE, 2),
    (_DOUBLE_IN_SINGLE, CLOSE_DOUBLE): (_SINGLE, 0),
    (_DOUBLE_IN_SINGLE, CLOSE_SINGLE): (_NONE, 2),
}


def ranked(marks: Sequence[Sequence[Option]], costs: Costs) -> list[Ranked]:
    """For each mark the option that the cheapest reading of the whole takes. Linear in the number of marks."""
    before = _forward(marks, costs)
    after = _backward(marks, costs)
    return [_rank(options, before[i], after[i + 1], costs) for i, options in enumerate(marks)]


def _step(state: int, option: Option, costs: Costs) -> tuple[int, float]:
    if option.act == PLAIN:
        return state, option.cost
    new, cost = _STEPS.get((state, option.act), (state, _MISPLACED))
    if state == _NONE and option.act in (OPEN_DOUBLE, OPEN_SINGLE):
        cost += costs.double if option.act == OPEN_DOUBLE else costs.single
    return new, cost + option.cost


def _forward(marks: Sequence[Sequence[Option]], costs: Costs) -> list[list[float]]:
    """Before each mark (and after the last): the least cost of being in each state."""
    rows = [[0.0] + [IMPOSSIBLE] * 4]
    for options in marks:
        row = [IMPOSSIBLE] * 5
        for state, so_far in enumerate(rows[-1]):
            if so_far < IMPOSSIBLE:
                for option in options:
                    new, cost = _step(state, option, costs)
                    row[new] = min(row[new], so_far + cost)
        rows.append(row)
    return rows


def _backward(marks: Sequence[Sequence[Option]], costs: Costs) -> list[list[float]]:
    """Before each mark (and after the last): the least cost of what is to come, by state."""
    rows = [list(_UNCLOSED)]
    for options in reversed(marks):
        row = []
        for state in range(5):
            steps = [_step(state, option, costs) for option in options]
            row.append(min(cost + rows[-1][new] for new, cost in steps))
        rows.append(row)
    return rows[::-1]


def _rank(options: Sequence[Option], before: list[float], after: list[float], costs: Costs) -> Ranked:
    totals: dict[str, tuple[float, Option]] = {}
    for option in options:
        steps = [(so_far, *_step(state, option, costs)) for state, so_far in enumerate(before)]
        total = min(so_far + cost + after[new] for so_far, new, cost in steps)
        if option.text not in totals or total < totals[option.text][0]:
            totals[option.text] = (total, option)
    order = sorted(totals.values(), key=lambda pair: pair[0])
    margin = order[1][0] - order[0][0] if len(order) > 1 else IMPOSSIBLE
    return Ranked(order[0][1], margin, tuple(option.text for _, option in order))
