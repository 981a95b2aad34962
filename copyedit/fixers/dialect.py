"""British and American spelling mixed in one article: a remark, for neither is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar, NamedTuple

from copyedit import lexicon
from copyedit.config import Config
from copyedit.model import Span, Suggestion
from copyedit.reading import Facts, Reading
from copyedit.rulebook import Rules

BRITISH, AMERICAN = "British", "American"
_CONFIGURED = {"en-GB": BRITISH, "en-US": AMERICAN}


class Mixture(NamedTuple):
    """The article's dialect, how many words show it, its commonest example, and the words that stray from it."""

    dialect: str
    shown: int
    example: str
    strays: tuple[str, ...]

    @property
    def evidence(self) -> str:
        if not self.shown:
            return f"the configuration asks for {self.dialect} spelling"
        return f"{self.shown} words here are spelt the {self.dialect} way, as “{self.example}” is"


class Dialect:
    """Words that only one side of the sea spells so, in an article that is clearly of the other side; what
    copyedit.toml says of the dialect goes before what the article shows. Left alone: capitalised words (World Health
    Organization), quotations, other languages.
    """

    stem: ClassVar[str] = "dialect"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.rule = rules["dialect.mixed"]
        self.wanted = _CONFIGURED.get(config.dialect)
        self.allowed = {lexicon.normal(word) for word in config.words}

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        mixture = reading.facts.learned(self._mixture)
        if mixture is None:
            return
        for word in mixture.strays:
            right = lexicon.load().other_dialect(word)
            for span in _occurrences(word, reading.text) if right else ():
                if right and not reading.is_quoted(span) and not reading.is_foreign(span):
                    yield self.rule.suggest(
                        reading.text, *span, right, evidence=mixture.evidence, dialect=mixture.dialect
                    )

    def _mixture(self, facts: Facts) -> Mixture | None:
        """None where the article has one dialect, or too little to tell which is its own."""
        sides: dict[str, list[str]] = {BRITISH: [], AMERICAN: []}
        for word in facts.word_counts:
            side = dialect_of(word)
            if side and word not in self.allowed:
                sides[side].append(word)
        own, other = sorted(sides, key=lambda side: len(sides[side]), reverse=True)
        if self.wanted:
            own, other = self.wanted, other if own == self.wanted else own
        elif len(sides[own]) < max(self.rule.data["least"], self.rule.data["times"] * len(sides[other])):
            return None
        if not sides[other]:
            return None
        example = max(sides[own], key=lambda word: (facts.word_counts[word], word), default="")
        return Mixture(own, len(sides[own]), example, tuple(sorted(sides[other])))


@lru_cache(maxsize=65536)
def dialect_of(word: str) -> str | None:
    """Whose spelling a lower-case word is; None for one that both have, or that is no such word."""
    if not word.islower():
        return None
    marks = lexicon.load().marks(word)
    if marks & lexicon.AMERICAN_ONLY:
        return AMERICAN
    return BRITISH if marks & lexicon.BRITISH_ONLY else None


def _occurrences(word: str, text: str) -> Iterator[Span]:
    for match in re.finditer(rf"(?<![\w'’-]){re.escape(word)}(?![\w-])", text):
        yield Span(*match.span())
