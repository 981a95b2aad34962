"""The quotations of an article: passages that read clean by themselves are settled at once, the others by the solver.

A quotation may run over several paragraphs, each with an opening mark of its own and the last with a closing one, or
over several lines without any: the solver carries what is open from one passage to the next.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence, Set
from typing import NamedTuple

from copyedit.model import Span
from copyedit.quotation.found import CLEAR, Event, Judged, Line, Missing, Quotation, Quotes
from copyedit.quotation.marks import DOUBLE, SINGLE, Mark, Side, find_marks, outside
from copyedit.quotation.places import closing_places, opening_places
from copyedit.quotation.roles import Act, Role, roles, written
from copyedit.quotation.solver import NESTED_ALIKE, STACKS, Option, moves, solve
from copyedit.quotation.style import QuoteStyle, style_of

MOST_MARKS = 2000  # of a passage; what has more is no prose
_CLEAN = 0.5  # a reading that costs no more is natural
_MISSING = 4.0
_PLACE_WEIGHT = 0.4
_USUAL_PLACE = 0.2
_CONTINUED = 0.2
_NESTED = 1.5  # “…“…”…” instead of “…‘…’…”
_HELD_LINE, _HELD_PARAGRAPH = 2.0, 5.0
_HELD_PHRASE = 4.0  # a quotation that began in mid-sentence hardly outlasts it
_CAPTION = 1.0  # a passage without marks between two paragraphs of one quotation
_MOST_CAPTIONS = 3
_LAST_CLOSES = 3.0
_SHORT_PHRASE, _LONGEST_PHRASE = 4.3, 80  # a few words before the end are no quotation that goes on
_PASSED_PLAIN, _PASSED_QUOTING = 0.5, 1.5


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
        clean = _clean(each)
        if clean is None:
            unclean.append(index)
        out.append(clean or Quotes())
    if unclean:
        _Block(lines, unclean, style_of(lines, out)).settle(out)
    return tuple(out)


def _clean(each: Line) -> Quotes | None:
    """The passage's quotations where each mark has one natural reading and all pair; else None."""
    if not each.marks:
        return Quotes(quoted=tuple(Span(*pair) for pair in each.foreign)) if each.foreign else _NO_QUOTES
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
    return Quotes(tuple(events), tuple(quotations), _quoted(quotations, each))


_NO_QUOTES = Quotes()


def _natural(text: str, mark: Mark, before: Mark | None, stack: Sequence[Judged]) -> Role | None:
    """The one role of `mark` that costs next to nothing with `stack` open; None if there are several or none."""
    top = stack[-1].role.family if stack else ""
    found: Role | None = None
    for role in roles(text, mark, before):
        if role.cost > _CLEAN or role.repairs:
            continue
        if role.act is Act.CLOSE and top != role.family:
            continue
        if role.act is Act.OPEN and (len(stack) > 2 or top == role.family):
            continue
        if found is not None:
            return None
        found = role
    return found


def _quoted(quotations: Sequence[Quotation], each: Line) -> tuple[Span, ...]:
    spans = [Span(*pair) for pair in each.foreign]
    for quotation in quotations:
        if quotation.depth == 0:
            start = 0 if quotation.opening is None else _place_of(quotation.opening)[0]
            end = each.stop if quotation.closing is None else _place_of(quotation.closing)[1]
            spans.append(Span(start, end))
    return tuple(sorted(spans))


def _place_of(event: Event) -> tuple[int, int]:
    if isinstance(event, Judged):
        return event.mark.start, event.mark.end
    at = event.places[0].at
    return at, at


class _Step(NamedTuple):
    """A step of the solver and what its options mean: readings of a mark, missing marks, or ways over an edge."""

    options: tuple[Option, ...]
    passage: int
    mark: Mark | None = None
    roles: tuple[Role, ...] = ()
    missing: tuple[Missing | None, ...] = ()
    goes_on: tuple[bool, ...] = ()


_NOTHING_MISSING = Option(0.0, moves(Act.APART, ""))
_COULD_MISS = tuple((act, family) for family in (DOUBLE, SINGLE) for act in (Act.CLOSE, Act.OPEN))
_ANYTHING_MISSING = (_NOTHING_MISSING, *(Option(_MISSING + _USUAL_PLACE, moves(*kind)) for kind in _COULD_MISS))


def _unplaced(start: int, end: int) -> list[Missing | None]:
    """What may be missing in a stretch of text, before its place is looked for: nothing, or one of four marks."""
    return [None, *(Missing(act, family, Span(start, end)) for act, family in _COULD_MISS)]


_CLOSED_ONLY = (0,) + (-1,) * (len(STACKS) - 1)
_HELD = (-1, *range(1, len(STACKS)))


