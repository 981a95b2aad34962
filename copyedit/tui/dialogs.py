"""The screens that stand over the review: help, the rule, a text of one's own, go to, what would be written, leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Static, TextArea

from copyedit import display
from copyedit.review import Item

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A box over the review; escape closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "close")]

    def action_close(self) -> None:
        self.dismiss(None)


class TextPage(Dialog[None]):
    """A text to read: the help, or what a rule says."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter", "close", "close", show=False),
        Binding("j,down", "scroll(1)", "down", show=False),
        Binding("k,up", "scroll(-1)", "up", show=False),
        Binding("space,pagedown", "scroll(10)", "page down", show=False),
        Binding("pageup", "scroll(-10)", "page up", show=False),
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self.page_title = title
        self.text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="page") as page:
            page.border_title = self.page_title
            page.can_focus = False
            yield Static(self.text)
        yield Footer(show_command_palette=False)

    def action_scroll(self, lines: int) -> None:
        self.query_one("#page").scroll_relative(y=lines, animate=False)


class OneText(TextArea):
    """A text area in which enter is done; shift+enter or ctrl+j begins a new line."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default().stop()
            self.screen.dismiss(self.text)
            return
        if event.key in ("shift+enter", "ctrl+j"):
            event.prevent_default().stop()
            self.insert("\n")
            return
        await super()._on_key(event)


class OwnText(Dialog["str | None"]):
    """Type what shall stand there."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "done", "take it", show=True)]

    def __init__(self, item: Item, text: str) -> None:
        super().__init__()
        self.item = item
        self.text = text

    def compose(self) -> ComposeResult:
        with Vertical(id="own") as box:
            box.border_title = "A text of your own"
            yield Static(Content.assemble(("Instead of ", "dim"), (display.visible(self.item.mark.before), "bold")))
            area = OneText(self.text, id="own-text", soft_wrap=True, show_line_numbers=False)
            yield area
            hint = "enter takes it · ctrl+j new line · escape leaves it as it was"
            yield Static(Content.styled(hint, "dim"))

    def on_mount(self) -> None:
        area = self.query_one(OneText)
        area.focus()
        area.select_all()

    def action_done(self) -> None:
        self.dismiss(self.query_one(OneText).text)


class Ask(Dialog["str | None"]):
    """One line to type: where to go; `begun` stands there already."""

    def __init__(self, title: str, hint: str, begun: str = "") -> None:
        super().__init__()
        self.box_title = title
        self.hint = hint
        self.begun = begun

    def compose(self) -> ComposeResult:
        with Vertical(id="ask") as box:
            box.border_title = self.box_title
            yield Input(self.begun, placeholder=self.hint, select_on_focus=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class Summary(Dialog["str | None"]):
    """What would be written: files, changes by rule, the diff."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w,enter", "answer('write')", "write"),
        Binding("j,down", "scroll(1)", "down", show=False),
        Binding("k,up", "scroll(-1)", "up", show=False),
        Binding("space,pagedown", "scroll(10)", "page down", show=False),
        Binding("pageup", "scroll(-10)", "page up", show=False),
        Binding("escape,q", "close", "back"),
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self.box_title = title
        self.text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="page") as page:
            page.border_title = self.box_title
            page.can_focus = False
            yield Static(self.text)
        yield Footer(show_command_palette=False)

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer)

    def action_scroll(self, lines: int) -> None:
        self.query_one("#page").scroll_relative(y=lines, animate=False)


class Leave(Dialog["str | None"]):
    """Leave with decisions that are not written yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "answer('write')", "see and write"),
        Binding("q,enter", "answer('leave')", "leave, keep the decisions"),
        Binding("escape", "close", "back"),
    ]

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self.lines = lines

    def compose(self) -> ComposeResult:
        with Vertical(id="ask") as box:
            box.border_title = "Leave"
            yield Static(Content("\n".join(self.lines)))
        yield Footer(show_command_palette=False)

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer)


class OfferRules(Dialog["str | None"]):
    """Pairs that were always accepted may become corrections of the word list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer('adopt')", "add them"),
        Binding("n,escape", "close", "not now"),
    ]

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.pairs = pairs

    def compose(self) -> ComposeResult:
        with Vertical(id="ask") as box:
            box.border_title = "Make it a rule?"
            lines = [f"{before} → {after}" for before, after in self.pairs]
            told = "You accepted each of these at least three times, and never otherwise.\n"
            yield Static(Content.assemble((told, "dim"), "\n".join(lines), ("\nInto words.txt?", "dim")))
        yield Footer(show_command_palette=False)

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer)
