"""What was overwritten can be had back."""

from __future__ import annotations

from pathlib import Path

import pytest

from copyedit import undo
from copyedit.source import SourceError
from copyedit.undo import Overwriting


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "undo"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one \x93\r\n")
    return path


def written(home: Path, path: Path, text: bytes) -> undo.Run:
    Overwriting("fix", home).write(path, text, path.read_bytes())
    run = undo.last_run(home)
    assert run is not None
    return run


def test_the_last_run_is_given_back_byte_for_byte(home: Path, article: Path) -> None:
    run = written(home, article, b"two")
    assert article.read_bytes() == b"two"
    assert undo.undo(run, folder=home) == undo.Restored((article,), ())
    assert article.read_bytes() == b"one \x93\r\n"
    assert undo.last_run(home) is None


def test_runs_are_undone_one_after_another(home: Path, article: Path) -> None:
    written(home, article, b"two")
    written(home, article, b"three")
    for expected in (b"two", b"one \x93\r\n"):
        run = undo.last_run(home)
        assert run is not None
        undo.undo(run, folder=home)
        assert article.read_bytes() == expected


def test_an_undo_can_be_undone(home: Path, article: Path) -> None:
    undo.undo(written(home, article, b"two"), folder=home)
    latest = undo.runs(home)[0]
    assert latest.is_undo
    undo.undo(latest, folder=home)
    assert article.read_bytes() == b"two"


def test_a_file_that_changed_since_is_refused_unless_forced(home: Path, article: Path) -> None:
    run = written(home, article, b"two")
    article.write_bytes(b"two, and more")
    restored = undo.undo(run, folder=home)
    assert restored.files == ()
    assert "has changed since" in restored.refused[0]
    assert article.read_bytes() == b"two, and more"
    assert undo.undo(run, folder=home, force=True).files == (article,)
    assert article.read_bytes() == b"one \x93\r\n"
    undo.undo(undo.runs(home)[0], folder=home)
    assert article.read_bytes() == b"two, and more"


def test_one_file_of_a_run(home: Path, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_bytes(b"b")
    run = Overwriting("fix", home)
    run.write(article, b"A", article.read_bytes())
    run.write(other, b"B", b"b")
    found = undo.last_run(home, touching=other)
    assert found is not None
    undo.undo(found, only=other, folder=home)
    assert (article.read_bytes(), other.read_bytes()) == (b"A", b"b")
    assert undo.last_run(home, touching=other) is None
    assert undo.last_run(home) is not None


def test_written_twice_in_one_run_goes_back_to_the_beginning(home: Path, article: Path) -> None:
    run = Overwriting("review", home)
    first = article.read_bytes()
    run.write(article, b"two", first)
    run.write(article, b"three", b"two")
    last = undo.last_run(home)
    assert last is not None
    undo.undo(last, folder=home)
    assert article.read_bytes() == first


def test_nothing_is_written_where_nothing_can_be_kept(tmp_path: Path, article: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(SourceError, match="cannot be kept"):
        Overwriting("fix", blocked / "undo").write(article, b"two", article.read_bytes())
    assert article.read_bytes() == b"one \x93\r\n"


def test_a_file_that_changed_underneath_is_not_overwritten(home: Path, article: Path) -> None:
    with pytest.raises(SourceError, match="changed"):
        Overwriting("fix", home).write(article, b"two", b"something else")
    assert article.read_bytes() == b"one \x93\r\n"


def test_only_so_many_runs_are_kept(home: Path, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "MOST_RUNS", 3)
    for number in range(6):
        written(home, article, str(number).encode())
    assert len(undo.runs(home)) == 3


def test_what_is_no_longer_kept_is_said(home: Path, article: Path) -> None:
    run = written(home, article, b"two")
    (home / run.id / run.files[0].before).unlink()
    assert "no longer kept" in undo.undo(run, folder=home).refused[0]
