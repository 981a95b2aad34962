"""A lost letter: the ones that make a word of what stands around it."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from copyedit.lexicon import Lexicon, load

# what Windows-1252 has beyond ASCII, then the letters of Central Europe and Turkey (in names)
_LETTERS = "éèêëàâäáãåæçíìîïñóòôöõøœúùûüýÿßšž" + "ąćčďęěğıłńňőřśşťůűźżāēīūđţăș"
_MOST_LOST = 2  # in one word
_WORD_ZIPF = 3.5  # from here on a form counts as a word though no dictionary lists it
_FAR_AHEAD = 2.0  # natural logarithm: seven times as frequent


class Word(NamedTuple):
    """The word that lost letters make, and how far it is ahead of the next (natural logarithm of counts)."""

    text: str
    ahead: float


def is_word(text: str) -> bool:
    """Whether `text` is a word by itself, so that a mark may have stood beside it."""
    if len(text) < 2:
        return text in ("a", "A", "I")
    lexicon = load()
    return lexicon.listed(text) or (text[:1].isupper() and lexicon.known(text)) or lexicon.zipf(text) >= _WORD_ZIPF


@lru_cache(maxsize=1024)
def restored(pieces: tuple[str, ...], capital: bool = False) -> Word | None:
    """The word that one letter between each two `pieces` makes; None where none or several do.

    ("caf", "") → café; ("S", "o") → São; ("", "lvaro") → Álvaro. A lost first letter is a capital in names, and where
    `capital` asks for one.
    """
    if len(pieces) - 1 > _MOST_LOST or sum(map(len, pieces)) < 2:
        return None
    lexicon = load()
    gaps = product(_LETTERS, repeat=len(pieces) - 1)
    words = {word: _weight(lexicon, word) for gap in gaps if (word := _joined(pieces, gap)) in lexicon}
    first, second = sorted([*words.values(), 0.0, 0.0], reverse=True)[:2]
    if first - second < _FAR_AHEAD:
        return None
    word = max(words, key=words.__getitem__)
    if not pieces[0] and (capital or not lexicon.listed(word)):
        word = word[0].upper() + word[1:]
    return Word(word, first - second)


def _weight(lexicon: Lexicon, word: str) -> float:
    """ln of its count; what only the web has does not count."""
    entry = lexicon.entry(word)
    return math.log(entry.hits) if entry.hits else (1.0 if entry.marks else 0.0)


def _joined(pieces: tuple[str, ...], letters: tuple[str, ...]) -> str:
    whole = "".join(pieces)
    upper = len(whole) > 1 and whole.isupper()
    return pieces[0] + "".join(
        (letter.upper() if upper else letter) + piece for letter, piece in zip(letters, pieces[1:], strict=True)
    )
