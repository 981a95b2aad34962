"""What the review shows: the queue, the passage with the change in it, and why. What keys do is in screen.py."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from copyedit.display import counted
from copyedit.listing import Filter, by_rule, in_reading_order
from copyedit.model import Confidence
from copyedit.review import Item, Place
from copyedit.sitting import Sitting
from copyedit.source import SourceError
from copyedit.tui.messages import AnalysisEnded, FileAnalysed, PlaceSelected
from copyedit.tui.panels import PassagePanel, WhyPanel
from copyedit.tui.queue import Queue, relative, shortened

RELIST_EVERY = 0.5  # seconds, while files come in


class ReviewView(Screen[int]):
    """Shows a sitting. `here` is the change that the keys speak of."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-narrow"),
        (70, "-medium"),
        (110, "-wide"),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.review = sitting.review
        self.here: Place | None = None
        self.listed_by_rule = False
        self.wanted = Filter()
        self.ended = False
        self._stale = False
        self._keeping_failed = False

    def compose(self) -> ComposeResult:
        yield Static(id="status")
        with Container(id="body"):
            yield Queue(self.review, id="queue")
            with Vertical(id="reading"):
                yield PassagePanel(id="passage")
                yield WhyPanel(id="why")
        yield Input(id="filter", placeholder="text, rule:names, file:name, is:open, is:decided, is:sure …")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.query_one("#filter").display = False
        self.set_interval(RELIST_EVERY, self._relist_if_stale)
        self.show_here()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_here)

    # what comes in

    def on_file_analysed(self, message: FileAnalysed) -> None:
        try:
            if message.again is None:
                opened = self.sitting.take(message.analysed)
            else:
                opened = self.sitting.retake(message.again, message.analysed)
                self.here = None
        except (OSError, SourceError) as error:
            self.say_not_kept(error)
            return
        if opened is None:
            self.notify(self.sitting.failed[-1].reason, severity="warning", timeout=10)
            return
        if opened.dropped:
            lost = "\n".join(map(str, opened.dropped[:5]))
            more = f"\n… and {len(opened.dropped) - 5} more" if len(opened.dropped) > 5 else ""
            title = f"{opened.file.name} has changed: {counted(len(opened.dropped), 'decision')} dropped"
            self.notify(lost + more, title=title, severity="warning", timeout=20, markup=False)
        self._stale = True
        if self.here is None and opened.file.items:
            self.relist()

    def on_analysis_ended(self, message: AnalysisEnded) -> None:
        self.ended = True
        if message.error:
            self.notify(message.error, title="Stopped", severity="error", timeout=30, markup=False)
        self.relist()

    def on_place_selected(self, message: PlaceSelected) -> None:
        self.go(message.place)

    def _relist_if_stale(self) -> None:
        if self._stale and self.sitting.may_go_on:
            self.relist()

    # what is shown

    @property
    def queue(self) -> Queue:
        return self.query_one(Queue)

    @property
    def item(self) -> Item | None:
        """The change that the keys speak of."""
        return None if self.here is None else self.review.item(self.here)

    def relist(self) -> None:
        """List anew, after files came in, a filter, or another order."""
        self._stale = False
        rows = by_rule(self.review, self.wanted) if self.listed_by_rule else in_reading_order(self.review, self.wanted)
        self.queue.show_rows(rows)
        places = self.queue.places
        if self.here is not None and self.here in self.queue:
            self.queue.show_cursor(self.here)
            self.show_status()
            return
        self.here = next((place for place in places if self.review.is_open(place)), places[0]) if places else None
        self.show_here()

    def go(self, place: Place | None) -> None:
        """Make `place` the change that the keys speak of."""
        if place is not None:
            self.here = place
        self.show_here()

    def show_here(self) -> None:
        """Show the change, where it stands and why."""
        self.queue.show_cursor(self.here)
        passage, why = self.query_one(PassagePanel), self.query_one(WhyPanel)
        if (item := self.item) is None:
            passage.put(Content(self.nothing()))
            why.put(Content(""))
        else:
            passage.show(self.review, item)
            why.show(self.review, item)
        self.show_status()

    def show_status(self) -> None:
        progress = self.review.progress()
        left = f"{counted(progress.files_left, 'file')} left"
        reading = (
            "" if self.ended else f" · reading {progress.files + len(self.sitting.failed)}/{len(self.sitting.paths)}"
        )
        sieve = " · filtered" if self.wanted != Filter() else ""
        if self.ended and progress.total and progress.decided == progress.total:
            left = "w shows what would be written"
        done = f"{progress.decided:,} of {progress.total:,} decided · {left}{reading}{sieve} "
        name = self.review.files[self.here.file].name if self.here else "copyedit review"
        width = max(10, self.size.width - len(done) - 2)
        self.query_one("#status", Static).update(f"{shortened(relative(name), width):<{width}} {done}", layout=False)

    def nothing(self) -> str:
        if not self.ended:
            return "Reading …"
        if self.wanted != Filter():
            return "Nothing fits the filter. Press / and enter to see everything again."
        failed = "".join(f"\n{failed.reason}" for failed in self.sitting.failed)
        files = counted(len(self.review.files), "file")
        return f"Nothing to decide in {files}. Press q to leave.{failed}"

    def next_open(self, start: Place | None, *, unsure: bool = False) -> Place | None:
        """The next open change in the queue, after `start` and then from the top."""
        places = self.queue.places
        at = self.queue.position(start) + 1
        for place in (*places[at:], *places[:at]):
            item = self.review.item(place)
            if self.review.is_open(place) and not (unsure and item.confidence is Confidence.SURE):
                return place
        return None

    def say(self, text: str) -> None:
        """Tell something in passing; what was told before makes room."""
        self.app.clear_notifications()
        self.notify(text, timeout=3, markup=False)

    def say_not_kept(self, error: Exception) -> None:
        """Say once that decisions are held in memory only."""
        if not self._keeping_failed:
            self._keeping_failed = True
            self.notify(
                str(error), title="Decisions cannot be kept on disk", severity="error", timeout=30, markup=False
            )