class _Block:
    """The passages of an article that do not read clean, solved together."""

    def __init__(self, lines: Sequence[Line], indexes: Sequence[int], style: QuoteStyle) -> None:
        self.lines = lines
        self.indexes = indexes
        self.style = style

    def settle(self, out: list[Quotes]) -> None:
        """Put what was found for each of the passages into `out`, and mark what stands between as quoted.

        Where marks may be missing is looked up only for passages that turn out to lack one.
        """
        steps = self._all_steps(frozenset())
        solved = solve([step.options for step in steps])
        lacking = {step.passage for step, taken in zip(steps, solved.taken, strict=True) if step.missing and taken}
        if lacking:
            steps = self._all_steps(lacking)
            solved = solve([step.options for step in steps])
        events: list[Event] = []
        quotations: list[Quotation] = []
        open_ones: list[Event | None] = []
        for step, taken, totals in zip(steps, solved.taken, solved.totals, strict=True):
            if step.goes_on:
                held = step.goes_on[taken]
                quotations += [Quotation(event, None, depth) for depth, event in enumerate(open_ones)]
                each = self.lines[step.passage]
                out[step.passage] = Quotes(tuple(events), tuple(quotations), _quoted(quotations, each))
                if held and open_ones:
                    self._quote_between(step.passage, out)
                open_ones = [None] * len(open_ones) if held else []
                events, quotations = [], []
                continue
            event = self._event(step, taken, totals)
            if event is None:
                continue
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

    def _event(self, step: _Step, taken: int, totals: Sequence[float]) -> Event | None:
        best = totals[taken]
        if step.mark is None:
            missing = step.missing[taken]
            return missing and self._placed(step.passage, missing)._replace(margin=totals[0] - best)
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
            readings = roles(each.text, mark, before)
            options = tuple(Option(role.cost, moves(role.act, role.family)) for role in readings)
            nested = tuple(r for r in readings if r.act is Act.OPEN and r.cost <= _CLEAN and not r.repairs)
            options += tuple(Option(role.cost + _NESTED, NESTED_ALIKE[role.family]) for role in nested)
            readings += nested
            steps.append(_Step(options, index, mark=mark, roles=readings))
            before = mark
        steps.append(self._slot(index, 0 if before is None else before.end, each.stop, lacks))
        return steps

    def _slot(self, index: int, start: int, end: int, lacks: bool) -> _Step:
        """The step between two marks, where one may be missing; with `lacks`, the places for it are weighed."""
        text = self.lines[index].text
        if end - start < 2 and not text[start:end].strip():
            return _Step((_NOTHING_MISSING,), index, missing=(None,))
        if not lacks:
            return _Step(_ANYTHING_MISSING, index, missing=tuple(_unplaced(start, end)))
        options = [_NOTHING_MISSING]
        missing: list[Missing | None] = [None]
        for unplaced in _unplaced(start, end)[1:]:
            assert unplaced is not None
            placed = self._placed(index, unplaced)
            if placed.places:
                cost = _MISSING + _PLACE_WEIGHT * placed.places[0].cost
                options.append(Option(cost, moves(placed.act, placed.family)))
                missing.append(placed)
        return _Step(tuple(options), index, missing=tuple(missing))

    def _placed(self, index: int, missing: Missing) -> Missing:
        each, (start, end) = self.lines[index], missing.stretch
        if missing.act is Act.OPEN:
            return missing._replace(places=opening_places(each.text, start, end))
        inside = self.style.points_inside(missing.family)
        return missing._replace(places=closing_places(each.text, start, end, each.stop, inside))

    def _edge(self, index: int, following: int | None) -> _Step:
        """The step from one passage to the next: all closed, taken up again by an opening mark, or held open."""
        options, goes_on = [Option(0.0, _CLOSED_ONLY)], [False]
        opener, cost = self._opener_after(index)
        if opener is not None:
            cost += self._doubt_of_going_on(index, opener.family)
            to = tuple(0 if stack.startswith(opener.family) else -1 for stack in STACKS)
            options.append(Option(cost, to))
            goes_on.append(False)
        if following is not None:
            options.append(Option(self._cost_to_hold(index, following), _HELD))
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
        is_phrase = each.text[last.end : last.end + 1].islower() and each.stop - last.end < _LONGEST_PHRASE
        return _SHORT_PHRASE if is_phrase else 0.0

    def _opener_after(self, index: int) -> tuple[Mark | None, float]:
        """The mark with which the next passage that has marks begins, if it may open a quotation; the cost of that."""
        cost = _CONTINUED
        for each in self.lines[index + 1 : index + 2 + _MOST_CAPTIONS]:
            if each.marks:
                first = each.marks[0]
                begins = not each.text[: first.start].strip()
                opens = any(r.act is Act.OPEN and r.cost <= _CLEAN and not r.repairs for r in roles(each.text, first))
                return (first if begins and opens else None), cost
            cost += _CAPTION
        return None, cost


def _outcome(mark: Mark, role: Role) -> tuple[str, int, int, int]:
    """What decides whether two roles are written alike."""
    return written(mark, role, True), role.before, role.after, role.inner
