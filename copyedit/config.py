"""What a user may set; every part has a default, so `Config()` is a complete configuration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from copyedit.model import Confidence


class ConfigError(ValueError):
    """A configuration that cannot be used; each line of the message names the file and, where it can, the line."""


class Config(NamedTuple):
    """The settings that hold for one file.

    `words` are allowed as they stand (words and phrases); `corrections` are wrong → right pairs of the house. `rules`
    turns a rule off ("off") or sets its confidence, by rule id or by fixer ("spacing"). `house_rules` are the paths of
    the project's own rule files. `fields`, `columns` and `front_matter` choose the prose of JSONL, CSV and Markdown.
    `languagetool` says whether it is asked: at the user's own server unless a URL is given; in the article's own
    English unless a language is.
    """

    dialect: Literal["auto", "en-GB", "en-US"] = "auto"
    quotes: Literal["keep", "curly", "straight"] = "keep"
    first_quote: Literal["keep", "single", "double"] = "keep"
    words: frozenset[str] = frozenset()
    corrections: Mapping[str, str] = {}
    rules: Mapping[str, Confidence | Literal["off"]] = {}
    house_rules: tuple[str, ...] = ()
    fields: tuple[str, ...] = ("title", "headline", "description", "summary", "text", "body", "content")
    columns: tuple[str, ...] = ("title", "headline", "description", "summary", "text", "body", "content")
    front_matter: tuple[str, ...] = ("title", "description")
    languagetool: bool = False
    languagetool_url: str = ""
    languagetool_language: str = ""

    def confidence_of(self, rule: str, own: Confidence) -> Confidence | None:
        """The confidence that holds for `rule`, whose own is `own`; None where it is off."""
        setting = self.rules.get(rule, self.rules.get(rule.partition(".")[0]))
        if setting == "off":
            return None
        return own if setting is None else Confidence(setting)
