"""One configuration file: found, read, and every complaint about it told with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from copyedit.config import ConfigError
from copyedit.configurations import PYPROJECT
from copyedit.lines import Key, Lines
from copyedit.settings import FILES, PER_PATH, RULES, SETTINGS, RuleTable, Texts, flattened, likely, shown

_DEEPEST_EXTEND = 10


class Value(NamedTuple):
    """A setting's value as its file has it, and where."""

    value: Any
    file: Path
    line: int

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


class Block(NamedTuple):
    """Settings that hold for the files that `globs` match; those of the whole file have no globs."""

    globs: tuple[str, ...]
    values: Mapping[str, Value]


class Layer(NamedTuple):
    """One file's settings: the whole file's first, then its [[per-path]] blocks in order."""

    file: Path
    blocks: tuple[Block, ...]


def layers(path: Path, seen: tuple[Path, ...] = ()) -> list[Layer]:
    """The file's settings and those that it extends, the farthest first. Raises ConfigError with every complaint."""
    path = path.absolute()
    if path in seen or len(seen) > _DEEPEST_EXTEND:
        raise ConfigError(f"{path}: is extended in a circle: {' → '.join(str(file) for file in (*seen, path))}")
    layer = _read(path)
    extend = layer.blocks[0].values.get("extend")
    if extend is None:
        return [layer]
    base = path.parent / extend.value
    if not base.is_file():
        raise ConfigError(f"{extend.place}: extend: there is no file {base}")
    return [*layers(base, (*seen, path)), layer]


def _read(path: Path) -> Layer:
    import tomli

    try:
        text = path.read_bytes().decode("utf-8")
        data = tomli.loads(text.replace("\r\n", "\n"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None
    above: tuple[str, ...] = ()
    if path.name == PYPROJECT:
        above = ("tool", "copyedit")
        tool = data.get("tool", {})
        data = tool.get("copyedit", {}) if isinstance(tool, dict) else {}
    reader = _Reader(path, Lines(text, above))
    blocks = tuple(reader.blocks(data))
    if reader.complaints:
        raise ConfigError("\n".join(reader.complaints))
    return Layer(path, blocks)


class _Reader:
    """The blocks of one file, and all that is wrong with it."""

    def __init__(self, path: Path, lines: Lines) -> None:
        self.path = path
        self.lines = lines
        self.complaints: list[str] = []

    def blocks(self, data: dict[str, Any]) -> Iterator[Block]:
        own = {key: value for key, value in data.items() if key != PER_PATH}
        yield Block((), dict(self._values(own, ())))
        entries = data.get(PER_PATH, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self._complain((PER_PATH,), f"{PER_PATH} is a list of blocks, [[{PER_PATH}]], not {shown(entries)}")
            return
        for number, entry in enumerate(entries):
            yield self._block(entry, (PER_PATH, number))

    def _block(self, entry: dict[str, Any], at: Key) -> Block:
        globs = entry.get(FILES)
        if globs is None:
            self._complain(at, f'this [[{PER_PATH}]] block says not for which files; give files = ["…"]')
        elif wrong := Texts().complaint(globs):
            self._complain((*at, FILES), f"{FILES} {wrong}")
        values = dict(self._values({key: value for key, value in entry.items() if key != FILES}, at))
        return Block(tuple(globs) if isinstance(globs, list) else (), values)

    def _values(self, table: dict[str, Any], at: Key) -> Iterator[tuple[str, Value]]:
        known = [key for key, setting in SETTINGS.items() if setting.per_path or not at]
        for key, value in flattened(table).items():
            place = (*at, *key.split("."))
            if key not in known:
                self._complain(place, self._unknown(key, known, at))
            elif key == RULES and isinstance(value, dict):
                yield from self._rules(value, place)
            elif wrong := SETTINGS[key].kind.complaint(value):
                self._complain(place, f"{key} {wrong}")
            else:
                yield key, Value(value, self.path, self.lines.of(place))

    def _rules(self, table: dict[str, Any], at: Key) -> Iterator[tuple[str, Value]]:
        """Each rule as a setting of its own: `rules.quotes.glued`."""
        for rule, value in RuleTable().flattened(table).items():
            place = (*at, rule) if rule in table else (*at, *rule.split(".", 1))
            if wrong := RuleTable().complaint({rule: value}):
                self._complain(place, f"{RULES} {wrong}")
            else:
                yield f"{RULES}.{rule}", Value(value, self.path, self.lines.of(place))

    @staticmethod
    def _unknown(key: str, known: list[str], at: Key) -> str:
        if key in SETTINGS:
            return f"{key} cannot be set for some files only; set it above the [[{PER_PATH}]] blocks"
        names = [*known, *([FILES] if at else [PER_PATH])]
        # someone who writes `fields` or `keys` at the top means a setting in a table
        inside = next((name for name in names if name.rpartition(".")[2] == key), "")
        return f"unknown key {key!r}{f'; did you mean {inside!r}?' if inside else likely(key, names)}"

    def _complain(self, place: Key, what: str) -> None:
        self.complaints.append(f"{self.path}:{self.lines.of(place)}: {what}")
