"""Word lists: words.txt of a project and of its user.

One entry a line: a word (`Baerbock`), a phrase (`Partnership for Peace`) or a correction (`Kiev → Kyiv`, also written
with `->`). `#` after a blank or at the beginning of a line begins a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from copyedit.config import ConfigError

NAME = "words.txt"
_COMMENT = re.compile(r"(?:^|\s)#.*")
_ARROW = re.compile(r"\s*(?:→|->)\s*")
_HEAD = "# Words, phrases and corrections (wrong → right) that copyedit goes by here; one a line, sorted.\n"


class WordList(NamedTuple):
    """What one or several lists say: words and phrases that are right, and corrections (wrong → right)."""

    words: frozenset[str] = frozenset()
    corrections: Mapping[str, str] = MappingProxyType({})

    def __or__(self, other: WordList) -> WordList:
        """Both; where they disagree, `other` wins."""
        corrections = {**self.corrections, **other.corrections}
        for word in other.words:
            corrections.pop(word, None)
        return WordList((self.words | other.words) - corrections.keys(), corrections)


def read(path: Path) -> WordList:
    """The list in `path`. Raises ConfigError naming file and line."""
    try:
        return parsed(path.read_text(encoding="utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise ConfigError(f"{path}: cannot be read: {reason}") from None


def parsed(text: str, name: str) -> WordList:
    """The list that `text` is. Raises ConfigError with every complaint, each with `name` and the line."""
    words: dict[str, int] = {}
    corrections: dict[str, str] = {}
    complaints = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            wrong, right = entry(line)
        except ValueError as error:
            complaints.append(f"{name}:{number}: {error}")
            continue
        if right:
            corrections[wrong] = right
        elif wrong:
            words[wrong] = number
    for word in words.keys() & corrections.keys():
        complaints.append(f"{name}:{words[word]}: {word!r} stands as right here, and as wrong elsewhere in the list")
    if complaints:
        raise ConfigError("\n".join(sorted(complaints)))
    return WordList(frozenset(words), corrections)


def entry(line: str) -> tuple[str, str]:
    """A line as (word, "") or (wrong, right); ("", "") where it says nothing. Raises ValueError."""
    said = " ".join(_COMMENT.sub("", line).split())
    parts = _ARROW.split(said)
    if len(parts) == 1:
        return said, ""
    if len(parts) > 2 or not all(parts) or parts[0] == parts[1]:
        raise ValueError(f"a correction is written wrong → right, not {said!r}")
    return parts[0], parts[1]


def user_list() -> Path:
    """Where the user's own list lies, whether it exists or not."""
    from platformdirs import user_config_path

    return user_config_path("copyedit", appauthor=False) / NAME


def with_entries(text: str, entries: Iterable[str]) -> tuple[str, list[str]]:
    """A list's text with `entries` at their place in the order, and which of them were new.

    Lines that are there keep their order and comments. Raises ValueError for what is no entry.
    """
    lines = text.splitlines(keepends=True) if text else [_HEAD]
    if not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    there = {entry(line) for line in lines}
    new = []
    for asked in entries:
        wrong, right = entry(asked)
        if not wrong:
            raise ValueError(f"{asked!r} is no word")
        if (wrong, right) in there:
            continue
        there.add((wrong, right))
        said = f"{wrong} → {right}" if right else wrong
        lines.insert(_place(lines, said), f"{said}\n")
        new.append(said)
    return "".join(lines), new


def _place(lines: list[str], said: str) -> int:
    """Before the first entry that sorts after `said`, and before the comment above that entry; else at the end."""
    for number, line in enumerate(lines):
        if entry(line)[0] and _order(line) > _order(said):
            while number > 1 and lines[number - 1].lstrip().startswith("#"):
                number -= 1
            return number
    return len(lines)


def _order(line: str) -> tuple[str, str]:
    wrong, right = entry(line)
    return wrong.casefold(), f"{wrong} {right}"


def read_all(paths: Iterable[Path]) -> WordList:
    """All lists together, the later ones winning. Raises ConfigError."""
    whole = WordList()
    for path in paths:
        whole |= read(path)
    return whole
