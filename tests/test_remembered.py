"""`copyedit undo` and `copyedit decisions`, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from copyedit.cli import main
from tests.review_support import ARTICLE, opened

FAULTY = "Paris in the the spring.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def article(project: Path) -> Path:
    path = project / "a.txt"
    path.write_bytes(FAULTY.encode())
    return path


def test_what_fix_wrote_is_given_back(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--fix", "a.txt"])
    assert article.read_bytes() == b"Paris in the spring.\n"
    assert main(["undo", "--last"]) == 0
    assert article.read_bytes() == FAULTY.encode()
    assert "a.txt: as before check --fix of" in capsys.readouterr().out
    assert main(["undo", "--last"]) == 2
    assert "nothing to undo" in capsys.readouterr().err


def test_one_file_is_given_back_by_name_and_refused_where_it_changed(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--fix", "a.txt"])
    article.write_bytes(b"Something new.\n")
    assert main(["undo", "a.txt"]) == 2
    assert "has changed since" in capsys.readouterr().err
    assert article.read_bytes() == b"Something new.\n"
    assert main(["undo", "a.txt", "--force"]) == 0
    assert article.read_bytes() == FAULTY.encode()


def test_runs_are_listed_and_taken_by_id(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["undo"]) == 0
    assert "Nothing to undo" in capsys.readouterr().out
    main(["--fix", "a.txt"])
    capsys.readouterr()
    main(["undo"])
    run_id = capsys.readouterr().out.split()[0]
    assert main(["undo", "--run", run_id]) == 0
    assert article.read_bytes() == FAULTY.encode()
    main(["undo"])
    assert f"{run_id}  check --fix (undone): a.txt" in capsys.readouterr().out
    assert main(["undo", "--run", "nonsense"]) == 2


def test_decisions_are_listed_dropped_and_purged(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "b.txt"
    path.write_bytes(ARTICLE.encode())
    sitting = opened(path)
    first, second = (i.place for i in sitting.review.items() if i.mark.before == "Zilensky")
    sitting.keep(sitting.review.reject(first))
    sitting.keep(sitting.review.accept(second))
    assert main(["decisions"]) == 0
    assert "Under review, not yet written: b.txt" in capsys.readouterr().out
    sitting.write()
    main(["decisions"])
    said = capsys.readouterr().out
    assert "rejected names.variant: “Zilensky” → “Zelensky”: not offered again in this project" in said
    assert "accepted names.variant: “Zilensky” → “Zelensky”: if accepted 3 times the same way" in said
    assert main(["decisions", "--drop", "7"]) == 2
    assert main(["decisions", "--drop", "1"]) == 0
    main(["decisions"])
    assert ": 1 decision\n" in capsys.readouterr().out
    assert main(["decisions", "--purge"]) == 0
    assert not (project / ".copyedit" / "decisions.jsonl").exists()


def test_what_was_rejected_in_review_is_not_reported_by_check(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from copyedit.review import Place
    from copyedit.sitting import Sitting

    sitting = Sitting([article])
    sitting.take(sitting.analyse(article))
    sitting.keep(sitting.review.reject(Place(0, 0)))
    sitting.write()
    assert main(["a.txt"]) == 0
    assert main(["--isolated", "a.txt"]) == 1
    main(["--fix", "a.txt"])
    assert article.read_bytes() == FAULTY.encode()
