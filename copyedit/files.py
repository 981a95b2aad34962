"""Which files a command line means: those named, and those met in named folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from copyedit.configurations import Configurations
from copyedit.formats import READERS
from copyedit.ignore import Ignores
from copyedit.source import is_folder

STDIN = "-"
LARGEST_MET = 64 * 1024 * 1024  # bytes; a larger file is skipped where it was met in a folder
# met in a folder, these hold no prose of this project; hidden folders are left out anyhow
_NOT_OURS = frozenset({"node_modules", "site-packages", "venv", "__pycache__"})
_NO_PROSE = frozenset({"cmakelists.txt", "requirements.txt", "robots.txt"})


class Found(NamedTuple):
    """A file to check; `named` on the command line, or met in a folder. `why_not` says why it is to be skipped."""

    path: Path
    named: bool
    why_not: str = ""


def find(paths: list[str], configurations: Configurations, *, force_exclude: bool = False) -> Iterator[Found]:
    """The files in the order given, folders in order of name, none twice.

    What is named is checked, whatever its configuration excludes, unless `force_exclude`. Met in a folder, a file is
    left out where it is hidden, excluded, ignored by .gitignore or .copyeditignore, a word list of the project, or of
    no known suffix and not included. Links are taken where they are named; those met in a folder are left to their
    targets. Raises ConfigError.
    """
    search = _Search(configurations)
    seen: set[str] = set()
    for given in paths:
        path = Path(given)
        if force_exclude and search.is_forced_out(path):
            continue
        for found in search.under(path) if is_folder(path) else [Found(path, named=True)]:
            real = os.path.realpath(found.path)
            if real not in seen:
                seen.add(real)
                yield found


class _Search:
    """What is asked of each file and folder on the way."""

    def __init__(self, configurations: Configurations) -> None:
        self._configurations = configurations
        self._ignores = Ignores()

    def under(self, root: Path) -> Iterator[Found]:
        for folder, folders, names in os.walk(root):
            here = Path(folder)
            folders[:] = sorted(name for name in folders if self._enters(here / name))
            for name in sorted(names):
                if not name.startswith(".") and self._wants(here / name):
                    yield _met(here / name)

    def _enters(self, folder: Path) -> bool:
        if folder.name.startswith(".") or folder.name in _NOT_OURS:
            return False
        project = self._configurations.project(folder.parent)
        if project.matches(project.exclude, folder, is_folder=True):
            return False
        return self._configurations.isolated or not self._ignores.ignored(folder, is_folder=True)

    def _wants(self, file: Path) -> bool:
        project = self._configurations.project(file.parent)
        known = file.suffix.lower() in READERS and file.name.lower() not in _NO_PROSE
        if not known and not project.matches(project.include, file):
            return False
        if project.matches(project.exclude, file) or project.is_word_list(file) or file.is_symlink():
            return False
        return self._configurations.isolated or not self._ignores.ignored(file)

    def is_forced_out(self, path: Path) -> bool:
        """Whether configuration, .copyeditignore or its being a word list leave out a file or folder that is named."""
        project = self._configurations.project(path.parent)
        if project.matches(project.exclude, path, is_folder=is_folder(path)):
            return True
        if self._configurations.isolated:
            return False
        ours = Ignores(ours_only=True)
        inside = [folder for folder in path.parents if folder.name]
        return (
            ours.ignored(path, is_folder=is_folder(path))
            or any(ours.ignored(folder, is_folder=True) for folder in inside)
            or project.is_word_list(path)
        )


def _met(path: Path) -> Found:
    """A file met in a folder; too large a one, or what is no file, is to be skipped with a word."""
    try:
        status = path.stat()
    except OSError as error:
        return Found(path, named=False, why_not=f"{path}: cannot be read: {error.strerror}")
    if not stat.S_ISREG(status.st_mode):
        return Found(path, named=False, why_not=f"{path}: is no ordinary file, skipped")
    if status.st_size > LARGEST_MET:
        size = f"{status.st_size / 1e6:.0f} MB"
        return Found(path, named=False, why_not=f"{path}: {size}, skipped; name it to have it checked")
    return Found(path, named=False)
