"""What a user may set; every part has a default, so `Config()` is a complete configuration."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from copyedit.model import Confidence


class Config(NamedTuple):
    """The settings that hold for one file.

    `words` are allowed as they stand; `corrections` are wrong → right pairs of the house. `rules` turns a rule off
    ("off") or sets its confidence, by rule id or by fixer ("spacing").
    """

    dialect: Literal["auto", "en-GB", "en-US"] = "auto"
    quotes: Literal["keep", "curly", "straight"] = "keep"
    first_quote: Literal["keep", "single", "double"] = "keep"
    words: frozenset[str] = frozenset()
    corrections: Mapping[str, str] = MappingProxyType({})
    rules: Mapping[str, Confidence | Literal["off"]] = MappingProxyType({})
    fields: tuple[str, ...] = ("title", "headline", "description", "summary", "text", "body", "content")
    front_matter: tuple[str, ...] = ("title", "description")

    def confidence_of(self, rule: str, own: Confidence) -> Confidence | None:
        """The confidence that holds for `rule`, whose own is `own`; None where it is off."""
        setting = self.rules.get(rule, self.rules.get(rule.partition(".")[0]))
        if setting == "off":
            return None
        return own if setting is None else Confidence(setting)
