"""For a name that hardly anybody attests: the well-known one that is a single edit away from it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from copyedit.fixers.names_forms import standing_of
from copyedit.fixers.names_likeness import doublings_away, is_inflection, one_edit_away
from copyedit.fixers.names_slips import features_of_neighbour, score

LARGEST_LEAD = 3.0
LEAST_KNOWN = 100  # hits in Wikipedia: what has fewer may be a misspelling itself


class Neighbour(NamedTuple):
    """The likeliest of the attested forms near a rare one, and by how much its score leads the next."""

    key: str
    weight: float
    is_word: bool
    lead: float


class Gazetteer:
    """The names of the lexicon, asked for neighbours; each name is looked up once a process."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self.nearest = cache(self._nearest)

    def _nearest(self, key: str) -> Neighbour | None:
        """The likeliest attested form within one edit of `key`, its first letter kept; None where there is none."""
        from copyedit import lexicon

        known = lexicon.load()
        scored = []
        for form in {*one_edit_away(key), *doublings_away(key)} - {key}:
            if form in known and known.count(form) >= LEAST_KNOWN:
                weight, is_word = standing_of(form)
                scored.append((score(features_of_neighbour(key, form, weight, is_word), self.weights), form))
        if not scored:
            return None
        scored.sort(reverse=True)
        best, form = scored[0]
        if is_inflection(key, form):
            return None
        lead = min(LARGEST_LEAD, best - scored[1][0]) if len(scored) > 1 else LARGEST_LEAD
        return Neighbour(form, *standing_of(form), lead)
