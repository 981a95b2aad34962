"""`--changed`: only what stands on lines that the working tree has and a revision has not."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from copyedit.config import ConfigError
from copyedit.proof import Mark

_HUNK = re.compile(r"@@ -\S+ \+(?P<start>\d+)(?:,(?P<count>\d+))? @@")


class Lines(NamedTuple):
    """Ranges of lines, counted from 1, the end left out; `all_new` where the revision has nothing of the file."""

    ranges: tuple[tuple[int, int], ...] = ()
    all_new: bool = False

    def has(self, mark: Mark) -> bool:
        """Whether the mark touches one of these lines."""
        last = mark.line + mark.before.count("\n")
        return self.all_new or any(start <= last and mark.line < end for start, end in self.ranges)


class Changed:
    """The lines that were added since a revision, asked of git once for each repository."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._roots: dict[Path, str] = {}
        self._lines: dict[str, dict[str, Lines]] = {}

    def lines(self, path: Path) -> Lines:
        """The lines of `path` that are new. Raises ConfigError where git cannot say."""
        folder = path.parent
        if folder not in self._roots:
            self._roots[folder] = _git(folder, "rev-parse", "--show-toplevel").rstrip("\n")
        root = self._roots[folder]
        if root not in self._lines:
            self._lines[root] = self._of(Path(root))
        real = Path(os.path.realpath(path))
        return self._lines[root].get(real.relative_to(os.path.realpath(root)).as_posix(), Lines())

    def _of(self, root: Path) -> dict[str, Lines]:
        options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-prefix", "--no-renames", "--relative")
        diff = _git(root, "-c", "core.quotePath=false", "diff", *options, self._revision, "--")
        untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
        return added(diff) | {name: Lines(all_new=True) for name in untracked if name}


def added(diff: str) -> dict[str, Lines]:
    """The lines that a unified diff (without prefixes or context) adds, by file."""
    found: dict[str, Lines] = {}
    name, in_header = "", False
    for line in diff.split("\n"):
        if line.startswith("diff --git "):
            in_header = True
        elif in_header and line.startswith("+++ "):
            name = _unquoted(line[4:].rstrip("\t"))
        elif match := _HUNK.match(line):
            in_header = False
            start, count = int(match["start"]), int(match["count"] or 1)
            if count:
                before = found.get(name, Lines())
                found[name] = Lines((*before.ranges, (start, start + count)))
    return found


def _unquoted(name: str) -> str:
    """Git quotes a name with a tab, a line end, a quote or a backslash in it, as C does."""
    if not name.startswith('"'):
        return name
    raw = name[1:-1].encode("utf-8", "surrogateescape")
    return raw.decode("unicode_escape").encode("latin-1").decode("utf-8", "surrogateescape")


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise ConfigError("--changed needs git, which is not installed") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise ConfigError(f"--changed: git says of {folder.absolute()}: {reason}")
    return done.stdout.decode("utf-8", "surrogateescape")
