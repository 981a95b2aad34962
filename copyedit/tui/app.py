"""The Textual app of `copyedit review`."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.screen import Screen
from textual.worker import get_current_worker

from copyedit.config import ConfigError
from copyedit.configurations import Configurations
from copyedit.display import counted
from copyedit.model import Confidence
from copyedit.rulebook import RuleError
from copyedit.sitting import Outcome, Sitting
from copyedit.tui.keys import KEYS, keymap
from copyedit.tui.messages import AnalysisEnded, FileAnalysed, RetakeAsked
from copyedit.tui.screen import ReviewScreen

_IDLE = 0.2  # seconds without a key after which the reading of files goes on
_BATCH = 10  # files
_SWITCH = 0.002  # seconds: how soon the thread that reads files lets go for a key


class ReviewApp(App[list[Outcome]]):
    """A review of some files."""

    CSS_PATH = "copyedit.tcss"
    TITLE = "copyedit review"
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = True

    def __init__(self, sitting: Sitting, *, theme: str = "", keys: dict[str, str] | None = None) -> None:
        super().__init__()
        self.sitting = sitting
        self._theme_wanted = theme
        self._last_event = 0.0
        self.set_keymap(keymap(keys or {}))

    def on_mount(self) -> None:
        self.theme = self._theme_wanted or _fitting_theme(self)
        screen = ReviewScreen(self.sitting)
        self.set_interval(_IDLE / 4, self._go_on_when_idle)
        self.push_screen(screen)
        jobs = [(path, None) for path in self.sitting.paths]
        self.run_worker(lambda: self._analyse(screen, jobs), thread=True, exit_on_error=False)

    async def on_event(self, event: events.Event) -> None:
        """A key goes before the reading of files: both cannot run at once."""
        if isinstance(event, events.Key | events.MouseEvent):
            self.sitting.hold()
            self._last_event = time.monotonic()
        await super().on_event(event)

    def _go_on_when_idle(self) -> None:
        if time.monotonic() - self._last_event > _IDLE:
            self.sitting.go_on()

    def on_unmount(self) -> None:
        # a thread that waits would keep the program from ending
        self._last_event = 0.0
        self.sitting.go_on()

    def on_retake_asked(self, message: RetakeAsked) -> None:
        jobs = [(self.sitting.path_of(index), index) for index in message.files]
        screen = message.screen
        self.run_worker(lambda: self._analyse(screen, jobs), thread=True, exit_on_error=False)

    def _analyse(self, screen: ReviewScreen, jobs: Sequence[tuple[Path, int | None]]) -> None:
        """Read and settle files, one after another, beside the screen; those with a number are taken up anew."""
        worker = get_current_worker()
        interval = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH)
        troubles: list[str] = []
        try:
            for number, (path, index) in enumerate(jobs):
                if worker.is_cancelled:
                    return
                if number % _BATCH == 0:
                    # what was read stays to the end: the collector need not look at it again, which would delay a key
                    gc.collect()
                    gc.freeze()
                screen.post_message(FileAnalysed(self.sitting.analyse(path), index))
        except (RuleError, ConfigError) as wrong:
            troubles.append(str(wrong))
        finally:
            sys.setswitchinterval(interval)
            gc.collect()
            gc.freeze()
            troubles += self.sitting.end_analysis()
        screen.post_message(AnalysisEnded("\n".join(troubles)))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every key of the review by name, and Textual's own."""
        if isinstance(screen, ReviewScreen):
            for key in KEYS:
                yield SystemCommand(key.text.capitalize(), f"key: {key.keys}", _runner(screen, key.action))
        yield from super().get_system_commands(screen)


def _runner(screen: ReviewScreen, action: str) -> Callable[[], None]:
    def run() -> None:
        screen.call_later(screen.run_action, action)

    return run


def _fitting_theme(app: ReviewApp) -> str:
    """A dark theme, of the terminal's own sixteen colours where it has no more."""
    return "ansi-dark" if app.console.color_system == "standard" else "textual-dark"


def run(paths: Sequence[Path], configurations: Configurations, level: Confidence = Confidence.LIKELY) -> int:
    """Review `paths` (folders: the articles in them); the exit code. Raises SourceError, ConfigError, RuleError."""
    sitting = Sitting.over(paths, configurations, level)
    project = configurations.project(paths[0].parent)
    theme, keys = project.stated("review.theme"), project.stated("review.keys")
    app = ReviewApp(sitting, theme=theme.value if theme else "", keys=keys.value if keys else None)
    written = app.run() or []
    sitting.sync()
    for outcome in written:
        print(f"{outcome.path}: {counted(outcome.changes, 'change')} written")
    for failed in sitting.failed:
        print(f"copyedit: {failed.reason}", file=sys.stderr)
    return 2 if sitting.failed else app.return_code or 0
