"""What a web page's source leaves in its text: character references, escapes, tags, hidden addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import ClassVar

from copyedit.config import Config
from copyedit.fixers.entities_escapes import escapes
from copyedit.fixers.entities_tags import tags
from copyedit.model import Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Reading
from copyedit.rulebook import Rules

_REFERENCE = lazily(
    r"""
      &(?:amp;)*(?:\#(?P<decimal>\d{2,7})|\#[xX](?P<hex>[0-9a-fA-F]{2,6})|(?P<name>[A-Za-z]{2,8}\d{0,2}));
    | &(?:amp;)*\#(?P<open_decimal>8[12]\d\d|39|160)(?!\d)                      # &#8217s
    | &(?:amp;)*(?P<open_name>nbsp|quot|amp|[lr][sd]quo|[nm]dash|hellip)(?!\w)   # Smith &amp Sons
    | (?<=\w)\#(?P<bare>82(?:1[1-9]|2[0-6]|30)|39|160);                         # it#8217;s
    """,
    re.VERBOSE,
)
_HIDDEN_ADDRESS = lazily(r"\[email(?: |\xa0|&(?:#160|nbsp);)protected\]")
_BLANKS = {"\xa0": " ", "\n": " ", "\t": " ", "\r": " "}


class Entities:
    """Decodes what should have been decoded before, also twice over (`&amp;rsquo;`) and beside real `<` signs.

    In Markdown a correct reference is read as its character and is no fault. A text that speaks of tags keeps them.
    `[email protected]` stands for an address that the page hid from scrapers: it cannot be restored, so that is said,
    once an article.
    """

    stem: ClassVar[str] = "entities"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.reference = rules["entities.character-reference"]
        self.escape = rules["entities.literal-escape"]
        self.tag = rules["entities.leftover-tag"]
        self.hidden = rules["entities.hidden-address"]

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        text = reading.text
        if "&" in text or "#" in text:
            for match in _REFERENCE.finditer(text):
                if (character := _decoded(match)) is not None:
                    yield self.reference.suggest(text, *match.span(), character, reference=match[0])
        if "\\" in text:
            for span, before, after, confidence, why in escapes(text):
                yield self.escape.suggest(text, *span, after, confidence=confidence, evidence=why, escape=before)
        if "<" in text:
            for span, before, after in tags(reading):
                yield self.tag.suggest(text, *span, after, tag=before)
        if "[email" in text and not _said_before(reading):
            for match in islice(_HIDDEN_ADDRESS.finditer(text), 1):
                yield self.hidden.suggest(text, *match.span())


def _said_before(reading: Reading) -> bool:
    earlier = reading.facts.readings[: reading.index]
    return any("[email" in other.text and _HIDDEN_ADDRESS.search(other.text) for other in earlier)


def _decoded(match: re.Match[str]) -> str | None:
    """The character that a reference stands for; None for what is none, and for controls."""
    number = match["decimal"] or match["open_decimal"] or match["bare"]
    if number or match["hex"]:
        code = int(number) if number else int(match["hex"], 16)
        if 0x80 <= code < 0xA0:  # &#146; is Windows-1252, as browsers read it
            return bytes([code]).decode("cp1252", "ignore") or None
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            return None
        character = chr(code)
    else:
        character = _named(match["name"] or match["open_name"])
    character = _BLANKS.get(character, character)
    return character if character >= " " and character != "\x7f" else None


def _named(name: str) -> str:
    """The character of a named reference, also in capitals (&NBSP;); "" for an unknown name."""
    names = _names()
    return names.get(name) or (names.get(name.lower(), "").upper() if name.isupper() and len(name) > 2 else "")


@cache
def _names() -> dict[str, str]:
    """HTML 4's names; HTML 5 adds two thousand that text has by chance (D&DD;)."""
    from html.entities import name2codepoint

    marks = {"comma": ",", "period": ".", "excl": "!", "quest": "?", "colon": ":", "lpar": "(", "rpar": ")"}
    return {name: chr(code) for name, code in name2codepoint.items()} | marks | {"apos": "'"}
