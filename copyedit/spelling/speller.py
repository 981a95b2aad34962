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
from copyedit.model import Confidence
from copyedit.spelling.candidates import candidates
from copyedit.spelling.edits import SlipCosts
from copyedit.spelling.features import CORRECTION, Context, correction_features, error_features
from copyedit.spelling.forest import Forest

REMEMBERED = 10_000  # verdicts
DATA = Path(__file__).parent / "data" / "weights.json"


class Correction(NamedTuple):
    """A word that may have been meant, and its share of the likelihood of all."""

    text: str
    share: float


class Verdict(NamedTuple):
    """How likely the word is an error at all, and how likely it is one and the first correction was meant (0 to 1).

    `corrections` come best first.
    """

    error: float
    right: float
    corrections: tuple[Correction, ...]


class Level(NamedTuple):
    """What a confidence asks of a verdict at least."""

    error: float
    right: float


class Weighed(NamedTuple):
    """The candidates for a word with their features and scores; training looks at these."""

    texts: tuple[str, ...]
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
        self._error, self._right = (Forest(**weights[name]) for name in ("error", "right"))
        self._verdicts: dict[object, Verdict] = {}
        self._levels = [(Confidence.named(word), Level(**least)) for word, least in weights.get("levels", {}).items()]

    def weighed(self, typed: str, context: Context) -> Weighed:
        """The candidates for `typed` (lower case) and how each scores where it stands."""
        texts = candidates(self.lexicon, typed)
        rows = [correction_features(typed, text, context, self.lexicon, self.sequences, self.costs) for text in texts]
        return Weighed(texts, rows, [_dot(self._correction, row) for row in rows])

    def verdict(self, typed: str, context: Context) -> Verdict | None:
        """The verdict on `typed`, a word that the lexicon does not know (lower case); None where nothing is near it."""
        texts = candidates(self.lexicon, typed)
        if not texts:
            return None
        # all that the features look at; each round of the chain asks about the same words again
        place = (context.before, context.after, context.times, context.hyphenated, context.capital, context.quoted)
        key = (typed, place, tuple(context.counts.get(text, 0) for text in texts))
        if key not in self._verdicts:
            if len(self._verdicts) >= REMEMBERED:
                self._verdicts.clear()
            self._verdicts[key] = self._verdict(typed, context)
        return self._verdicts[key]

    def _verdict(self, typed: str, context: Context) -> Verdict:
        weighed = self.weighed(typed, context)
        signs = self.signs(typed, weighed, context)
        top = max(weighed.scores)
        parts = [exp(score - top) for score in weighed.scores]
        ranked = sorted(zip(parts, weighed.texts, strict=True), reverse=True)
        shares = tuple(Correction(text, part / sum(parts)) for part, text in ranked)
        return Verdict(self._error.probability(signs), self._right.probability(signs), shares)

    def signs(self, typed: str, weighed: Weighed, context: Context) -> list[float]:
        """The features of ERROR for `typed` and its best candidate."""
        best = weighed.best
        text, features = weighed.texts[best], weighed.features[best]
        return error_features(typed, text, features, weighed.scores, context, self.lexicon)

    def confidence(self, verdict: Verdict) -> Confidence | None:
        """How certain a suggestion of the first correction is, by the measured thresholds; None: say nothing."""
        reached = [
            confidence
            for confidence, least in self._levels
            if verdict.error >= least.error and verdict.right >= least.right
        ]
        return max(reached, default=None)


def _dot(weights: list[float], values: list[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


@cache
def load() -> Speller:
    """The speller with the weights shipped in the package."""
    return Speller(json.loads(DATA.read_text(encoding="utf-8")))
