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


MANY = "".join(f"Line {n}: the the river ran on.\n\nMr Zilensky had an instabile day.\n\n" for n in range(667))
UNSEEN = "Stray\u200bbyte: 12\u00a0km, a\tTab, soft\u00adhyphen, \ue000 and \u202ebidi; the the end â€™ of it.\n"
LONG = f"The the {'Donaudampfschifffahrtsgesellschaft' * 12} and instabile {'—' * 90} end.\n"
ARABIC = "قال the the رئيس الوزراء إن الوضع instabile في المدينة، وأضاف أن Zilensky لم يحضر. Zelensky\n"
RUN_TOGETHER = "An instabile " + "wordwithoutanyblankinit" * 60 + " and the the end.\n"

# name: texts, keys, size, theme
PICTURES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[int, int], str]] = {
    "80x24-dark": ((ARTICLE, OTHER), ("y", "j"), (80, 24), "textual-dark"),
    "80x24-light": ((ARTICLE, OTHER), ("y", "n"), (80, 24), "textual-light"),
    "80x24-ansi": ((ARTICLE, OTHER), ("y", "n", "k"), (80, 24), "ansi-dark"),
    "wide": ((ARTICLE, OTHER), ("f", "f", "y"), (150, 40), "textual-dark"),
    "narrow": ((ARTICLE, OTHER), ("f",), (46, 20), "textual-dark"),
    "long-words": ((LONG, RUN_TOGETHER), ("j", "j"), (80, 24), "textual-dark"),
    "right-to-left": ((ARABIC,), ("j",), (80, 24), "textual-dark"),
    "unseen-characters": ((UNSEEN,), (), (80, 24), "textual-light"),
    "nothing-to-decide": (("All is well.\n",), (), (80, 24), "textual-dark"),
    "2000-changes": ((MANY,), ("end", "k"), (80, 24), "textual-dark"),
    "all-decided": ((ARTICLE,), (*"nnnnnnnnnn",), (80, 24), "textual-dark"),
    "by-rule-filtered": ((ARTICLE, OTHER), ("v", "slash", *"is:likely", "enter"), (100, 30), "textual-dark"),
    "own-text": ((ARTICLE,), ("f", "e", *"unsafe"), (80, 24), "textual-dark"),
    "help": ((ARTICLE,), ("question_mark",), (100, 50), "textual-dark"),
    "medium": ((ARTICLE, OTHER), ("y", "f", "n", "f", "e", *"was", "enter", "k"), (100, 30), "textual-light"),
    "to-be-written": ((ARTICLE, OTHER), ("f", "A", "w"), (90, 40), "textual-dark"),
    "leave": ((ARTICLE,), ("y", "q"), (80, 24), "textual-dark"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, snap_compare: Pictured, review: Callable[..., ReviewApp]) -> None:
    texts, keys, size, theme = PICTURES[name]
    assert snap_compare(review(*texts, theme=theme), run_before=until_read(*keys), terminal_size=size)


def test_no_color(snap_compare: Pictured, review: Callable[..., ReviewApp], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(review(ARTICLE, OTHER), run_before=until_read("y", "n"), terminal_size=(80, 24))
