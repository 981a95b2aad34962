"""Bytes that are no UTF-8: which character each was meant to be."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from copyedit.model import Confidence
from copyedit.patterns import lazily

# bytes 80–FF as `surrogateescape` decodes them
STRAY_BYTES = lazily("[\udc80-\udcff]+")
_LONGEST_RUN = 3  # more in a row is a word in another alphabet, not a stray mark or letter
_TABLES = (("cp1252", "Windows-1252"), ("mac-roman", "Mac Roman"))
_PUNCTUATION = frozenset("‘’“”–—…•\xa0·†‚„«»")
_SYMBOLS = frozenset("£€¥¢©®™°§±¼½¾²³×÷µ")


class Guess(NamedTuple):
    """What a run of stray bytes is in the first table that makes sense of it."""

    text: str
    bytes: str
    table: str
    confidence: Confidence


def guessed(text: str, match: re.Match[str]) -> Guess | None:
    """The characters that stray bytes were meant to be, or None where no table makes sense of them.

    The beginning of a UTF-8 sequence (E2 80, its end lost) is left to the pairing of quote marks.
    """
    data = match[0].encode("utf-8", "surrogateescape")
    if len(data) > _LONGEST_RUN or data.startswith((b"\xe2\x80", b"\xef\xbf")):
        return None
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    for position, (table, name) in enumerate(_TABLES):
        try:
            read = data.decode(table)
        except UnicodeDecodeError:
            continue
        if _makes_sense(before, read, after):
            confidence = Confidence.LIKELY if position or len(data) > 1 else Confidence.SURE
            return Guess(read, data.hex(" ").upper(), name, confidence)
    return None


def _makes_sense(before: str, read: str, after: str) -> bool:
    """Whether every character is one that news has, in a place for it: no capital after a small letter."""
    for character in read:
        if character in _PUNCTUATION or character in _SYMBOLS:
            good = character not in _SYMBOLS or not (before.isalpha() and after.isalpha())
        else:
            good = character.isalpha() and character != "ƒ" and unicodedata.name(character, "").startswith("LATIN")
            good = good and not (character.isupper() and before.islower()) and (before.isalpha() or after.isalpha())
        if not good:
            return False
        before = character
    return True
