"""The configuration that holds for each file: the closest file wins, with what it extends and its per-path blocks."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from copyedit.config import Config, ConfigError
from copyedit.model import Confidence
from copyedit.source import is_file, is_repository

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from copyedit.configfile import Layer, Value

PYPROJECT = "pyproject.toml"
NAMES = (".copyedit.toml", "copyedit.toml", PYPROJECT)
_DEFAULT = "default"


class Held(NamedTuple):
    """What holds for a file, and where each setting that is not the default comes from ("copyedit.toml:3")."""

    config: Config
    origins: Mapping[str, str]
    word_lists: tuple[Path, ...] = ()

    def origin(self, key: str) -> str:
        return self.origins.get(key, _DEFAULT)


class Configurations:
    """Answers, for any file, which configuration holds; files that share one get the very same object.

    With `given`, that file holds for all; `isolated` means the defaults, and neither file nor word list is read.
    `asked` are settings of the command line, by their place in Config; they hold before all files.
    """

    def __init__(
        self, given: Path | None = None, *, isolated: bool = False, asked: Mapping[str, object] | None = None
    ) -> None:
        self.isolated = isolated
        self.asked = asked or {}
        self._given = given
        self._projects: dict[tuple[Path | None, Path], Project] = {}
        self._by_folder: dict[str, Project] = {}
        if given is not None and not is_file(given):
            raise ConfigError(f"{given}: no such configuration file")

    def of(self, path: Path) -> Held:
        """What holds for the file `path`. Raises ConfigError."""
        return self.project(path.parent).held(path)

    def project(self, folder: Path) -> Project:
        """The project that governs the files of `folder`. Raises ConfigError."""
        if self.isolated:
            return self._project(None, Path.cwd())
        if self._given is not None:
            return self._project(self._given, self._given.absolute().parent)
        return self._governing(os.path.realpath(folder))

    def _governing(self, folder: str) -> Project:
        if folder not in self._by_folder:
            self._by_folder[folder] = self._search(folder)
        return self._by_folder[folder]

    def _search(self, folder: str) -> Project:
        here = Path(folder)
        if (found := nearest(here)) is not None:
            return self._project(found, here)
        if is_repository(here) or here.parent == here:
            return self._project(None, here)
        return self._governing(str(here.parent))

    def _project(self, file: Path | None, root: Path) -> Project:
        if (file, root) not in self._projects:
            self._projects[file, root] = Project(file, root, isolated=self.isolated, asked=self.asked)
        return self._projects[file, root]


def nearest(folder: Path) -> Path | None:
    """The configuration file in `folder`, if there is one; a pyproject.toml counts where it has [tool.copyedit]."""
    for name in NAMES:
        path = folder / name
        if is_file(path) and (name != PYPROJECT or _has_table(path)):
            return path
    return None


def _has_table(path: Path) -> bool:
    try:
        return b"tool.copyedit" in path.read_bytes()
    except OSError:
        return False


class Project:
    """The files under one configuration file; or, where there is none, under one repository's root."""

    def __init__(
        self,
        file: Path | None,
        root: Path,
        *,
        isolated: bool = False,
        asked: Mapping[str, object] | None = None,
    ) -> None:
        self.file = file
        self.asked = asked or {}
        self.root = root
        self.isolated = isolated
        self._held: dict[tuple[int, ...], Held] = {}

    @cached_property
    def _layers(self) -> list[Layer]:
        if self.file is None:
            return []
        from copyedit.configfile import layers

        return layers(self.file)

    def held(self, path: Path) -> Held:
        """What holds for the file `path` of this project. Raises ConfigError."""
        blocks = [block for layer in self._layers for block in layer.blocks]
        matched = tuple(i for i, block in enumerate(blocks) if not block.globs or self.matches(block.globs, path))
        if matched not in self._held:
            self._held[matched] = self._merged([blocks[i].values for i in matched])
        return self._held[matched]

    @cached_property
    def include(self) -> tuple[str, ...]:
        """Globs of further files to check where they are met in a folder."""
        return self._globs("include")

    @cached_property
    def exclude(self) -> tuple[str, ...]:
        """Globs of what is to be left out."""
        return self._globs("exclude")

    def stated(self, key: str) -> Value | None:
        """The value of a setting that holds for the project as a whole, as its closest file has it."""
        values = [layer.blocks[0].values.get(key) for layer in self._layers]
        return next((value for value in reversed(values) if value is not None), None)

    def _globs(self, key: str) -> tuple[str, ...]:
        values = [layer.blocks[0].values.get(key) for layer in self._layers]
        return tuple(glob for value in values if value is not None for glob in value.value)

    def matches(self, globs: tuple[str, ...], path: Path, *, is_folder: bool = False) -> bool:
        """Whether `path` matches any of `globs`, which are read as .gitignore's are, from the project's root."""
        return bool(globs) and bool(_spec(globs).match_file(self.relative(path) + "/" * is_folder))

    def relative(self, path: Path) -> str:
        """`path` as seen from the root, with slashes; its name alone where it lies elsewhere."""
        real = Path(os.path.realpath(path.parent), path.name)
        root = os.path.realpath(self.root)
        return real.relative_to(root).as_posix() if real.is_relative_to(root) else path.name

    @cached_property
    def word_lists(self) -> list[Path]:
        """All lists that hold for any file of the project."""
        return self._word_lists([block.values for layer in self._layers for block in layer.blocks])

    def is_word_list(self, path: Path) -> bool:
        return bool(self.word_lists) and Path(os.path.realpath(path)) in self._real_word_lists

    @cached_property
    def _real_word_lists(self) -> set[Path]:
        return {Path(os.path.realpath(path)) for path in self.word_lists}

    def _word_lists(self, values: list[Mapping[str, Value]]) -> list[Path]:
        """The lists that hold, the closest last: the user's, words.txt at the root, those that the files name."""
        if self.isolated:
            return []
        from copyedit import words

        lists = [path for path in (words.user_list(), self.root / words.NAME) if is_file(path)]
        for value in _all(values, "words"):
            lists += [value.file.parent / name for name in value.value]
        return list(dict.fromkeys(lists))

    def _merged(self, values: list[Mapping[str, Value]]) -> Held:
        fields, origins = _stated(values) if values else ({}, {})
        lists = self._word_lists(values)
        if lists:
            from copyedit import words

            said = words.read_all(lists)
            fields |= {"words": said.words, "corrections": said.corrections}
            origins["words"] = ", ".join(map(str, lists))
        return Held(Config(**{**fields, **self.asked}), origins, tuple(lists))


