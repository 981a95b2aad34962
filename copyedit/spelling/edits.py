"""How one word is mistyped for another: the edits between them, and what each costs.

A cost is minus the natural logarithm of how often people make that slip at that place, counted on recorded
misspellings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log
from typing import NamedTuple

EDGE = "^"  # stands before the first letter
VOWELS = frozenset("aeiouy")

# where the keys lie: column (rows are shifted against each other) and row
_KEYS = {
    letter: (column + shift, row)
    for row, (letters, shift) in enumerate((("qwertyuiop", 0.0), ("asdfghjkl", 0.25), ("zxcvbnm", 0.75)))
    for column, letter in enumerate(letters)
}


class Slip(NamedTuple):
    """One edit: after the letter `after` of the word meant, `meant` was typed as `typed`.

    Both hold a letter in a substitution, two in a transposition; one is empty in a drop or an insertion.
    """

    after: str
    meant: str
    typed: str

    @property
    def kind(self) -> str:
        """drop, insert, swap (transposition) or replace"""
        if not self.typed:
            return "drop"
        if not self.meant:
            return "insert"
        return "swap" if len(self.meant) == 2 else "replace"


def slips(meant: str, typed: str) -> list[Slip]:
    """A shortest list of edits that turn `meant` into `typed`, neighbours swapped counting as one."""
    start = shared(meant, typed)
    end = shared(meant[start:][::-1], typed[start:][::-1])
    a, b = meant[start : len(meant) - end], typed[start : len(typed) - end]
    table = _distances(a, b)
    found: list[Slip] = []
    i, j = len(a), len(b)
    while i or j:
        here = table[i][j]
        at = start + i
        if i > 1 and j > 1 and _swapped(a, b, i, j) and here == table[i - 2][j - 2] + 1:
            found.append(Slip(_before(meant, at - 2), a[i - 2 : i], b[j - 2 : j]))
            i, j = i - 2, j - 2
        elif i and j and here == table[i - 1][j - 1] + (a[i - 1] != b[j - 1]):
            if a[i - 1] != b[j - 1]:
                found.append(Slip(_before(meant, at - 1), a[i - 1], b[j - 1]))
            i, j = i - 1, j - 1
        elif i and here == table[i - 1][j] + 1:
            found.append(Slip(_before(meant, at - 1), a[i - 1], ""))
            i -= 1
        else:
            found.append(Slip(_before(meant, at), "", b[j - 1]))
            j -= 1
    return found[::-1]


def _distances(a: str, b: str) -> list[list[int]]:
    table = [[i + j if not (i and j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            best = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and _swapped(a, b, i, j):
                best = min(best, table[i - 2][j - 2] + 1)
            table[i][j] = best
    return table


def _swapped(a: str, b: str, i: int, j: int) -> bool:
    return a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1] and a[i - 1] != a[i - 2]


def _before(word: str, at: int) -> str:
    return word[at - 1] if at > 0 else EDGE


def shared(a: str, b: str) -> int:
    """How many letters at the beginning are the same."""
    for at, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return at
    return min(len(a), len(b))


def near_on_keyboard(a: str, b: str) -> bool:
    """Whether a finger may hit the one for the other."""
    if a not in _KEYS or b not in _KEYS:
        return False
    (x, row), (x2, row2) = _KEYS[a], _KEYS[b]
    return abs(x - x2) <= 1.3 and abs(row - row2) <= 1


class SlipCosts:
    """Costs from counts: of each slip with and without its neighbour, and of the letters and pairs that could slip.

    Rare slips lean on the commoner kind that they belong to (additive smoothing).
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = Counter(counts)
        self._letters = max(1, self._counts["letters"])

    @classmethod
    def learned(cls, pairs: Iterable[tuple[str, str]]) -> SlipCosts:
        """Counted on pairs (typed, meant)."""
        counts: Counter[str] = Counter()
        for typed, meant in pairs:
            edged = EDGE + meant
            counts["letters"] += len(edged)
            counts.update(f"at {letter}" for letter in edged)
            counts.update(f"at {edged[i : i + 2]}" for i in range(len(meant)))
            for slip in slips(meant, typed):
                counts.update((slip.kind, f"{slip.kind} {slip.meant}>{slip.typed}"))
                if slip.kind in ("drop", "insert"):
                    counts[f"{slip.kind} {slip.after}:{slip.meant}>{slip.typed}"] += 1
        return cls(counts)

    @property
    def counts(self) -> dict[str, int]:
        """What to keep on disk."""
        return dict(sorted(self._counts.items()))

    def cost(self, made: Iterable[Slip]) -> float:
        """What these slips cost together."""
        return -sum(log(self._share(slip)) for slip in made)

    def _share(self, slip: Slip) -> float:
        """How often this slip is made where it could be."""
        count, kind = self._counts, slip.kind
        prior = (count[kind] + 1) / self._letters
        alone = count[f"{kind} {slip.meant}>{slip.typed}"]
        if kind == "swap":
            return (alone + 5 * prior) / (count[f"at {slip.meant}"] + 5)
        if kind == "replace":
            return (alone + 5 * prior / 26) / (count[f"at {slip.meant}"] + 5)
        here = count[f"{kind} {slip.after}:{slip.meant}>{slip.typed}"]
        if kind == "drop":
            general = (alone + 5 * prior) / (count[f"at {slip.meant}"] + 5)
            return (here + 8 * general) / (count[f"at {slip.after}{slip.meant}"] + 8)
        general = (alone + 5 * prior / 26) / (self._letters + 5)
        return (here + 8 * general) / (count[f"at {slip.after}"] + 8)
