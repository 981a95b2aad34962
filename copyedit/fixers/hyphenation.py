"""Words that the end of a line broke in two, with the hyphen still in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from copyedit.config import Config
from copyedit.lexicon import HYPHENATED, load
from copyedit.model import Confidence, Suggestion
from copyedit.reading import Reading
from copyedit.rulebook import Rules

# govern-⏎ment, which …: the rest of the word goes up with its marks, and the line ends after them
_AT_LINE_END = re.compile(
    r"(?P<left>[^\W\d_]{2,40})(?:-|‐|\xad)(?P<end>\r?\n)[ \t]*"
    r"(?P<right>[^\W\d_]{2,40})(?P<marks>[^\w\s]*)(?P<blank>[ \t]?)"
)
_IN_LINE = re.compile(r"(?P<left>\b[^\W\d_]{2,40})(?:-|‐) (?P<right>[^\W\d_]{2,40})\b(?![-‐])")
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
            for match in _AT_LINE_END.finditer(text):
                if (confidence := _joins(match)) is not None:
                    word = match["left"] + match["right"]
                    line_end = match["end"] if match["blank"] else ""
                    after = word + match["marks"] + line_end
                    yield self.line_end.suggest(text, *match.span(), after, confidence=confidence, word=word)
        if "- " in text or "‐ " in text:
            for match in _IN_LINE.finditer(text):
                if match["right"] not in _SUSPENDED and (confidence := _joins(match)) is not None:
                    word = match["left"] + match["right"]
                    yield self.blank.suggest(text, *match.span(), word, confidence=confidence, word=word)


def _joins(match: re.Match[str]) -> Confidence | None:
    """How sure it is that both halves are one word."""
    left, right = match["left"], match["right"]
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