def _stated(values: list[Mapping[str, Value]]) -> tuple[dict[str, Any], dict[str, str]]:
    """What files say of Config's fields, and where. Raises ConfigError for rules that there are not."""
    from copyedit.settings import RULES, SETTINGS

    fields: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for key, setting in SETTINGS.items():
        if setting.field and not setting.adds and (found := _all(values, key)):
            fields[setting.field] = _frozen(found[-1].value)
            origins[key] = found[-1].place
    house = [file for value in _all(values, "house-rules") for file in _rule_files(value)]
    if house:
        fields["house_rules"] = tuple(str(file) for file in house)
        origins["house-rules"] = _places(values, "house-rules")
    rules = {
        key.removeprefix(f"{RULES}."): value
        for block in values
        for key, value in block.items()
        if key.startswith(f"{RULES}.")
    }
    if rules:
        _refuse_unknown(rules, house)
        fields["rules"] = {rule: _confidence(value.value) for rule, value in rules.items()}
        origins |= {f"{RULES}.{rule}": value.place for rule, value in rules.items()}
    return fields, origins


def _all(values: list[Mapping[str, Value]], key: str) -> list[Value]:
    return [block[key] for block in values if key in block]


def _places(values: list[Mapping[str, Value]], key: str) -> str:
    return ", ".join(value.place for value in _all(values, key))


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _confidence(word: str) -> object:
    return word if word == "off" else Confidence.named(word)


def _rule_files(value: Value) -> Iterator[Path]:
    """The rule files that a setting names. Raises ConfigError where one is missing."""
    for name in value.value:
        path = value.file.parent / name
        if path.is_dir():
            yield from sorted(path.glob("*.toml"))
        elif is_file(path):
            yield path
        else:
            raise ConfigError(f"{value.place}: house-rules: there is no file or folder {path}")


def _refuse_unknown(rules: Mapping[str, Value], house: list[Path]) -> None:
    """Raise ConfigError where a rule is set that there is not."""
    from copyedit.settings import likely

    known = known_rules(house)
    for rule, value in rules.items():
        if rule not in known and not rule.startswith("languagetool."):
            raise ConfigError(f"{value.place}: there is no rule {rule!r}{likely(rule, known)}")


def known_rules(house: list[Path]) -> set[str]:
    """The ids of all rules, ours and the project's, and the names of their files."""
    from copyedit import rulebook

    known = {"languagetool"}
    for rules in (*map(rulebook.load, rulebook.stems()), *map(rulebook.read, house)):
        known |= {*rules, *(rule.partition(".")[0] for rule in rules)}
    return known


@cache
def _spec(globs: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(globs)
