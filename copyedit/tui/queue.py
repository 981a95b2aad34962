"""The queue: all changes under headings, drawn a line at a time so that thousands cost no more than a screenful."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from copyedit import display
from copyedit.listing import Row
from copyedit.model import Confidence
from copyedit.review import Item, Place, Review
from copyedit.tui.messages import PlaceSelected

CONFIDENCE_SIGNS = {Confidence.SURE: "●", Confidence.LIKELY: "◐", Confidence.DOUBTFUL: "○"}


class Queue(ScrollView):
    """The list on the left. Moving is the screen's affair; this shows, and tells what was clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "queue--heading",
        "queue--open",
        "queue--decided",
        "queue--old",
        "queue--new",
        "queue--cursor",
    }
    can_focus = False

    def __init__(self, review: Review, *, id: str) -> None:
        super().__init__(id=id)
        self.review = review
        self.rows: list[Row] = []
        self._row_of: dict[Place, int] = {}
        self._headings: list[int] = []
        self._places: list[Place] = []
        self._position_of: dict[Place, int] = {}
        self.cursor: Place | None = None

    def show_rows(self, rows: list[Row]) -> None:
        """List these; the cursor stays on its change."""
        self.rows = rows
        self._row_of = {row.place: number for number, row in enumerate(rows) if row.place is not None}
        self._headings = [number for number, row in enumerate(rows) if row.place is None]
        self._places = list(self._row_of)
        self._position_of = {place: number for number, place in enumerate(self._places)}
        self.virtual_size = Size(self.size.width, len(rows))
        self.refresh()

    def show_cursor(self, place: Place | None) -> None:
        """Put the cursor on a change and bring it into sight."""
        before, self.cursor = self.cursor, place
        row = self._row_of.get(place) if place is not None else None
        height = self.size.height
        if row is not None and height:
            top = self.scroll_offset.y
            first = row - 1 if row and self.rows[row - 1].place is None else row
            # once out of sight, well into it again: what comes is seen, and a list that moves at each key costs
            if first < top or row >= top + height - 1:
                self.scroll_to(y=max(0, first - height // 4), animate=False, immediate=True)
                self.refresh()
        for changed in (before, place):
            self._refresh_row(changed)

    def _refresh_row(self, place: Place | None) -> None:
        """Draw a change anew, and the heading that counts it."""
        row = self._row_of.get(place) if place is not None else None
        if row is None:
            return
        self.refresh_line(row)
        heading = bisect_right(self._headings, row) - 1
        if heading >= 0:
            self.refresh_line(self._headings[heading])

    @property
    def places(self) -> list[Place]:
        """The changes listed, in order."""
        return self._places

    def position(self, place: Place | None) -> int:
        """Where a change stands among `places`; -1 where it is not listed."""
        return self._position_of.get(place, -1) if place is not None else -1

    def __contains__(self, place: object) -> bool:
        return place in self._row_of

    def render_line(self, y: int) -> Strip:
        number = self.scroll_offset.y + y
        width = self.size.width
        if number >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        row = self.rows[number]
        if row.place is None:
            return self._heading(row, width)
        return self._change(self.review.item(row.place), width)

    def _heading(self, row: Row, width: int) -> Strip:
        left = sum(self.review.is_open(place) for place in row.places)
        count = f" ✓ {len(row.places)}" if not left else f" {len(row.places) - left}/{len(row.places)}"
        name = shortened(relative(row.heading), width - cell_len(count) - 1)
        style = self.get_component_rich_style("queue--heading")
        return Strip([Segment(set_cell_size(name, width - cell_len(count) - 1) + count + " ", style)])

    def _change(self, item: Item, width: int) -> Strip:
        state = display.sign(self.review, item)
        is_open = state == display.OPEN
        base = self.get_component_rich_style("queue--open" if is_open else "queue--decided")
        rejected = state == display.REJECTED
        old, new = display.in_words(item, item.alike.after if rejected else self.review.taken(item.place))
        head = f" {state}{CONFIDENCE_SIGNS[item.confidence]} "
        room = max(4, width - cell_len(head) - 1)
        parts = [(head, base)]
        if rejected or (is_open and not item.offered):
            parts.append((old, base))
        else:
            old_room = max(room // 2 - 1, room - 1 - cell_len(new))
            old = clipped(old, old_room)
            parts += [(old, base + self.get_component_rich_style("queue--old", partial=True)), ("→", base)]
            new = clipped(new, room - 1 - cell_len(old))
            parts.append((new, base + self.get_component_rich_style("queue--new", partial=True)))
        return self._strip(parts, width, item.place == self.cursor)

    def _strip(self, parts: list[tuple[str, Style]], width: int, at_cursor: bool) -> Strip:
        segments = [Segment(text, style) for text, style in parts]
        if at_cursor:
            # a sign as well as a colour: the cursor must be found without either
            cursor = self.get_component_rich_style("queue--cursor")
            first = segments[0]
            segments = [Segment("▶" + first.text[1:], first.style), *segments[1:]]
            segments = [Segment(s.text, (s.style or Style()) + cursor) for s in segments]
            return Strip(segments).adjust_cell_length(width, cursor)
        return Strip(segments).adjust_cell_length(width, parts[0][1])

    def on_click(self, event: events.Click) -> None:
        number = self.scroll_offset.y + event.y
        if 0 <= number < len(self.rows):
            row = self.rows[number]
            place = row.place or next(iter(row.places), None)
            if place is not None:
                self.post_message(PlaceSelected(place))


def clipped(text: str, width: int) -> str:
    """`text` in at most `width` cells, its end cut off where it is longer."""
    return text if cell_len(text) <= width else set_cell_size(text, max(0, width - 1)) + "…"


def shortened(path: str, width: int) -> str:
    """A path in at most `width` cells; what is cut off is its beginning."""
    if cell_len(path) <= width:
        return path
    while path and cell_len(path) > width - 1:
        path = path[1:]
    return "…" + path


def relative(name: str) -> str:
    """A path as seen from the current folder, where that is shorter."""
    path = Path(name)
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return name
