"""How likely a word is two words that lost the blank between them, by frequency, neighbours and rival readings.

A score is a base-10 logarithm of how likely a reading is in its place. It is compared between readings of the same
stretch: two words, or one word mistyped.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from copyedit import lexicon
from copyedit.lexicon import sequences
from copyedit.patterns import lazily

_NEIGHBOUR = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
_BEFORE = lazily(rf"(?:({_NEIGHBOUR})\s+)?({_NEIGHBOUR})\s+[\"“‘(]?\Z")
_AFTER = lazily(rf"\s+({_NEIGHBOUR})(?:\s+({_NEIGHBOUR}))?")
REACH = 60  # code points looked at on either side
MILLIARD = 9.0  # zipf is per milliard words
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# zipf (and Wikipedia count, below four letters) from which a string of so many letters passes for a word of its own
LEAST_ZIPF = {1: 9.0, 2: 5.0, 3: 4.3}
LEAST_ZIPF_OF_LONG = 2.5
LEAST_COUNT_OF_SHORT = 100_000
TYPO_LENGTH = 14  # longer words have no likely typo that could also be split


class Context(NamedTuple):
    """The two words before and the two after, in lower case, nearest inside; empty where none touches."""

    before: tuple[str, str]
    after: tuple[str, str]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Context:
        before = _BEFORE.search(text[max(0, start - REACH) : start])
        after = _AFTER.match(text[end : end + REACH])
        return cls(
            (_plain(before[1]), _plain(before[2])) if before else ("", ""),
            (_plain(after[1]), _plain(after[2])) if after else ("", ""),
        )


class Split(NamedTuple):
    """`first` and `second`, cased as they stand, and how likely they are in their place."""

    score: float
    first: str
    second: str

    @property
    def gain(self) -> float:
        """How much likelier the second is after the first than anywhere."""
        return sequences.load().gain(_plain(self.first), _plain(self.second))


def _plain(word: str | None) -> str:
    return lexicon.normal(word) if word else ""


def score(words: str, context: Context) -> float:
    """How likely `words` (one, or two with a blank) are where they stand."""
    lexicon_, plain = lexicon.load(), _plain(words)
    frequency = sum(lexicon_.zipf(word) - MILLIARD for word in plain.split(" "))
    return frequency + sequences.load().fit(context.before, plain, context.after)


def splits(word: str, context: Context) -> Iterator[Split]:
    """Every way to read `word` as two words, each of which can stand alone."""
    for at in range(1, len(word)):
        first, second = word[:at], word[at:]
        if stands_alone(first) and stands_alone(second):
            yield split_at(word, at, context)


def split_at(word: str, at: int, context: Context) -> Split:
    """`word` read as two words that part at letter `at`."""
    first, second = word[:at], word[at:]
    return Split(score(f"{first} {second}", context), first, second)


@lru_cache(maxsize=1 << 14)
def stands_alone(part: str) -> bool:
    """Whether `part` is a word that common writing uses by itself."""
    words = lexicon.load()
    if len(part) == 1:
        return part in ("a", "A")
    if not words.known(part) or words.zipf(part) < LEAST_ZIPF.get(len(part), LEAST_ZIPF_OF_LONG):
        return False
    return len(part) > 3 or words.count(part) >= LEAST_COUNT_OF_SHORT


def mistyped_score(word: str, context: Context) -> float:
    """How likely the likeliest word one slip away from `word` is in its place; minus infinity where there is none."""
    if len(word) > TYPO_LENGTH:
        return float("-inf")
    words = lexicon.load()
    near = {edit for edit in _one_slip(word.lower()) if words.listed(edit) or (word[0].isupper() and words.count(edit))}
    return max((score(edit, context) for edit in near), default=float("-inf"))


def _one_slip(word: str) -> set[str]:
    """What one letter dropped, added, replaced, or two swapped make of `word`."""
    out: set[str] = set()
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        out.update(head + letter + tail for letter in LETTERS)
        if tail:
            out.add(head + tail[1:])
            out.update(head + letter + tail[1:] for letter in LETTERS)
        if len(tail) > 1:
            out.add(head + tail[1] + tail[0] + tail[2:])
    out.discard(word)
    return out


@lru_cache(maxsize=1 << 16)
def is_known(word: str) -> bool:
    """Whether the lexicon knows `word` as it is written."""
    return lexicon.load().known(word)


@lru_cache(maxsize=1 << 16)
def is_obscure(word: str) -> bool:
    """Whether running text alone, no dictionary, knows the capitalised `word`."""
    listed = lexicon.LISTED | lexicon.LISTED_NAME | lexicon.COMMON
    return word[1:].islower() and not lexicon.load().marks(word) & listed


def is_listed_name(word: str) -> bool:
    """Whether a dictionary has `word` with a capital: Tuesday, French."""
    return bool(lexicon.load().marks(word) & lexicon.LISTED_NAME)
