"""Weighs an unknown word: how surely it is an error, and which corrections are how likely."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from copyedit import lexicon as words
from copyedit.lexicon import sequences
from copyedit.spelling.candidates import candidates
from copyedit.spelling.edits import SlipCosts
from copyedit.spelling.features import CORRECTION, ERROR, Context, correction_features, error_features

DATA = Path(__file__).parent / "data" / "weights.json"


class Correction(NamedTuple):
    """A word that may have been meant, and its share of the likelihood of all."""

    text: str
    share: float


class Verdict(NamedTuple):
    """`error` is how likely the word is an error at all (0 to 1); `corrections` come best first."""

    error: float
    corrections: tuple[Correction, ...]

    @property
    def right(self) -> float:
        """How likely it is that the word is an error and the first correction is what was meant."""
        return self.error * self.corrections[0].share


class Weighed(NamedTuple):
    """The candidates for a word with their features and scores; training looks at these."""

    texts: list[str]
    features: list[list[float]]
    scores: list[float]

    @property
    def best(self) -> int:
        return max(range(len(self.texts)), key=lambda at: self.scores[at])


class Speller:
    """`weights` are those of `python -m copyedit.spelling.train`, as kept in data/weights.json."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self.lexicon = words.load()
        self.sequences = sequences.load()
        self.costs = SlipCosts(weights["slips"])
        self._correction = [float(weights["correction"].get(name, 0.0)) for name in CORRECTION]
        self._error = [float(weights["error"].get(name, 0.0)) for name in ERROR]
        self._bias = float(weights["error"].get("bias", 0.0))

    def weighed(self, typed: str, context: Context) -> Weighed:
        """The candidates for `typed` (lower case) and how each scores where it stands."""
        texts = candidates(self.lexicon, typed)
        rows = [correction_features(typed, text, context, self.lexicon, self.sequences, self.costs) for text in texts]
        return Weighed(texts, rows, [_dot(self._correction, row) for row in rows])

    def verdict(self, typed: str, context: Context) -> Verdict | None:
        """The verdict on `typed`, a word that the lexicon does not know (lower case); None where nothing is near it."""
        weighed = self.weighed(typed, context)
        if not weighed.texts:
            return None
        best = weighed.best
        signs = error_features(
            typed, weighed.texts[best], weighed.features[best], weighed.scores, context, self.lexicon
        )
        odds = _dot(self._error, signs) + self._bias
        top = weighed.scores[best]
        parts = [exp(score - top) for score in weighed.scores]
        ranked = sorted(zip(parts, weighed.texts, strict=True), reverse=True)
        shares = tuple(Correction(text, part / sum(parts)) for part, text in ranked)
        return Verdict(1 / (1 + exp(-max(-40.0, min(40.0, odds)))), shares)


def _dot(weights: list[float], values: list[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


@cache
def load() -> Speller:
    """The speller with the weights shipped in the package."""
    return Speller(json.loads(DATA.read_text(encoding="utf-8")))
