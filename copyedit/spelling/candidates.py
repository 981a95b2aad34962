"""What may have been meant: listed words near a misspelling in letters or in sound, and two words run together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from copyedit.lexicon import LISTED, OFFERED, Lexicon

KEPT = 30  # as many are weighed closely
SPLIT_ZIPF = 3.5  # both halves are at least this common
ONE_LETTER_WORDS = frozenset("ai")

# letters that begin words for one another
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BEGINNINGS = frozenset(("in", "un", "ex", "ac", "ad", "em", "en", "kn", "wh", "th", "sh", "st", "tr"))
_ALIKE = ("aeiou", "cksq", "fpv", "gj", "szx", "iy", "uw", "knw", "dt", "bp", "mn", "rw", "hw")


@lru_cache(maxsize=4096)
def candidates(lexicon: Lexicon, typed: str) -> tuple[str, ...]:
    """Words that may have been meant by `typed` (lower case, straight apostrophes), likeliest roughly first.

    Two words run together come with a blank between them. What is too far from any word has none.
    """
    from rapidfuzz.distance import OSA

    reach = _reach(len(typed))
    near: dict[str, int] = {}
    close, far = _first_letters(typed)
    near.update(_within(lexicon, typed, typed[:1], reach))
    for letter in close:
        near.update(_within(lexicon, typed, letter, min(reach, 2)))
    others = [text for letter in far for text in (letter + typed, letter + typed[1:])]
    near.update((text, 1) for text in others if lexicon.marks(text) & OFFERED)
    for word in lexicon.sounds_like(typed):
        if word != typed and word not in near:
            distance = OSA.distance(typed, word)
            if distance <= max(2, len(typed) // 2 + 1):
                near[word] = min(distance, 3)
    for word in _possessives(lexicon, typed):
        near.setdefault(word, 1)
    near.pop(typed, None)
    ranked = sorted(near, key=lambda word: (1.8 * near[word] - lexicon.zipf(word), word))
    return (*ranked[:KEPT], *splits(lexicon, typed))


def _reach(length: int) -> int:
    """How many edits away a word may be."""
    if length <= 2:
        return 1
    return 2 if length <= 5 else 3 if length <= 9 else 4


@lru_cache(maxsize=1024)
def _first_letters(typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Other letters that the word meant may begin with: those swapped, alike or dropped; and all that are left."""
    first = typed[:1]
    alike = [c for group in _ALIKE if first in group for c in group]
    dropped = [c for c in LETTERS if c + first in _BEGINNINGS]
    close = dict.fromkeys((typed[1:2], *alike, *dropped))
    close.pop(first, None)
    return tuple(close), tuple(c for c in LETTERS if c != first and c not in close)


def has_near_word(lexicon: Lexicon, typed: str) -> bool:
    """Whether a common word lies one edit away (two, where it is long), the first letter the same: a quick test."""
    reach = 1 if len(typed) < 8 else 2
    return any(lexicon.zipf(word) >= SPLIT_ZIPF for word, _ in _within(lexicon, typed, typed[:1], reach))


def _within(lexicon: Lexicon, typed: str, letter: str, reach: int) -> Iterator[tuple[str, int]]:
    """Words that begin with `letter` and lie at most `reach` edits away, and how many."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    for length in range(max(1, len(typed) - reach), len(typed) + reach + 1):
        words = lexicon.beginning(letter, length)
        for word, distance, _ in process.extract(typed, words, scorer=OSA.distance, score_cutoff=reach, limit=None):
            yield word, distance


def _possessives(lexicon: Lexicon, typed: str) -> Iterator[str]:
    """womens → women's: the apostrophe is all that lacks."""
    if len(typed) > 3 and typed.endswith("s") and "'" not in typed and lexicon.listed(typed[:-1]):
        yield f"{typed[:-1]}'s"


def splits(lexicon: Lexicon, typed: str, kept: int = 4) -> list[str]:
    """Ways to read `typed` as two common words, most frequent first."""
    found = []
    for at in range(1, len(typed)):
        first, second = typed[:at], typed[at:]
        if (len(first) == 1 and first not in ONE_LETTER_WORDS) or (len(second) == 1 and second != "a"):
            continue
        if lexicon.marks(first) & LISTED and lexicon.marks(second) & LISTED:
            zipfs = lexicon.zipf(first), lexicon.zipf(second)
            if min(zipfs) >= SPLIT_ZIPF:
                found.append((-sum(zipfs), f"{first} {second}"))
    return [words for _, words in sorted(found)[:kept]]
