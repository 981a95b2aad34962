"""Which files a command line means: folders searched, what is left out, what is forced out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from copyedit.configurations import Configurations
from copyedit.files import find


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    root = tmp_path / "site"
    for name in (
        "a.md",
        "b.txt",
        "c.png",
        "d.rst",
        ".hidden/a.md",
        "node_modules/a.md",
        "drafts/a.md",
        "drafts/keep.md",
        "public/deep/a.md",
        "news/a.md",
        "news/2020/b.md",
        "requirements.txt",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Paris.\n")
    monkeypatch.chdir(root)
    return root


def found(*paths: str, **options: bool) -> list[str]:
    return [str(file.path) for file in find(list(paths), Configurations(), **options)]


ALL = ["a.md", "b.txt", "drafts/a.md", "drafts/keep.md", "news/a.md", "news/2020/b.md", "public/deep/a.md"]


def test_a_folder_means_its_texts_in_order(tree: Path) -> None:
    assert found(".") == ALL
    assert found("news", "a.md", ".") == ["news/a.md", "news/2020/b.md", *(f for f in ALL if not f.startswith("news"))]


def test_gitignore_holds_in_a_repository_only(tree: Path) -> None:
    (tree / ".gitignore").write_text("drafts/*\n!drafts/keep.md\n/public/\n")
    assert found(".") == ALL
    (tree / ".git" / "info").mkdir(parents=True)
    assert found(".") == ["a.md", "b.txt", "drafts/keep.md", "news/a.md", "news/2020/b.md"]
    (tree / ".git" / "info" / "exclude").write_text("b.*\n")
    assert found(".") == ["a.md", "drafts/keep.md", "news/a.md"]
    assert found("news") == ["news/a.md"]


def test_a_deeper_ignore_file_wins_and_ours_wins_over_gits(tree: Path) -> None:
    (tree / ".git").mkdir()
    (tree / ".gitignore").write_text("*.md\n")
    (tree / ".copyeditignore").write_text("!a.md\n")
    (tree / "news" / ".gitignore").write_text("!*.md\na.md\n")
    assert found(".") == ["a.md", "b.txt", "drafts/a.md", "news/2020/b.md", "public/deep/a.md"]


def test_include_and_exclude_of_the_configuration(tree: Path) -> None:
    (tree / "copyedit.toml").write_text('include = ["*.rst"]\nexclude = ["drafts/", "/public/**/a.md"]\n')
    assert found(".") == ["a.md", "b.txt", "d.rst", "news/a.md", "news/2020/b.md"]
    (tree / "news" / "copyedit.toml").write_text('exclude = ["2020/"]\n')
    assert found("news") == ["news/a.md"]


def test_what_is_named_is_checked_unless_it_is_forced_out(tree: Path) -> None:
    (tree / "copyedit.toml").write_text('exclude = ["drafts/"]\n')
    (tree / ".copyeditignore").write_text("public/\n")
    named = ["drafts/a.md", "public/deep/a.md", "a.md", "c.png"]
    assert found(*named) == named
    assert found(*named, force_exclude=True) == ["a.md", "c.png"]
    assert found("drafts") == []
    assert found("drafts", force_exclude=True) == []


def test_what_git_tracks_is_not_forced_out_by_gitignore(tree: Path) -> None:
    (tree / ".git").mkdir()
    (tree / ".gitignore").write_text("drafts/\n")
    assert found("drafts/a.md", force_exclude=True) == ["drafts/a.md"]


def test_word_lists_are_no_articles(tree: Path) -> None:
    (tree / "copyedit.toml").write_text('words = ["news/terms.txt"]\n')
    (tree / "words.txt").write_text("Ofcom\n")
    (tree / "news" / "terms.txt").write_text("Ofgem\n")
    assert found(".") == ALL
    assert found("words.txt") == ["words.txt"]
    assert found("words.txt", "news/terms.txt", force_exclude=True) == []


def test_links_met_are_left_to_their_targets_and_none_is_followed_out_of_the_tree(tree: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.md").write_text("Paris.\n")
    (tree / "out").symlink_to(outside)
    (tree / "x.md").symlink_to(outside / "x.md")
    (tree / "again.md").symlink_to("a.md")
    (tree / "round").symlink_to(tree)
    assert found(".") == ALL
    assert found("x.md", "again.md", "a.md") == ["x.md", "again.md"]


def test_binary_and_huge_files_met_are_skipped_with_one_line_and_refused_where_named(tree: Path) -> None:
    (tree / "a.md").write_bytes(b"\0\1\2")
    with (tree / "b.txt").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    command = [sys.executable, "-m", "copyedit"]
    met = subprocess.run([*command, "."], capture_output=True, text=True, check=False)
    assert met.returncode == 0
    assert [line.split(": ")[1] for line in met.stderr.splitlines()] == ["a.md", "b.txt"]
    assert "68 MB, skipped" in met.stderr
    named = subprocess.run([*command, "a.md"], capture_output=True, text=True, check=False)
    assert named.returncode == 2
    assert "NUL" in named.stderr


def test_isolated_reads_no_ignore_file(tree: Path) -> None:
    (tree / ".copyeditignore").write_text("*\n")
    assert found(".") == []
    assert len(list(find(["."], Configurations(isolated=True)))) == len(ALL)
