"""Whatever goes wrong while files are written: each is old or new, and one line says what happened."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from copyedit import check
from copyedit.configurations import Configurations
from copyedit.model import Confidence
from copyedit.proof import Proof, prove
from tests.killing import environment, kill_at_random_moments, start, states, write

FILES = 40


def test_a_killed_run_leaves_each_file_old_or_new(tmp_path: Path) -> None:
    found = kill_at_random_moments(tmp_path / "site", tmp_path / "home", FILES, moments=8, seed=3)
    assert {state for states in found for state in states} <= {"old", "new"}


def test_two_runs_at_once_do_not_mix(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write(folder, FILES)
    runs = [start(folder, tmp_path / "home") for _ in range(2)]
    said = [run.communicate()[1].decode() for run in runs]
    assert set(states(folder, FILES)) == {"new"}
    assert all(line.endswith("not written, run again") for one in said for line in one.splitlines())
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{number}.md" for number in range(FILES))


def fill(path: Path) -> None:
    """Write until the disk is full."""
    with path.open("wb", buffering=0) as filler, suppress(OSError):
        while True:
            filler.write(b"x" * 1024)


@pytest.mark.system
def test_a_full_disk_leaves_the_old_files(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if os.name != "posix" or os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root only, and not everywhere")
    try:
        write(disk / "site", 10)
        fill(disk / "filler")
        command = [sys.executable, "-m", "copyedit", "--fix", *(str(disk / "site" / f"{n}.md") for n in range(10))]
        done = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "No space left on device" in done.stderr
        assert "Traceback" not in done.stderr
        assert states(disk / "site", 10) == ["old"] * 10
        assert len(list((disk / "site").iterdir())) == 10
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_file_that_changes_while_it_is_checked_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))
    write(tmp_path / "site", 1)
    path = tmp_path / "site" / "0.md"

    def meanwhile(*args: object, **kwargs: object) -> Proof:
        path.write_text("Somebody else wrote this.\n")
        return prove(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(check, "prove", meanwhile)
    options = check.Options(Confidence.SURE, fix=True)
    assert check.check([str(path)], Configurations(isolated=True), options) == 2
    assert path.read_text() == "Somebody else wrote this.\n"
    assert "changed while it was checked; not written, run again" in capsys.readouterr().err


def test_files_that_need_no_change_are_not_touched(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write(folder, FILES)
    assert start(folder, tmp_path / "home").wait() == 0
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    folder_time = folder.stat().st_mtime_ns
    assert start(folder, tmp_path / "home").wait() == 0
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert folder.stat().st_mtime_ns == folder_time
