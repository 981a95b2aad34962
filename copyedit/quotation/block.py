"""The passages of an article that do not read clean, solved together.

A quotation may be held open over passages that read clean; the solver steps from mark to mark, over the stretches
between them in which a mark may be missing, and over the edges of passages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from copyedit.model import Span
from copyedit.quotation.found import CLEAR, Event, Judged, Line, Missing, Quotation, Quotes, quoted
from copyedit.quotation.marks import DOUBLE, SINGLE, Mark, Side
from copyedit.quotation.places import Place, closing_places, ends_attributed, opening_places
from copyedit.quotation.roles import Act, Role, roles, written
from copyedit.quotation.solver import NESTED_ALIKE, STAY_CLOSED, STAY_OPEN, Option, Solution, moves, taken_up_again
from copyedit.quotation.style import QuoteStyle

_MISSING = 4.0
_PLACE_WEIGHT = 0.4
_USUAL_PLACE = 0.2
_CONTINUED = 0.2
_NESTED = 1.5  # “…“…”…” instead of “…‘…’…”
_NESTED_AT_ONCE = 2.6  # ““…: more likely one mark twice
_HELD_LINE, _HELD_PARAGRAPH = 2.0, 5.0
_HELD_PHRASE = 4.0  # a quotation that began in mid-sentence hardly outlasts it
_CAPTION = 1.0  # a passage without marks between two paragraphs of one quotation
_MOST_CAPTIONS = 3
_LAST_CLOSES = 3.0
_UNUSUAL = 4.3
_SOME = 3
_PASSED_PLAIN, _PASSED_QUOTING = 0.5, 1.5


class _Step(NamedTuple):
    """A step of the solver and what its options mean.

    Readings of a `mark` (`roles`); nothing or one of four marks missing in a `stretch` between marks; or ways over the
    edge to the next passage (`goes_on`).
    """

    options: tuple[Option, ...]
    passage: int
    mark: Mark | None = None
    roles: tuple[Role, ...] = ()
    stretch: Span | None = None
    goes_on: tuple[bool, ...] = ()


_NOTHING_MISSING = Option(0.0, moves(Act.APART, ""))
_COULD_MISS = tuple((act, family) for family in (DOUBLE, SINGLE) for act in (Act.CLOSE, Act.OPEN))
_ANYTHING_MISSING = (_NOTHING_MISSING, *(Option(_MISSING + _USUAL_PLACE, moves(*kind)) for kind in _COULD_MISS))


class Block:
    """The passages of an article that do not read clean, solved together."""

    def __init__(self, lines: Sequence[Line], indexes: Sequence[int], style: QuoteStyle) -> None:
        self.lines = lines
        self.indexes = indexes
        self.style = style

    @cached_property
    def _closes_each_paragraph(self) -> bool:
        """Whether quotations that follow one another in paragraphs are each closed, as on many web pages."""
        closed = left_open = 0
        for each, following in pairwise(self.lines):
            if each.marks and following.marks and not following.text[: following.marks[0].start].strip():
                last = each.marks[-1]
                closed += last.end >= each.stop
                left_open += last.right is Side.WORD and last.left in (Side.EDGE, Side.BLANK)
        return closed >= _SOME and left_open * _SOME < closed

    def settle(self, out: list[Quotes]) -> None:
        """Put what was found for each of the passages into `out`, and mark what stands between as quoted.

        Where marks may be missing is looked up only for passages that turn out to lack one.
        """
        steps = self._all_steps(frozenset())
        solved = Solution([step.options for step in steps])
        lacking = {step.passage for step, taken in zip(steps, solved.taken, strict=True) if step.stretch and taken}
        if lacking:
            steps = self._all_steps(lacking)
            solved = Solution([step.options for step in steps])
        events: list[Event] = []
        quotations: list[Quotation] = []
        open_ones: list[Event | None] = []
        for number, (step, taken) in enumerate(zip(steps, solved.taken, strict=True)):
            if step.goes_on:
                held = step.goes_on[taken]
                quotations += [Quotation(event, None, depth) for depth, event in enumerate(open_ones)]
                each = self.lines[step.passage]
                out[step.passage] = Quotes(tuple(events), tuple(quotations), quoted(quotations, each), faultless=False)
                if held and open_ones:
                    self._quote_between(step.passage, out)
                open_ones = [None] * len(open_ones) if held else []
                events, quotations = [], []
                continue
            if step.stretch and not taken:
                continue
            event = self._event(step, taken, solved.totals(number))
            events.append(event)
            act = event.role.act if isinstance(event, Judged) else event.act
            if act is Act.OPEN:
                open_ones.append(event)
            elif act is Act.CLOSE:
                quotations.append(Quotation(open_ones.pop(), event, len(open_ones)))

    def _all_steps(self, lacking: Set[int]) -> list[_Step]:
        steps: list[_Step] = []
        for position, index in enumerate(self.indexes):
            steps += self._steps(index, index in lacking)
            following = self.indexes[position + 1] if position + 1 < len(self.indexes) else None
            steps.append(self._edge(index, following))
        return steps

    def _event(self, step: _Step, taken: int, totals: Sequence[float]) -> Event:
        best = totals[taken]
        if step.stretch is not None:
            act, family = _COULD_MISS[taken - 1]
            places = self._places(step.passage, act, family, step.stretch)
            return Missing(act, family, places, totals[0] - best)
        assert step.mark is not None
        role, mark = step.roles[taken], step.mark
        rivals = sorted(
            ((total - best, other) for total, other in zip(totals, step.roles, strict=True) if other is not role),
            key=lambda pair: pair[0],
        )
        text = _outcome(mark, role)
        margin = next((distance for distance, other in rivals if _outcome(mark, other) != text), CLEAR)
        return Judged(mark, role, margin, tuple(rivals))

    def _quote_between(self, index: int, out: list[Quotes]) -> None:
        following = self.indexes[bisect_right(self.indexes, index)]
        for between in range(index + 1, following):
            out[between] = out[between]._replace(quoted=(Span(0, self.lines[between].stop),))

    def _steps(self, index: int, lacks: bool) -> list[_Step]:
        each = self.lines[index]
        steps: list[_Step] = []
        before: Mark | None = None
        for mark in each.marks:
            steps.append(self._slot(index, 0 if before is None else before.end, mark.start, lacks))
            steps.append(self._mark_step(index, mark, before))
            before = mark
        steps.append(self._slot(index, 0 if before is None else before.end, each.stop, lacks))
        return steps

    def _mark_step(self, index: int, mark: Mark, before: Mark | None) -> _Step:
        readings = roles(self.lines[index].text, mark, before)
        options = tuple(Option(role.cost, moves(role.act, role.family)) for role in readings)
        nested = tuple(r for r in readings if r.act is Act.OPEN and r.is_natural)
        cost = _NESTED + (_NESTED_AT_ONCE if before is not None and before.end == mark.start else 0.0)
        options += tuple(Option(role.cost + cost, NESTED_ALIKE[role.family]) for role in nested)
        return _Step(options, index, mark=mark, roles=readings + nested)

    def _slot(self, index: int, start: int, end: int, lacks: bool) -> _Step:
        """The step between two marks, where one may be missing; with `lacks`, the places for it are weighed."""
        stretch = Span(start, end)
        if not self.lines[index].text[start:end].strip():
            return _Step((_NOTHING_MISSING,), index, stretch=stretch)
        if not lacks:
            return _Step(_ANYTHING_MISSING, index, stretch=stretch)
        options = [_NOTHING_MISSING]
        for act, family in _COULD_MISS:
            best = self._places(index, act, family, stretch)[0]
            options.append(Option(_MISSING + _PLACE_WEIGHT * best.cost, moves(act, family)))
        return _Step(tuple(options), index, stretch=stretch)

    def _places(self, index: int, act: Act, family: str, stretch: Span) -> tuple[Place, ...]:
        each = self.lines[index]
        if act is Act.OPEN:
            return opening_places(each.text, *stretch)
        return closing_places(each.text, *stretch, each.stop, self.style.points_inside(family))

    def _edge(self, index: int, following: int | None) -> _Step:
        """The step from one passage to the next: all closed, taken up again by an opening mark, or held open."""
        options, goes_on = [Option(0.0, STAY_CLOSED)], [False]
        opener, cost = self._opener_after(index)
        if opener is not None:
            cost += self._doubt_of_going_on(index, opener.family)
            options.append(Option(cost, taken_up_again(opener.family)))
            goes_on.append(False)
        if following is not None:
            options.append(Option(self._cost_to_hold(index, following), STAY_OPEN))
            goes_on.append(True)
        return _Step(tuple(options), index, goes_on=tuple(goes_on))

    def _cost_to_hold(self, index: int, following: int) -> float:
        each = self.lines[index]
        cost = _HELD_PARAGRAPH if each.parted else _HELD_LINE
        if each.parted and each.marks and each.text[each.marks[-1].end : each.marks[-1].end + 1].islower():
            cost += _HELD_PHRASE
        return cost + sum(_PASSED_QUOTING if b.marks else _PASSED_PLAIN for b in self.lines[index + 1 : following])

    def _doubt_of_going_on(self, index: int, family: str) -> float:
        """What it costs besides that a quotation goes on in the next paragraph: its last mark may not open it."""
        each = self.lines[index]
        last = next((mark for mark in reversed(each.marks) if mark.family == family), None)
        if last is None:
            return 0.0
        if last.left is not Side.BLANK and last.right in (Side.BLANK, Side.EDGE, Side.POINT):
            return _LAST_CLOSES
        is_phrase = each.text[last.end : last.end + 1].islower()
        unusual = is_phrase or ends_attributed(each.text, last.end, each.stop) or self._closes_each_paragraph
        return _UNUSUAL if unusual else 0.0

    def _opener_after(self, index: int) -> tuple[Mark | None, float]:
        """The mark with which the next passage that has marks begins, if it may open a quotation; the cost of that."""
        cost = _CONTINUED
        for each in self.lines[index + 1 : index + 2 + _MOST_CAPTIONS]:
            if each.marks:
                first = each.marks[0]
                begins = not each.text[: first.start].strip()
                opens = any(r.act is Act.OPEN and r.is_natural for r in roles(each.text, first))
                return (first if begins and opens else None), cost
            cost += _CAPTION
        return None, cost


def _outcome(mark: Mark, role: Role) -> tuple[str, int, int, int]:
    """What decides whether two roles are written alike."""
    return written(mark, role, True), role.before, role.after, role.inner
