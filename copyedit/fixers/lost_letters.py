"""A lost letter: the ones that make a word of what stands around it."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from copyedit.lexicon import LISTED_NAME, load

# what Windows-1252 has beyond ASCII, then the letters of Central Europe and Turkey (in names)
_LETTERS = "éèêëàâäáãåæçíìîïñóòôöõøœúùûüýÿßšž" + "ąćčďęěğłńňőřśşťůűźżāēīūđţăș"
_MOST_LOST = 2  # in one word
_FEWEST_LETTERS = 2  # that are left of it
_A_NAME = 1.0  # how common a form with a capital must be to count as a word
_FAR_AHEAD = 0.8  # log10: six times as frequent as the next
_MILLIARDS = 2.5  # words of Wikipedia that its counts are of
_UNLISTED = 1.5


class Word(NamedTuple):
    """A word that lost letters make, how common it is (see `commonness`), and whether the case of a lost first letter
    is only a guess."""

    text: str
    common: float
    case_guessed: bool = False


def is_word(text: str) -> bool:
    """Whether `text` is a word by itself, so that a mark may have stood beside it."""
    if len(text) < 2:
        return text in ("a", "A", "I")
    return load().listed(text) or (text[:1].isupper() and commonness(text) >= _A_NAME)


@lru_cache(maxsize=4096)
def commonness(text: str) -> float:
    """log10 of occurrences per milliard words; what no dictionary lists counts for much less."""
    entry = load().entry(text)
    frequency = max(entry.zipf, math.log10(max(entry.hits, 1) / _MILLIARDS))
    return max(0.0, frequency if entry.marks else frequency - _UNLISTED)


@lru_cache(maxsize=1024)
def restored(pieces: tuple[str, ...], capital: bool = False) -> Word | None:
    """The word that one letter between each two `pieces` makes; None where none or several do.

    ("caf", "") → café; ("S", "o") → São; ("", "lvaro") → Álvaro. A lost first letter is a capital in names, and where
    `capital` asks for one; in a form that no dictionary has (état) nothing tells.
    """
    if len(pieces) - 1 > _MOST_LOST or sum(map(len, pieces)) < _FEWEST_LETTERS:
        return None
    lexicon = load()
    gaps = product(_LETTERS, repeat=len(pieces) - 1)
    words = {word: commonness(word) for gap in gaps if (word := _joined(pieces, gap)) in lexicon}
    first, second = sorted([*words.values(), 0.0, 0.0], reverse=True)[:2]
    if first - second < _FAR_AHEAD:
        return None
    word = max(words, key=words.__getitem__)
    name = bool(lexicon.marks(word) & LISTED_NAME)
    if not pieces[0] and (capital or name):
        word = word[0].upper() + word[1:]
    return Word(word, first, case_guessed=not pieces[0] and not (capital or name or lexicon.listed(word)))


def _joined(pieces: tuple[str, ...], letters: tuple[str, ...]) -> str:
    whole = "".join(pieces)
    upper = len(whole) > 1 and whole.isupper()
    return pieces[0] + "".join(
        (letter.upper() if upper else letter) + piece for letter, piece in zip(letters, pieces[1:], strict=True)
    )
