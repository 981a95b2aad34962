"""`--baseline` and `--changed`: what was there before is left out, whatever lines it has moved to."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from copyedit.changed import Lines, added


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "copyedit", *args]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def found(folder: Path, *args: str) -> list[tuple[str, int]]:
    done = run(folder, "--output-format", "jsonl", *args)
    assert done.returncode in (0, 1), done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    return [(record["path"], record["line"]) for record in records]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    root = tmp_path / "site"
    (root / "news").mkdir(parents=True)
    (root / "news" / "a.txt").write_text(
        "It rained in the the spring.\n\nIt rained in the the spring.\n\nAll is well.\n"
    )
    return root


def test_what_the_baseline_has_is_left_out_though_it_moves(project: Path) -> None:
    assert found(project, ".") == [("news/a.txt", 1), ("news/a.txt", 3)]
    written = run(project, "--write-baseline", "base.json", ".")
    assert (written.returncode, written.stdout[:22]) == (0, "base.json: 2 findings;")
    assert found(project, "--baseline", "base.json", ".") == []
    path = project / "news" / "a.txt"
    path.write_text("A new line.\n\n" + path.read_text() + "\nThe sun in the the autumn.\n")
    assert found(project, "--baseline", "base.json", "news") == [("news/a.txt", 9)]
    path.write_text(path.read_text() + "\nIt rained in the the spring.\n")
    assert found(project, "--baseline", "base.json", str(path)) == [(str(path), 9), (str(path), 11)]


def test_fix_leaves_what_the_baseline_has(project: Path) -> None:
    run(project, "--write-baseline", "base.json", ".")
    path = project / "news" / "a.txt"
    old = path.read_text()
    path.write_text(old + "\nThe sun in the the autumn.\n")
    assert run(project, "--fix", "--baseline", "base.json", ".").returncode == 0
    assert path.read_text() == old + "\nThe sun in the autumn.\n"


@pytest.mark.parametrize(
    "content", [None, "", "[]", '{"version": 2}', '{"version": 1}', '{"version": 1, "findings": 3}']
)
def test_what_is_no_baseline_is_an_error(project: Path, content: str | None) -> None:
    if content is not None:
        (project / "base.json").write_text(content)
    done = run(project, "--baseline", "base.json", ".")
    assert done.returncode == 2
    assert "base.json: " in done.stderr
    assert "--write-baseline" in done.stderr


def git(folder: Path, *args: str) -> None:
    settings = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *settings, *args], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(project: Path) -> Path:
    git(project, "init")
    git(project, "add", ".")
    git(project, "commit", "-m", "first")
    return project


def test_only_lines_that_were_changed(repository: Path) -> None:
    assert found(repository, "--changed") == []
    path = repository / "news" / "a.txt"
    path.write_text("New in the the file.\n\n" + path.read_text())
    (repository / "news" / 'ü "new".txt').write_text("Odd in the the name.\n")
    assert found(repository, "--changed") == [("news/a.txt", 1), ('news/ü "new".txt', 1)]
    git(repository, "add", ".")
    assert found(repository, "--changed") == [("news/a.txt", 1), ('news/ü "new".txt', 1)]
    git(repository, "commit", "-m", "second")
    assert found(repository, "--changed") == []
    assert found(repository, "--changed", "HEAD~1", "news") == [("news/a.txt", 1), ('news/ü "new".txt', 1)]
    assert found(repository / "news", "--changed", "HEAD~1", "a.txt") == [("a.txt", 1)]


def test_changed_takes_a_path_for_a_path(repository: Path) -> None:
    path = repository / "news" / "a.txt"
    path.write_text(path.read_text() + "Last in the the file.\n")
    assert found(repository, "--changed", "news") == [("news/a.txt", 6)]


def test_fix_of_changed_lines_leaves_the_others(repository: Path) -> None:
    path = repository / "news" / "a.txt"
    old = path.read_text()
    path.write_text(old + "\nLast in the the file.\n")
    assert run(repository, "--fix", "--changed").returncode == 0
    assert path.read_text() == old + "\nLast in the file.\n"


def test_git_says_what_is_wrong(repository: Path, tmp_path: Path) -> None:
    done = run(repository, "--changed", "nowhere", ".")
    assert done.returncode == 2
    assert "--changed: git says of" in done.stderr
    (tmp_path / "a.txt").write_text("x")
    assert run(tmp_path, "--changed", "HEAD", "a.txt").returncode == 2


def test_added_lines_of_a_diff() -> None:
    diff = (
        "diff --git a.md a.md\n--- a.md\n+++ a.md\n"
        "@@ -3,2 +3 @@ x\n-a\n-b\n+c\n@@ -9 +8,0 @@\n-++ d\n@@ -12,0 +11,2 @@\n+e\n"
        '+++ f\ndiff --git b b\n--- b\n+++ "b\\303\\274 \\"x\\""\n@@ -0,0 +1 @@\n+x\n'
    )
    assert added(diff) == {"a.md": Lines(((3, 4), (11, 13))), 'bü "x"': Lines(((1, 2),))}
