"""What .gitignore and .copyeditignore leave out, as git reads them: the deepest file wins, and its last line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copyedit.source import is_folder, is_repository

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

OURS, GIT = ".copyeditignore", ".gitignore"


class _Held(NamedTuple):
    """The patterns of the ignore files in one folder."""

    folder: str
    spec: GitIgnoreSpec


class Ignores:
    """The ignore files of all folders asked about, each read once. Git's own count inside a repository only.

    `ours_only` leaves .gitignore aside: a file that git tracks may stand in it all the same.
    """

    def __init__(self, *, ours_only: bool = False) -> None:
        self._ours_only = ours_only
        self._known: dict[str, tuple[_Held, ...]] = {}

    def ignored(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether `path` itself is left out; the folders above it are for the caller to ask about."""
        folder = os.path.realpath(path.parent)
        for held in reversed(self._of(folder)):
            relative = os.path.relpath(os.path.join(folder, path.name), held.folder)  # noqa: PTH118 - hot path
            said = held.spec.check_file(relative.replace(os.sep, "/") + "/" * is_folder).include
            if said is not None:
                return said
        return False

    def _of(self, folder: str) -> tuple[_Held, ...]:
        if folder not in self._known:
            at_root = is_repository(Path(folder))
            parent = str(Path(folder).parent)
            above = () if at_root or parent == folder else self._of(parent)
            self._known[folder] = (*above, *self._own(folder, in_git=at_root or _in_git(folder)))
        return self._known[folder]

    def _own(self, folder: str, *, in_git: bool) -> list[_Held]:
        names = [GIT, OURS] if in_git and not self._ours_only else [OURS]
        lines = [line for name in names for line in _lines(Path(folder, name))]
        if in_git and not self._ours_only and is_folder(Path(folder, ".git")):
            lines = [*_lines(Path(folder, ".git", "info", "exclude")), *lines]
        if not lines:
            return []
        from pathspec import GitIgnoreSpec

        return [_Held(folder, GitIgnoreSpec.from_lines(lines))]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []


def _in_git(folder: str) -> bool:
    return any(is_repository(parent) for parent in (Path(folder), *Path(folder).parents))
