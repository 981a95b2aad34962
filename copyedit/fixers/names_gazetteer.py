"""For a name that nobody attests: the well-known one that a single edit away from it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from copyedit.fixers.names_forms import standing_of
from copyedit.fixers.names_likeness import is_inflection, one_edit_away


class Neighbour(NamedTuple):
    """The best attested form near an unattested one, and by how much it leads the next."""

    key: str
    weight: float
    lead: float
    is_word: bool


@lru_cache(maxsize=4096)
def nearest(key: str) -> Neighbour | None:
    """The best attested form within one edit of `key`, its first letter kept; None where there is none."""
    from copyedit import lexicon

    known = lexicon.load()
    found = [(standing_of(form), form) for form in set(one_edit_away(key)) if form in known]
    if not found:
        return None
    found.sort(reverse=True)
    (best, form), runner_up = found[0], found[1][0].weight if len(found) > 1 else 0.0
    if is_inflection(key, form):
        return None
    return Neighbour(form, best.weight, best.weight / max(runner_up, 1.0), best.is_word)
