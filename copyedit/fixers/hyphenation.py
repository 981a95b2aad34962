"""Words that the end of a line broke in two, with the hyphen still in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from copyedit.config import Config
from copyedit.lexicon import HYPHENATED, load
from copyedit.model import Confidence, Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Reading
from copyedit.rulebook import Rules

_LEFT = lazily(r"(?<![^\W_])[^\W\d_]{2,40}\Z")
# govern-⏎ment, which …: the rest of the word goes up with its marks, and the line ends after them
_AT_LINE_END = lazily(r"[-‐\xad](?P<end>\r?\n)[ \t]*(?P<right>[^\W\d_]{2,40})(?P<marks>[^\w\s]*)(?P<blank>[ \t]?)")
_IN_LINE = lazily(r"[-‐] (?P<right>[^\W\d_]{2,40})(?![\w‐-])")
_LONGEST = 42  # code points
_SUSPENDED = frozenset(["and", "or", "to", "but", "nor", "und", "et", "y"])  # pre- and post-war


class Hyphenation:
    """Joins a word that is one where its halves are none, or that is never written with the hyphen.

    Compounds that happen to break at their hyphen (`well-⏎known`), suspended hyphens (`pre- and post-war`) and names
    stay.
    """

    stem: ClassVar[str] = "hyphenation"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.line_end = rules["hyphenation.line-end"]
        self.blank = rules["hyphenation.blank"]

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        text = reading.text
        if "\n" in text[: reading.prose_end]:
            for match, left, confidence in _broken(_AT_LINE_END, text):
                word = left + match["right"]
                after = word + match["marks"] + (match["end"] if match["blank"] else "")
                start = match.start() - len(left)
                yield self.line_end.suggest(text, start, match.end(), after, confidence=confidence, word=word)
        if "- " in text or "‐ " in text:
            for match, left, confidence in _broken(_IN_LINE, text):
                if match["right"] not in _SUSPENDED:
                    word, start = left + match["right"], match.start() - len(left)
                    yield self.blank.suggest(text, start, match.end(), word, confidence=confidence, word=word)


def _broken(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], str, Confidence]]:
    """The places where a word is broken: what begins with the hyphen, the half before it, and how sure it is."""
    for match in pattern.finditer(text):
        left = _LEFT.search(text, max(0, match.start() - _LONGEST), match.start())
        if left is not None and (confidence := _joins(left[0], match["right"])) is not None:
            yield match, left[0], confidence


def _joins(left: str, right: str) -> Confidence | None:
    """How sure it is that both halves are one word."""
    lexicon = load()
    whole = left + right
    if not right.islower() or left.lower() in HYPHENATED or not lexicon.known(whole):
        return None
    if lexicon.zipf(f"{left}-{right}") >= lexicon.zipf(whole):
        return None
    halves = lexicon.known(left) and lexicon.known(right)
    if not halves and lexicon.listed(whole):
        return Confidence.SURE
    return Confidence.LIKELY if lexicon.zipf(whole) > 2.0 else None
