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


class PassagePanel(VerticalScroll):
    """The passage, the current change old and new, the others marked."""

    can_focus = False

    def compose(self) -> ComposeResult:
        yield Static(id="passage-text")

    def show(self, review: Review, item: Item) -> None:
        """Show the passage of `item`, as much of it as there is room for."""
        cells = max(200, self.size.width * max(3, self.size.height))
        pieces = display.passage_pieces(review, item, before=cells * 2 // 5, after=cells)
        used = sum(len(piece.text) for piece in pieces)
        room = (cells - used) // 3
        head, tail = display.surroundings(review.files[item.place.file], item, before=room, after=room)
        tail = f"\n\n{tail}" if tail else ""
        pieces = [display.Piece(head, "around"), *pieces, display.Piece(tail, "around")]
        text = Content.assemble(*((piece.text, STYLES[piece.role]) for piece in pieces))
        self.query_one(Static).update(text)
        self.scroll_home(animate=False)
        mark = item.mark
        place = f"line {mark.line}, column {mark.column}"
        if mark.record is not None:
            place = f"record {mark.record}, {place}"
        self.border_title = f"{mark.passage.where} · {place}" if mark.passage.where else place

    def show_text(self, text: str) -> None:
        self.border_title = ""
        self.query_one(Static).update(Content(text))


class WhyPanel(VerticalScroll):
    """The rule, its message and evidence, the steps, and what can be chosen."""

    can_focus = False

    def compose(self) -> ComposeResult:
        yield Static(id="why-text")

    def show(self, review: Review, item: Item) -> None:
        parts: list[str | Content | tuple[str, str | Style]] = []
        reasons = item.mark.change.because(item.offered)
        for reason in reasons:
            parts += _reason(reason)
        parts += _steps(item)
        parts += _choices(review, item)
        if partners := review.partners(item.place):
            marks = ", ".join(f"line {review.item(place).mark.line}" for place in partners)
            parts.append((f"Goes together with {marks}.\n", "dim"))
        self.query_one(Static).update(Content.assemble(*parts))
        self.scroll_home(animate=False)
        word = item.confidence.word
        self.border_title = f"{item.rule} {CONFIDENCE_SIGNS[item.confidence]} {word}"

    def show_text(self, text: str) -> None:
        self.border_title = ""
        self.query_one(Static).update(Content(text))


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
