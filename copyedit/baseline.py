"""A baseline: the findings that a project starts with, so that only new ones are reported.

A finding is known by its file, its rules and the words around it, not by its line: text that moves is not new.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from copyedit.config import ConfigError
from copyedit.model import Confidence
from copyedit.proof import Mark
from copyedit.source import write_whole

VERSION = 1
REACH = 3  # words on either side that make a finding known


class News(NamedTuple):
    """Tells, for the marks of one file in order, which are not among those that are known; each is counted once."""

    known: Counter[str]

    def is_new(self, mark: Mark) -> bool:
        name = key(mark)
        if self.known[name]:
            self.known[name] -= 1
            return False
        return True


class Baseline:
    """The findings of some files, by path from the baseline's own folder."""

    def __init__(self, path: Path, findings: dict[str, Counter[str]] | None = None) -> None:
        self.path = path
        self.findings = findings or {}

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The baseline in `path`. Raises ConfigError where there is none, or none of this version."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if data["version"] != VERSION:
                raise ConfigError(f"{path}: a baseline of another version; write it anew with --write-baseline")
            return cls(path, {file: Counter(counts) for file, counts in data["findings"].items()})
        except OSError as error:
            raise ConfigError(f"{path}: cannot be read: {error.strerror}; write it with --write-baseline") from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ConfigError(f"{path}: is no baseline; write it anew with --write-baseline") from None

    def news(self, path: Path) -> News:
        return News(self.findings.get(self._name(path), Counter()).copy())

    def add(self, path: Path, marks: Iterable[Mark]) -> None:
        """Note the findings of one file."""
        if counts := Counter(key(mark) for mark in marks):
            self.findings[self._name(path)] = counts

    def write(self) -> int:
        """Write it; how many findings it holds. Raises SourceError."""
        findings = {file: dict(sorted(counts.items())) for file, counts in sorted(self.findings.items())}
        text = json.dumps({"version": VERSION, "findings": findings}, indent=1, ensure_ascii=False)
        if not self.path.exists():
            self.path.touch()
        write_whole(self.path, f"{text}\n".encode("utf-8", "backslashreplace"))
        return sum(sum(counts.values()) for counts in self.findings.values())

    def _name(self, path: Path) -> str:
        here = os.path.realpath(self.path.parent)
        return os.path.relpath(os.path.realpath(path), here).replace(os.sep, "/")


def key(mark: Mark) -> str:
    """`doubled.function-word: Paris in ⟦the the⟧ spring of that`: what a finding is known by."""
    text, (start, end) = mark.passage.text, mark.change.span
    before = " ".join(text[max(0, start - 200) : start].split()[-REACH:])
    after = " ".join(text[end : end + 200].split()[:REACH])
    rules = mark.choices[mark.change.best(Confidence.DOUBTFUL)].rules or {s.rule for s in mark.change.remarks}
    shown = " ".join(text[start:end].split())
    return f"{', '.join(sorted(rules))}: {before} ⟦{shown}⟧ {after}".encode("utf-8", "backslashreplace").decode()
