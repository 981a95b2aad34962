"""Words that stand twice in a row where only one was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from copyedit.config import Config
from copyedit.model import Suggestion
from copyedit.reading import Reading
from copyedit.rulebook import Rules

_TWICE = re.compile(r"\b([^\W\d_]+)(\s+)\1\b", re.IGNORECASE)


class Doubled:
    """Function words that never double honestly; names and emphasis (very very, Duran Duran) are left alone."""

    stem: ClassVar[str] = "doubled"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.rule = rules["doubled.function-word"]
        self.words = frozenset(self.rule.data["words"])

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        for match in _TWICE.finditer(reading.text):
            word = match[1]
            if word.lower() in self.words and match.group().endswith(word.lower()):
                yield self.rule.suggest(reading.text, *match.span(), word, word=word)
