"""What a configuration file may hold: one table, from which files are checked and the JSON schema is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from copyedit.config import Config
from copyedit.model import Confidence

RULE_VALUES = ("off", *(confidence.word for confidence in Confidence))


class Kind(Protocol):
    """What values a setting takes."""

    def complaint(self, value: object) -> str:
        """What is wrong with `value`, to be put after the setting's name; empty where nothing is."""
        ...

    def schema(self) -> dict[str, Any]: ...


class OneOf(NamedTuple):
    """One of some words."""

    words: tuple[str, ...]

    def complaint(self, value: object) -> str:
        if value in self.words:
            return ""
        *most, last = self.words
        return f"is {', '.join(most)} or {last}, not {shown(value)}{likely(value, self.words)}"

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


class Truth(NamedTuple):
    """True or false."""

    def complaint(self, value: object) -> str:
        return "" if isinstance(value, bool) else f"is true or false, not {shown(value)}"

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Text(NamedTuple):
    """One text."""

    def complaint(self, value: object) -> str:
        return "" if isinstance(value, str) and value else f"is a text, not {shown(value)}"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


class Texts(NamedTuple):
    """A list of texts."""

    def complaint(self, value: object) -> str:
        if not isinstance(value, list):
            return f'is a list of texts, ["…"], not {shown(value)}'
        wrong = next((item for item in value if Text().complaint(item)), None)
        return "" if wrong is None else f"is a list of texts; {shown(wrong)} is none"

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": Text().schema()}


class RuleTable(NamedTuple):
    """Rules or whole fixers, each off or at a confidence. Whether there are such rules is asked where all are known."""

    def complaint(self, value: object) -> str:
        if not isinstance(value, dict):
            return f'is a table of rules, {{ doubled = "off" }}, not {shown(value)}'
        for rule, setting in self.flattened(value).items():
            if wrong := OneOf(RULE_VALUES).complaint(setting):
                return f"{rule!r} {wrong}"
        return ""

    def flattened(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """By id: in TOML `quotes.glued = "off"` makes a table within the table."""
        flat: dict[str, Any] = {}
        for key, setting in value.items():
            if isinstance(setting, dict) and setting:
                flat |= {f"{key}.{fault}": deep for fault, deep in setting.items()}
            else:
                flat[key] = setting
        return flat

    def schema(self) -> dict[str, Any]:
        value = {"enum": list(RULE_VALUES)}
        table = {"type": "object", "minProperties": 1, "additionalProperties": value}
        return {"type": "object", "additionalProperties": {"anyOf": [value, table]}}


class KeyTable(NamedTuple):
    """Keys of the review by the name of what they do; whether there are such names is asked where all are known."""

    def complaint(self, value: object) -> str:
        if not isinstance(value, dict):
            return f'is a table of keys, {{ accept = "enter" }}, not {shown(value)}'
        wrong = next((name for name, keys in value.items() if Text().complaint(keys)), None)
        return "" if wrong is None else f"{wrong!r} {Text().complaint(value[wrong])}"

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": Text().schema()}


class Setting(NamedTuple):
    """One setting. `key` is as written in a file; a dot parts table and key.

    `field` is its place in Config, empty where it says something about files. Where `adds`, the values of an extended
    file stay beside those of the file that extends it. `per_path` settings may also stand in a [[per-path]] block.
    """

    key: str
    kind: Kind
    about: str
    field: str = ""
    adds: bool = False
    per_path: bool = True

    @property
    def default(self) -> object:
        return getattr(Config(), self.field) if self.field else ()


SETTINGS = {
    setting.key: setting
    for setting in (
        Setting("dialect", OneOf(("auto", "en-GB", "en-US")), "Which English; auto goes by each article.", "dialect"),
        Setting("quotes", OneOf(("keep", "curly", "straight")), "The form of quotation marks.", "quotes"),
        Setting("first-quote", OneOf(("keep", "single", "double")), "The outer quotation marks.", "first_quote"),
        Setting("rules", RuleTable(), "Rules or fixers: off, or the confidence they have here.", "rules", adds=True),
        Setting("words", Texts(), "Word lists, beside this file; words.txt is read where it exists.", adds=True),
        Setting("house-rules", Texts(), "Rule files of your own, or folders of them.", "house_rules", adds=True),
        Setting("jsonl.fields", Texts(), "The fields of a JSONL record that hold prose.", "fields"),
        Setting("csv.columns", Texts(), "The columns of a CSV file that hold prose.", "columns"),
        Setting("front-matter.keys", Texts(), "The keys of front matter that hold prose.", "front_matter"),
        Setting("languagetool.enabled", Truth(), "Whether LanguageTool is asked too.", "languagetool"),
        Setting("languagetool.url", Text(), "Its server, to which texts are sent; else your own.", "languagetool_url"),
        Setting("languagetool.language", Text(), "Its code for another language: de-DE.", "languagetool_language"),
        Setting("include", Texts(), "Further files to check when met in a folder.", adds=True, per_path=False),
        Setting("exclude", Texts(), "Files and folders to leave out.", adds=True, per_path=False),
        Setting("review.keys", KeyTable(), "Keys of the review; `?` there shows their names.", per_path=False),
        Setting("review.theme", Text(), "The theme of the review: textual-light, nord, ansi-dark …", per_path=False),
        Setting("extend", Text(), "A configuration file that this one adds to.", per_path=False),
    )
}
PER_PATH = "per-path"
RULES = "rules"
FILES = "files"
TABLES = frozenset(key.partition(".")[0] for key in SETTINGS if "." in key)


def shown(value: object) -> str:
    """A value as its writer would know it again."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, str | int | float) else f"a {_TOML_NAMES.get(type(value), 'date or time')}"


_TOML_NAMES: dict[type, str] = {list: "list", dict: "table"}


def likely(asked: object, known: Iterable[str]) -> str:
    """`; did you mean x?` where one of `known` is close to what was asked for, else nothing."""
    from difflib import get_close_matches

    by_case = {word.lower(): word for word in known}
    close = get_close_matches(str(asked).lower(), by_case, 1, cutoff=0.6)
    return f"; did you mean {by_case[close[0]]!r}?" if close else ""


def flattened(table: Mapping[str, Any]) -> dict[str, Any]:
    """`{"jsonl": {"fields": …}}` as `{"jsonl.fields": …}`; a table that is no table of ours stays whole."""
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if key in TABLES and isinstance(value, dict):
            flat |= {f"{key}.{inner}": deep for inner, deep in value.items()}
        else:
            flat[key] = value
    return flat


def schema() -> dict[str, Any]:
    """The JSON schema of copyedit.toml (draft 2020-12)."""
    block = _properties(setting for setting in SETTINGS.values() if setting.per_path)
    block[FILES] = {"description": "The files for which this block holds, as globs.", **Texts().schema()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "copyedit.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": _properties(SETTINGS.values())
        | {
            PER_PATH: {
                "description": "Settings for some files only; a later block wins over an earlier one.",
                "type": "array",
                "items": {"type": "object", "additionalProperties": False, "required": [FILES], "properties": block},
            }
        },
    }


def _properties(settings: Iterable[Setting]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for setting in settings:
        entry = {"description": setting.about, **setting.kind.schema()}
        if isinstance(setting.kind, OneOf):
            entry["default"] = setting.default
        table, _, key = setting.key.rpartition(".")
        if table:
            inside = properties.setdefault(table, {"type": "object", "additionalProperties": False, "properties": {}})
            inside["properties"][key] = entry
        else:
            properties[key] = entry
    return properties
