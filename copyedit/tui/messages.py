"""What widgets and workers tell the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from copyedit.review import Place
from copyedit.sitting import Analysed, Failed

if TYPE_CHECKING:
    from copyedit.tui.screen import ReviewScreen


class FileAnalysed(Message):
    """A file has been read and settled in the background; with `again`, the file of that number anew."""

    def __init__(self, analysed: Analysed | Failed, again: int | None = None) -> None:
        super().__init__()
        self.analysed = analysed
        self.again = again


class RetakeAsked(Message):
    """Files have changed on the disk and are to be taken up anew."""

    def __init__(self, screen: ReviewScreen, files: list[int]) -> None:
        super().__init__()
        self.screen = screen
        self.files = files


class AnalysisEnded(Message):
    """All files have been read; `error` says what stopped it before."""

    def __init__(self, error: str = "") -> None:
        super().__init__()
        self.error = error


class PlaceSelected(Message):
    """A change was clicked in the queue."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
