"""Where copyedit keeps what it must remember: with the project what is fit for git, with the user the rest."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

PROJECT_FOLDER = ".copyedit"
STATE_VARIABLE = "COPYEDIT_STATE"  # a folder to use instead of the user's own


def state_folder() -> Path:
    """The user's folder for open reviews and overwritten files (~/.local/state/copyedit on Linux)."""
    if chosen := os.environ.get(STATE_VARIABLE):
        return Path(chosen)
    import platformdirs

    return platformdirs.user_state_path("copyedit", appauthor=False)


def digest(data: bytes) -> str:
    """A short name for a content; the same content always has the same."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def append_lines(path: Path, entries: Iterable[Mapping[str, Any]], *, sync: bool = True) -> None:
    """Add JSON lines to `path`: they outlast this program, and with `sync` a power cut. Raises OSError.

    A line that was cut short before stays by itself.
    """
    lines = "".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n" for entry in entries)
    if not lines:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if file.tell() and not _ends_whole(file.fileno(), file.tell()):
            lines = "\n" + lines
        file.write(lines.encode("utf-8", "surrogatepass"))
        file.flush()
        if sync:
            os.fsync(file.fileno())


def sync_file(path: Path) -> None:
    """Make what was added to `path` outlast a power cut. Raises OSError."""
    with path.open("ab") as file:
        os.fsync(file.fileno())


def _ends_whole(handle: int, size: int) -> bool:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) == b"\n"


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of `path`, one a line; a line cut short is passed over. None where there is no file."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return
    for line in data.decode("utf-8", "surrogatepass").split("\n"):
        try:
            entry = json.loads(line) if line else None
        except ValueError:
            continue
        if isinstance(entry, dict):
            yield entry
