"""rules/*.toml → `Rule`. Every complaint names the file and the rule.

A rule file has the stem of the fixer that reads it. A rule without `fixes` and `keeps` does not load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from copyedit.model import Confidence, Span, Suggestion


class RuleError(ValueError):
    """A rule file that cannot be used; the message names file and rule."""


class Rule(NamedTuple):
    """One entry of a rule file.

    `message` may hold {fields} for `suggest`. `wording` marks a rule that alters what was said (not how it is
    written): inside quotation marks it is never sure. `data` are the entry's further keys, for its fixer.
    """

    id: str
    message: str
    confidence: Confidence
    wording: bool
    fixes: tuple[tuple[str, str], ...]
    keeps: tuple[str, ...]
    misses: tuple[tuple[str, str], ...]
    data: Mapping[str, Any]

    @property
    def gist(self) -> str:
        """The message where there is no text to fill its {fields} from."""
        return re.sub(r"\{\w+\}", "…", self.message)

    def suggest(
        self,
        text: str,
        start: int,
        end: int,
        *replacements: str,
        confidence: Confidence | None = None,
        evidence: str = "",
        group: str = "",
        **fields: object,
    ) -> Suggestion:
        """This rule's suggestion on `text[start:end]`, at its own confidence unless another is given."""
        return Suggestion(
            Span(start, end),
            text[start:end],
            replacements,
            self.id,
            self.message.format(**fields) if fields else self.message,
            self.confidence if confidence is None else confidence,
            evidence,
            group,
        )


class Rules(Mapping[str, Rule]):
    """The rules of one fixer, by id, and the folder for its word lists."""

    def __init__(self, rules: Mapping[str, Rule], folder: Path) -> None:
        self._rules = dict(rules)
        self.folder = folder

    def __getitem__(self, rule_id: str) -> Rule:
        return self._rules[rule_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def words(self, name: str) -> frozenset[str]:
        """The lines of the word list rules/`name`, comments and empty lines left out."""
        return frozenset(word_list(self.folder / name))


def word_list(path: Path) -> list[str]:
    """The entries of a word list: one a line, `#` begins a comment. Raises RuleError where it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise RuleError(f"{path}: {error.strerror}") from None
    return [entry for line in lines if (entry := line.partition("#")[0].strip())]


@cache
def rules_folder() -> Path:
    """rules/ as shipped (copyedit/rules), else beside the package in a checkout."""
    package = Path(__file__).parent
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parent / "rules"


def stems() -> list[str]:
    """The names of all rule files, sorted."""
    return sorted(path.stem for path in rules_folder().glob("*.toml"))


@cache
def is_wording(rule_id: str) -> bool:
    """Whether the shipped rule `rule_id` alters what was said. Rules made by a fixer's own data count as not."""
    stem = rule_id.partition(".")[0]
    rule = load(stem).get(rule_id) if (rules_folder() / f"{stem}.toml").is_file() else None
    return rule is not None and rule.wording


@cache
def load(stem: str) -> Rules:
    """The rules of rules/`stem`.toml. Raises RuleError."""
    return read(rules_folder() / f"{stem}.toml")


def read(path: Path) -> Rules:
    """The rules of one file. Raises RuleError naming the file and, where it can, the rule."""
    import tomli

    try:
        data = tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise RuleError(f"{path}: {error}") from None
    entries = data.get("rule")
    if not isinstance(entries, list):
        raise RuleError(f"{path}: has no [[rule]] entries")
    rules: dict[str, Rule] = {}
    for number, entry in enumerate(entries, 1):
        rule = _rule(entry, path, number)
        if rule.id in rules:
            raise RuleError(f"{path}: rule {rule.id} stands twice")
        rules[rule.id] = rule
    return Rules(rules, path.parent)


_OWN = {"id", "message", "confidence", "wording", "fixes", "keeps", "misses"}


def _rule(entry: dict[str, Any], path: Path, number: int) -> Rule:
    rule_id = entry.get("id")
    if not isinstance(rule_id, str) or not rule_id.startswith(f"{path.stem}."):
        raise RuleError(f"{path}: rule {number} needs an id that begins with {path.stem!r} and a dot")
    place = f"{path}: rule {rule_id}"
    for key in ("message", "confidence"):
        if not isinstance(entry.get(key), str):
            raise RuleError(f"{place} needs a text for {key!r}")
    for key in ("fixes", "keeps"):
        if not entry.get(key):
            raise RuleError(f"{place} has no {key!r}: a rule is its own specification")
    try:
        confidence = Confidence.named(entry["confidence"])
    except ValueError as error:
        raise RuleError(f"{place}: {error}") from None
    return Rule(
        rule_id,
        entry["message"],
        confidence,
        entry.get("wording") is True,
        _pairs(entry["fixes"], f"{place}, fixes"),
        _texts(entry["keeps"], f"{place}, keeps"),
        _pairs(entry.get("misses", []), f"{place}, misses"),
        {key: value for key, value in entry.items() if key not in _OWN},
    )


def _pairs(value: object, place: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in value):
        raise RuleError(f"{place}: give pairs of texts, [[before, after], …]")
    return tuple((before, after) for before, after in value)


def _texts(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise RuleError(f"{place}: give texts, [text, …]")
    return tuple(value)
