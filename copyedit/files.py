"""Which files a command line means: those named, and those met in named folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from copyedit.formats import READERS

STDIN = "-"
LARGEST_MET = 64 * 1024 * 1024  # bytes; a larger file is skipped where it was met in a folder


class Found(NamedTuple):
    """A file to check; `named` on the command line, or met in a folder. `why_not` says why it is to be skipped."""

    path: Path
    named: bool
    why_not: str = ""


def find(paths: list[str]) -> Iterator[Found]:
    """The files in the order given, folders in order of name, none twice; hidden folders are left out.

    Links to files are taken where they are named; those met in a folder are left to their targets.
    """
    seen: set[str] = set()
    for given in paths:
        for found in _under(given):
            real = os.path.realpath(found.path)
            if real not in seen:
                seen.add(real)
                yield found


def _under(given: str) -> Iterator[Found]:
    path = Path(given)
    if not path.is_dir():
        yield Found(path, named=True)
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            met = Path(folder, name)
            if met.suffix.lower() in READERS and not name.startswith(".") and not met.is_symlink():
                size = met.stat().st_size
                why_not = (
                    f"{met}: {size / 1e6:.0f} MB, skipped; name it to have it checked" if size > LARGEST_MET else ""
                )
                yield Found(met, named=False, why_not=why_not)
