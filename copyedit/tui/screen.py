"""The review's screen: what its keys do. Each decision is one step, and kept before anything else happens."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from copyedit import display
from copyedit.config import ConfigError
from copyedit.listing import Filter
from copyedit.review import Place, Step
from copyedit.sitting import Outcome
from copyedit.source import SourceError
from copyedit.tui.dialogs import Ask, Leave, OfferRules, OwnText, Summary, TextPage
from copyedit.tui.keys import bindings
from copyedit.tui.messages import RetakeAsked
from copyedit.tui.pages import help_text, rule_text, summary_text
from copyedit.tui.view import ReviewView


class ReviewScreen(ReviewView):
    """The view, with its keys and what they do."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    # deciding

    def action_accept(self) -> None:
        if (item := self.item) is None:
            return
        if not item.offered:
            self.say("There is nothing to offer here: e types a text of your own, n leaves it as it is.")
            return
        self._decided(self.review.accept(item.place), advance=True)

    def action_reject(self) -> None:
        if self.here is not None:
            self._decided(self.review.reject(self.here), advance=True)

    def action_choose(self, number: int) -> None:
        if (item := self.item) is None:
            return
        if number >= len(item.mark.choices):
            self.say(f"There is no choice {number} here.")
            return
        if isinstance(self.review.pick(item.place), str):
            self.say("A text of your own stands here; open it again (o) to take another.")
            return
        self._decided(self.review.accept(item.place, number), advance=True)

    def action_own_text(self) -> None:
        if (item := self.item) is None:
            return
        place = item.place

        def take(text: str | None) -> None:
            if text is not None:
                self._decided(self.review.accept(place, text), advance=True)

        self.app.push_screen(OwnText(item, self.review.taken(place)), take)

    def action_skip(self) -> None:
        self.go(self.next_open(self.here))

    def action_accept_alike(self) -> None:
        if self.here is not None:
            self._decided(self.review.accept_alike(self.here), advance=True, say=True)

    def action_reject_alike(self) -> None:
        if self.here is not None:
            self._decided(self.review.reject_alike(self.here), advance=True, say=True)

    def action_accept_alike_everywhere(self) -> None:
        if self.here is not None:
            self._decided(self.review.accept_alike(self.here, everywhere=True), advance=True, say=True)

    def action_reject_alike_everywhere(self) -> None:
        if self.here is not None:
            self._decided(self.review.reject_alike(self.here, everywhere=True), advance=True, say=True)

    def action_accept_sure(self) -> None:
        if self.here is not None:
            self._decided(self.review.accept_sure(self.here.file), advance=True, say=True)

    def action_accept_sure_everywhere(self) -> None:
        self._decided(self.review.accept_sure(), advance=True, say=True)

    def action_never(self) -> None:
        if self.here is not None:
            self._decided(self.review.never(self.here), advance=True, say=True)

    def action_allow_word(self) -> None:
        if self.here is None:
            return
        step = self.review.allow_word(self.here)
        if step is None:
            self.say("This is not about a word as such, so a word list would not help; i silences the rule here.")
            return
        self._decided(step, advance=True, say=True)

    def _decided(self, step: Step | None, *, advance: bool = False, say: bool = False) -> None:
        """Keep a step, then show it; with `advance` go on to the next open change."""
        try:
            self.sitting.keep(step)
        except (OSError, SourceError, ConfigError) as error:
            self.say_not_kept(error)
        self.call_after_refresh(self._sync)
        if say:
            self.say(_told(step))
        if step is not None and len(step.places) > 1:
            self.queue.refresh()
        following = self.next_open(self.here) if advance else None
        self.go(following)

    def _sync(self) -> None:
        try:
            self.sitting.sync()
        except OSError as error:
            self.say_not_kept(error)

    # taking back

    def action_undo(self) -> None:
        self._taken_back(self._kept(redo=False), "Nothing to undo.", "Undone")

    def action_redo(self) -> None:
        self._taken_back(self._kept(redo=True), "Nothing to do again.", "Done again")

    def action_reopen(self) -> None:
        if self.here is not None:
            self._decided(self.review.reopen(self.here))

    def _kept(self, *, redo: bool) -> Step | None:
        try:
            return self.sitting.redo() if redo else self.sitting.undo()
        except (OSError, SourceError, ConfigError) as error:
            self.say_not_kept(error)
            return None

    def _taken_back(self, step: Step | None, nothing: str, verb: str) -> None:
        if step is None:
            self.say(nothing)
            return
        self.say(f"{verb}: {_told(step)}")
        self.call_after_refresh(self._sync)
        self.queue.refresh()
        here = next((place for place in step.places if place in self.queue), None)
        self.go(self.here if self.here in step.places else here)

    # moving

    def action_move(self, step: int) -> None:
        self._move_to(self.queue.position(self.here) + step)

    def action_page(self, pages: int) -> None:
        self._move_to(self.queue.position(self.here) + pages * max(1, self.queue.size.height - 2))

    def action_edge(self, which: int) -> None:
        self._move_to(0 if which < 0 else len(self.queue.places) - 1)

    def _move_to(self, position: int) -> None:
        places = self.queue.places
        if places:
            self.go(places[max(0, min(position, len(places) - 1))])

    def action_move_file(self, step: int) -> None:
        if self.here is None:
            return
        files = list(dict.fromkeys(place.file for place in self.queue.places))
        at = files.index(self.here.file) + step
        if 0 <= at < len(files):
            inside = [place for place in self.queue.places if place.file == files[at]]
            self.go(next((place for place in inside if self.review.is_open(place)), inside[0]))

    def action_next_unsure(self) -> None:
        found = self.next_open(self.here, unsure=True)
        if found is None:
            self.say("Nothing unsure is open.")
        self.go(found)

    def action_go_to(self, begun: str = "") -> None:
        def go(asked: str | None) -> None:
            if asked:
                found = self._found(asked.strip())
                if found is None:
                    self.say(f"There is no {asked} in the queue.")
                self.go(found)

        self.app.push_screen(Ask("Go to", "12 (a change), :40 (a line of this file), name (a file)", begun), go)

    def _found(self, asked: str) -> Place | None:
        places = self.queue.places
        if asked.isdecimal():
            return places[int(asked) - 1] if 0 < int(asked) <= len(places) else None
        if asked.startswith(":") and asked[1:].isdecimal() and self.here is not None:
            inside = [place for place in places if place.file == self.here.file]
            line = int(asked[1:])
            return next((p for p in inside if self.review.item(p).mark.line >= line), inside[-1] if inside else None)
        return next((p for p in places if asked.lower() in self.review.files[p.file].name.lower()), None)

    # looking

    def action_filter(self) -> None:
        box = self.query_one("#filter", Input)
        box.display = True
        box.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        try:
            self.wanted = Filter.of(event.value)
        except ValueError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        event.input.display = False
        self.set_focus(None)
        self.relist()

    def key_escape(self) -> None:
        box = self.query_one("#filter", Input)
        if box.display:
            box.display = False
            self.set_focus(None)

    def action_by_rule(self) -> None:
        self.listed_by_rule = not self.listed_by_rule
        self.relist()

    def action_rule(self) -> None:
        if (item := self.item) is not None:
            self.app.push_screen(TextPage(item.rule, rule_text(item.rule)))

    def action_help(self) -> None:
        self.app.push_screen(TextPage("Keys", help_text(found.binding for found in self.active_bindings.values())))

    # writing and leaving

    def action_write(self) -> None:
        self._ask_to_write(leave=False)

    def _ask_to_write(self, *, leave: bool) -> None:
        pending = self.sitting.pending()
        if not pending:
            self._written(self.sitting.write(), leave=leave)
            return

        def answered(answer: str | None) -> None:
            if answer == "write":
                self._written(self.sitting.write(), leave=leave)

        changes = display.counted(sum(file.changes for file in pending), "change")
        title = f"To be written: {changes} in {display.counted(len(pending), 'file')}"
        self.app.push_screen(Summary(title, summary_text(pending)), answered)

    def _written(self, outcomes: list[Outcome], *, leave: bool) -> None:
        failed = [outcome for outcome in outcomes if outcome.error]
        for outcome in failed:
            self.notify(outcome.error, title="Not written", severity="error", timeout=30, markup=False)
        written = [outcome for outcome in outcomes if not outcome.error]
        if failed:
            self.post_message(RetakeAsked(self, [outcome.file for outcome in failed]))
        if leave and not failed:
            self.app.exit(written, return_code=0)
            return
        lines = [f"{outcome.path}: {display.counted(outcome.changes, 'change')}" for outcome in written[:8]]
        more = [f"… and {len(written) - 8} more files"] if len(written) > 8 else []
        if written:
            self.notify("\n".join(lines + more), title="Written", timeout=6, markup=False)
        elif not failed:
            self.say("Nothing to write: every file already stands as decided.")
        self.show_here()
        self._offer_rules()

    def _offer_rules(self) -> None:
        pairs = self.sitting.rules_to_offer()
        if not pairs:
            return

        def answered(answer: str | None) -> None:
            if answer == "adopt":
                try:
                    path = self.sitting.adopt(pairs)
                except (OSError, SourceError, ConfigError) as error:
                    self.notify(str(error), title="Not added", severity="error", timeout=30, markup=False)
                else:
                    self.say(f"Added to {path}")

        self.app.push_screen(OfferRules(pairs), answered)

    def action_leave(self) -> None:
        pending = self.sitting.pending()
        if not pending:
            self.app.exit([], return_code=0)
            return

        def answered(answer: str | None) -> None:
            if answer == "write":
                self._ask_to_write(leave=True)
            elif answer == "leave":
                self.app.exit([], return_code=0)

        progress = self.review.progress()
        lines = [
            f"Not written yet: {display.counted(len(pending), 'file')}. Open: {progress.total - progress.decided:,}.",
            "The decisions are kept: the next review of these files takes up here.",
        ]
        self.app.push_screen(Leave(lines), answered)


def _told(step: Step | None) -> str:
    if step is None:
        return "Nothing to do."
    return f"{display.visible(step.label)}, {display.counted(len(step.places), 'change')}"
