"""Bytes ↔ text without loss, and files written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class SourceError(Exception):
    """A file that cannot be read, understood or written; the message names it and says what to do."""


def read_bytes(path: Path) -> bytes:
    """The content of `path`. Raises SourceError with one clear line."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        hint = "a link to nothing" if path.is_symlink() else "no such file"
        raise SourceError(f"{path}: {hint}") from None
    except IsADirectoryError:
        raise SourceError(f"{path}: is a directory") from None
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from None


def decoded(data: bytes, name: str) -> str:
    """UTF-8 in which each byte that is not UTF-8 stands as a lone surrogate, so that nothing can be lost.

    `\\r\\n`, a BOM and a missing final newline stay. Raises SourceError for what is not text.
    """
    if data.startswith(_UTF16_MARKS):
        raise SourceError(f"{name}: is UTF-16; convert it to UTF-8 first (iconv -f UTF-16 -t UTF-8)")
    if b"\0" in data:
        raise SourceError(f"{name}: holds NUL bytes, so it is not text; leave it out")
    return data.decode("utf-8", "surrogateescape")


def encoded(text: str) -> bytes:
    """The bytes of `decoded` text."""
    return text.encode("utf-8", "surrogateescape")


def write_whole(path: Path, data: bytes, expected: bytes | None = None) -> None:
    """Put `data` in `path`, whole or not at all; mode and link target stay.

    Where `expected` is given and the file no longer holds it, nothing is written. Raises SourceError.
    """
    import tempfile  # takes as long as all else here, and most runs write nothing

    target = Path(os.path.realpath(path))
    neighbour: Path | None = None
    try:
        if expected is not None and target.read_bytes() != expected:
            raise SourceError(f"{path}: changed while it was checked; not written, run again")
        if not os.access(target, os.W_OK):
            raise SourceError(f"{path}: is write-protected; not written")
        mode = stat.S_IMODE(target.stat().st_mode)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".copyedit")
        neighbour = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        neighbour.chmod(mode)
        neighbour.replace(target)
        neighbour = None
        _sync_folder(target.parent)
    except OSError as error:
        raise SourceError(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        if neighbour is not None:
            neighbour.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a rename lasting, where folders can be synced (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_file(path: Path) -> bool:
    """Whether `path` is a file that can be seen; one in a folder that may not be entered cannot."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether `path` is a folder that can be seen."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_repository(folder: Path) -> bool:
    """Whether git keeps its data in `folder`, as a folder or, in a worktree, a file."""
    return is_folder(folder / ".git") or is_file(folder / ".git")
