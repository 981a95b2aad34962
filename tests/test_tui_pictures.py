"""Pictures of the review: each kept as SVG and compared. What to look for is said in each name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from copyedit.tui.app import ReviewApp
from copyedit.tui.screen import ReviewScreen
from tests.review_support import ARTICLE, sitting_of

OTHER = ARTICLE.replace("river", "road").replace("dog", "cat")
Pictured = Callable[..., bool]


def until_read(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Wait until every file has been read, then press keys."""

    async def run(pilot: Pilot[Any]) -> None:
        for _ in range(500):
            await pilot.pause(0.01)
            if isinstance(pilot.app.screen, ReviewScreen) and pilot.app.screen.ended:
                break
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

    return run


@pytest.fixture
def review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., ReviewApp]:
    """An app over texts, named a.txt, b.txt …"""
    monkeypatch.chdir(tmp_path)

    def make(*texts: str, theme: str = "textual-dark") -> ReviewApp:
        paths: Iterable[Path] = [Path(f"{chr(97 + number)}.txt") for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        return ReviewApp(sitting_of(*paths), theme=theme)

    return make


def test_80x24_dark(snap_compare: Pictured, review: Callable[..., ReviewApp]) -> None:
    assert snap_compare(review(ARTICLE, OTHER), run_before=until_read("y", "j"), terminal_size=(80, 24))
