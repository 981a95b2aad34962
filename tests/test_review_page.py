"""The page of `copyedit review --output`: whole, self-contained, and nothing in it but the text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from copyedit.cli import main
from copyedit.review_page import review_page
from tests.review_support import ARTICLE, opened


class Page(HTMLParser):
    """What a page holds: tags, addresses, ids, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.said += data


def page_of(tmp_path: Path, text: str) -> str:
    article = tmp_path / "a.txt"
    article.write_text(text, encoding="utf-8")
    sitting = opened(article)
    return review_page(sitting.review, sitting.failed)


def test_every_change_stands_in_its_place_with_its_reason(tmp_path: Path) -> None:
    page = Page(page_of(tmp_path, ARTICLE))
    assert page.ids == [f"c{number}" for number in range(1, 10)]
    assert "time and [instabile→unstable]1 time" in page.said
    assert "Zelensky stands 4 times in this article, Zilensky once" in page.said
    assert "Or: instable" in page.said


def test_nothing_is_fetched_and_nothing_runs(tmp_path: Path) -> None:
    source = page_of(tmp_path, ARTICLE)
    page = Page(source)
    assert all(address.startswith("#c") for address in page.addresses)
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert "url(" not in source
    assert "@import" not in source


def test_the_text_cannot_become_markup(tmp_path: Path) -> None:
    page = Page(page_of(tmp_path, "<script>alert(1)</script> & the the <b>instabile</b> end.\n"))
    assert "script" not in page.tags
    assert "b" not in page.tags
    assert "<script>alert(1)</script> & [the the→the]1 <b>[instabile" in page.said


def test_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Paris in the the spring.\n", encoding="utf-8")
    assert main(["review", "--output", "page.html", "a.txt"]) == 0
    assert capsys.readouterr().out == "page.html: 1 change\n"
    assert "Paris in [the the→the]" in Page(Path("page.html").read_text(encoding="utf-8")).said
    assert Path("a.txt").read_text(encoding="utf-8") == "Paris in the the spring.\n"
    assert main(["review", "--output", "page.html", "missing.txt"]) == 2
    assert main(["review", "--output", "no/such/folder.html", "a.txt"]) == 2
