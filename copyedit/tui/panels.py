"""What stands beside the queue: the passage with the change in it, and why."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from copyedit import display
from copyedit.model import Suggestion
from copyedit.review import Item, Review
from copyedit.tui.queue import CONFIDENCE_SIGNS

STYLES = {
    "text": "",
    "around": "dim",
    "old": "strike $text-error",
    "new": "bold underline $text-success",
    "refused": "dim strike",
    "open": "underline $text-warning",
    "taken": "underline $text-success",
    "sign": "bold $text-accent",
}


class Panel(VerticalScroll):
    """A text under a title. The screen is laid out anew only where the text does not fit, or no longer needs more."""

    can_focus = False
    _overflowed = False

    def compose(self) -> ComposeResult:
        yield Static(id=f"{self.id}-text", classes="panel-text")

    def put(self, text: Content, title: str = "") -> None:
        """Show a text from its beginning."""
        width, height = self.scrollable_content_region.size
        overflows = width <= 0 or len(text.wrap(width)) > height
        self.query_one(Static).update(text, layout=overflows or self._overflowed)
        self._overflowed = overflows
        self.border_title = title
        if self.scroll_offset.y:
            self.scroll_home(animate=False)


class PassagePanel(Panel):
    """The passage, the current change old and new, the others marked."""

    def show(self, review: Review, item: Item) -> None:
        """Show the passage of `item`, as much of it as there is room for."""
        width, height = self.scrollable_content_region.size
        cells = max(200, width * max(3, height))
        pieces = display.passage_pieces(review, item, before=cells * 2 // 5, after=cells)
        passage = Content.assemble(*((piece.text, STYLES[piece.role]) for piece in pieces))
        file = review.files[item.place.file]
        head, tail = display.surroundings(file, item, before=cells // 3, after=cells)
        left = height - len(passage.wrap(width)) if width > 0 else 0
        above = [*_lines(head, width), ""][-(left // 2) :] if head and left > 1 else []
        below = ["", *_lines(tail, width)][: max(0, left - len(above))] if tail else []
        around = STYLES["around"]
        text = Content.assemble(
            *((f"{line}\n", around) for line in above), passage, *((f"\n{line}", around) for line in below)
        )
        mark = item.mark
        place = f"line {mark.line}, column {mark.column}"
        if mark.record is not None:
            place = f"record {mark.record}, {place}"
        self.put(text, f"{mark.passage.where} · {place}" if mark.passage.where else place)


def _lines(text: str, width: int) -> list[str]:
    return [line.plain.rstrip() for line in Content(text).wrap(width)] if text else []


class WhyPanel(Panel):
    """The rule, its message and evidence, the steps, and what can be chosen."""

    def show(self, review: Review, item: Item) -> None:
        parts: list[str | Content | tuple[str, str | Style]] = []
        reasons = item.mark.change.because(item.offered)
        for reason in reasons:
            parts += _reason(reason)
        parts += _choices(review, item)
        parts += _steps(item)
        if partners := review.partners(item.place):
            marks = ", ".join(f"line {review.item(place).mark.line}" for place in partners)
            parts.append((f"Goes together with {marks}.\n", "dim"))
        word = item.confidence.word
        self.put(Content.assemble(*parts), f"{item.rule} {CONFIDENCE_SIGNS[item.confidence]} {word}")


def _reason(reason: Suggestion) -> list[str | Content | tuple[str, str | Style]]:
    out: list[str | Content | tuple[str, str | Style]] = [(display.visible(reason.message), "bold"), "\n"]
    if reason.evidence:
        out += [("Evidence: ", "dim"), display.visible(reason.evidence), "\n"]
    return out


def _steps(item: Item) -> list[str | Content | tuple[str, str | Style]]:
    way = display.steps(item, item.offered)
    if not way:
        return []
    rules = [edit.because.rule for edit in item.mark.choices[item.offered].edits]
    out: list[str | Content | tuple[str, str | Style]] = []
    for number, (rule, text) in enumerate(zip(rules, way[1:], strict=False), 1):
        old, new = display.in_words(item, text)
        out += [(f"Step {number}: ", "dim"), f"{old} → {new}", (f"  {rule}\n", "dim")]
    return out


def _choices(review: Review, item: Item) -> list[str | Content | tuple[str, str | Style]]:
    """The choices with the keys that take them; what is picked is marked."""
    pick = review.pick(item.place)
    out: list[str | Content | tuple[str, str | Style]] = []
    for number, choice in list(enumerate(item.mark.choices))[1:10]:
        key = f"y/{number}" if number == item.offered else f"  {number}"
        new = display.in_words(item, choice.text)[1]
        out += _choice(key, new, pick == number, f"screen.choose({number})", bold=number == item.offered)
    if isinstance(pick, str):
        out += _choice("  e", display.visible(pick) or display.NOTHING, True, "screen.own_text", bold=False)
    kept = display.in_words(item, item.mark.before)[0]
    return out + _choice("  n", f"{kept}  (as it is)", pick == 0, "screen.reject", bold=False)


def _choice(
    key: str, text: str, picked: bool, action: str, *, bold: bool
) -> list[str | Content | tuple[str, str | Style]]:
    style = Style(bold=bold or picked) + Style.from_meta({"@click": action})
    return [(f"{'✓' if picked else ' '} {key}  {text}\n", style)]
