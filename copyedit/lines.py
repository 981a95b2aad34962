"""On which line each key of a TOML file stands, so that a complaint can name it; tomli does not say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Key = tuple[str | int, ...]  # ("per-path", 0, "dialect"): keys, and the number of a block


class Lines:
    """The line of each key of a TOML text. Worked out when first asked."""

    def __init__(self, text: str, above: tuple[str, ...] = ()) -> None:
        self._text = text
        self._above = above
        self._found: dict[Key, int] | None = None

    def of(self, key: Key) -> int:
        """The line (from 1) of `key`, or of the nearest table above it."""
        if self._found is None:
            self._found = dict(reversed([*_keys(self._text)]))
        whole: Key = (*self._above, *key)
        while whole and whole not in self._found:
            whole = whole[:-1]
        return self._found.get(whole, 1)


def _keys(text: str) -> Iterator[tuple[Key, int]]:
    """Each key of a valid TOML text and its line: statement after statement, each parsed by itself."""
    table: Key = ()
    blocks: dict[Key, int] = {}
    for number, statement, value in _statements(text):
        if statement.lstrip().startswith("[["):
            name = max(_paths(value, ()), key=len)[:-1]
            blocks[name] = blocks.get(name, -1) + 1
            table = (*name, blocks[name])
            yield table, number
            yield name, number
        elif statement.lstrip().startswith("["):
            table = max(_paths(value, ()), key=len)
            yield table, number
        else:
            for path in _paths(value, ()):
                yield (*table, *path), number


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """The first line's number, the text and the value of each table header and key = value, however many lines long."""
    import tomli

    began, held = 1, ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        held = f"{held}\n{line}" if held else line
        try:
            value = tomli.loads(held)
        except tomli.TOMLDecodeError:
            continue
        if value:
            yield began, held, value
        began, held = number + 1, ""


def _paths(value: object, at: Key) -> Iterator[Key]:
    """The paths to all that stands in `value`, the outer before the inner."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*at, key)
            yield from _paths(inner, (*at, key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield (*at, 0)
