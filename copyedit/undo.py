"""What was overwritten, kept so that it can be had back: `copyedit undo`.

Each run that writes keeps, before it writes, the bytes that stood there; in the user's state folder, never in the
project. An undo keeps what it overwrites, too, so it can itself be undone.
"""

from __future__ import annotations

import os
import time
import zlib
from pathlib import Path
from typing import NamedTuple

from copyedit.source import SourceError, read_bytes, write_whole
from copyedit.state import STATE_VARIABLE, append_lines, digest, read_lines, state_folder

MOST_RUNS = 50  # older ones are removed
_MANIFEST = "manifest.jsonl"


class Written(NamedTuple):
    """One file that a run wrote: what stood there (`before`) and what it put there, by digest."""

    path: Path
    before: str
    after: str
    undone: bool = False


class Run(NamedTuple):
    """One run that wrote files."""

    id: str
    command: str
    files: tuple[Written, ...]

    @property
    def undone(self) -> bool:
        """Whether all its files were given back."""
        return all(file.undone for file in self.files)

    @property
    def is_undo(self) -> bool:
        return self.command.startswith("undo ")


class Overwriting:
    """A run that writes: keeps what stands in a file, then writes it. Nothing is stored before the first write."""

    def __init__(self, command: str, folder: Path | None = None) -> None:
        self.command = command
        self.home = folder or state_folder() / "undo"
        self.id = ""

    def write(self, path: Path, data: bytes, expected: bytes) -> None:
        """Put `data` in `path` in place of `expected`, whole or not at all, and keep `expected`.

        Raises SourceError where the file no longer holds `expected`, where it cannot be written, or where what it
        holds cannot be kept.
        """
        try:
            self._keep(path, expected, data)
        except OSError as error:
            hint = f"{STATE_VARIABLE} may name another folder"
            raise SourceError(f"{path}: not written: what stands there cannot be kept ({error}); {hint}") from None
        write_whole(path, data, expected)

    def _keep(self, path: Path, before: bytes, after: bytes) -> None:
        if not self.id:
            self.id = _new_run(self.home)
            append_lines(self.home / self.id / _MANIFEST, [{"undo": 1, "command": self.command}])
        kept = self.home / self.id / digest(before)
        if not kept.exists():
            with kept.open("wb") as file:
                file.write(zlib.compress(before, 6))
                file.flush()
                os.fsync(file.fileno())
        entry = {"path": str(path.absolute()), "before": digest(before), "after": digest(after)}
        append_lines(self.home / self.id / _MANIFEST, [entry])


def _new_run(home: Path) -> str:
    """A folder of its own, named by the time so that names sort; the oldest folders go."""
    home.mkdir(parents=True, exist_ok=True)
    for old in sorted(path for path in home.iterdir() if path.is_dir())[: -(MOST_RUNS - 1)]:
        import shutil

        shutil.rmtree(old, ignore_errors=True)
    stamp = time.strftime("%Y%m%d-%H%M%S")
    for number in range(1000):
        name = f"{stamp}-{number:03}"
        try:
            (home / name).mkdir()
        except FileExistsError:
            continue
        return name
    raise FileExistsError(home / stamp)


def runs(folder: Path | None = None) -> list[Run]:
    """All runs that are kept, the latest first."""
    home = folder or state_folder() / "undo"
    if not home.is_dir():
        return []
    return [run for path in sorted(home.iterdir(), reverse=True) if (run := _read(path)).files]


def _read(folder: Path) -> Run:
    command = ""
    files: dict[Path, Written] = {}
    for entry in read_lines(folder / _MANIFEST):
        command = entry.get("command", command)
        if "path" in entry:
            path = Path(entry["path"])
            # written twice in one run: back to what stood there before the first
            before = files[path].before if path in files else entry["before"]
            files[path] = Written(path, before, entry["after"])
        elif (path := Path(entry.get("undone", ""))) in files:
            files[path] = files[path]._replace(undone=True)
    return Run(folder.name, command, tuple(files.values()))


class Restored(NamedTuple):
    """What an undo did: the files given back, and one line for each that it refused."""

    files: tuple[Path, ...]
    refused: tuple[str, ...]


def undo(run: Run, *, only: Path | None = None, force: bool = False, folder: Path | None = None) -> Restored:
    """Give back what stood in the files of `run` (or in `only` one of them).

    A file that has changed since is refused, unless forced.
    """
    home = folder or state_folder() / "undo"
    overwriting = Overwriting(f"undo {run.id}", home)
    given, refused = [], []
    wanted = None if only is None else only.absolute()
    for file in run.files:
        if wanted is not None and file.path != wanted:
            continue
        try:
            _give_back(home / run.id / file.before, file, overwriting, force)
            given.append(file.path)
        except SourceError as error:
            refused.append(str(error))
    append_lines(home / run.id / _MANIFEST, [{"undone": str(path)} for path in given])
    return Restored(tuple(given), tuple(refused))


def _give_back(kept: Path, file: Written, overwriting: Overwriting, force: bool) -> None:
    now = read_bytes(file.path)
    if digest(now) == file.before:
        return
    if digest(now) != file.after and not force:
        raise SourceError(
            f"{file.path}: has changed since it was written; --force gives back the old text all the same"
        )
    try:
        data = zlib.decompress(kept.read_bytes())
    except (OSError, zlib.error) as error:
        raise SourceError(f"{file.path}: what stood there is no longer kept ({error})") from None
    overwriting.write(file.path, data, now)


def last_run(folder: Path | None = None, *, touching: Path | None = None) -> Run | None:
    """The latest run not yet undone, and no undo itself; with `touching`, that wrote this file or in this folder."""
    wanted = None if touching is None else touching.absolute()
    for run in runs(folder):
        left = [f for f in run.files if not f.undone and (wanted is None or f.path.is_relative_to(wanted))]
        if left and not run.is_undo:
            return run
    return None
