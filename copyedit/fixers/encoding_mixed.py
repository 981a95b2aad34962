"""Single letters misread amid Latin text, too few for a statistic: `RodrГ­guez`, `Gonz√°lez`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from copyedit.patterns import lazily

_SIGNS = frozenset("£©®°½¼¾«»§¥¿¡")
_CYRILLIC = lazily("[\u0400-\u052f]")


class Mixed(NamedTuple):
    """A misread sequence, the character that it was, and the table that it was read with."""

    start: int
    end: int
    after: str
    table: str


def mixed(text: str) -> Iterator[Mixed]:
    """The sequences in `text`. A passage with any other Cyrillic letter is Cyrillic, and has none."""
    cyrillic, roman = _patterns()
    if cyrillic.search(text) and not _CYRILLIC.search(cyrillic.sub("", text)):
        yield from _decoded(cyrillic, text, "cp1251", "Windows-1251")
    yield from _decoded(roman, text, "mac-roman", "Mac Roman")


def _decoded(pattern: re.Pattern[str], text: str, table: str, name: str) -> Iterator[Mixed]:
    for match in pattern.finditer(text):
        read = match[0].encode(table).decode("utf-8")
        if read in _SIGNS or (read.isalpha() and "À" <= read <= "ž"):
            yield Mixed(*match.span(), read, name)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Bytes C2–C5 with their second byte: Latin letters and signs. √ between two letters of a word each is no root."""
    follow = {table: re.escape(bytes(range(0x80, 0xC0)).decode(table, "ignore")) for table in ("cp1251", "mac-roman")}
    roman = f"[¬√ƒ≈][{follow['mac-roman']}]"
    return (
        re.compile(f"[ВГДЕ][{follow['cp1251']}]"),
        re.compile(f"(?<=[A-Za-z]{{2}}){roman}|{roman}(?=[A-Za-z]{{2}})"),
    )
