"""What widgets and workers tell the screen."""

from __future__ import annotations

from textual.message import Message

from copyedit.review import Place
from copyedit.sitting import Analysed, Failed


class FileAnalysed(Message):
    """A file has been read and settled in the background."""

    def __init__(self, analysed: Analysed | Failed) -> None:
        super().__init__()
        self.analysed = analysed


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
