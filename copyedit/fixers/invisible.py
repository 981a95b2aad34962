"""Characters that cannot be seen, or look like others: soft hyphens, zero widths, controls, odd blanks, ligatures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import ClassVar

from copyedit.config import Config
from copyedit.fixers.invisible_blanks import BLANKS, odd_blanks
from copyedit.lexicon import load
from copyedit.model import Confidence, Span, Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Reading
from copyedit.rulebook import Rules

_CONTROLS = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufff9-\ufffb"
_ZERO_WIDTH = "\u200b-\u200d\u2060\ufeff\u180e"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SEPARATORS = "\u2028\u2029"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

_ANY = lazily(f"[{_CONTROLS}{_ZERO_WIDTH}{_BIDI}{_SEPARATORS}{BLANKS}\xad\ufb00-\ufb06\u0300-\u036f]")
_SOFT_HYPHEN = lazily("(?<![ÃÄÅГД])\xad+(?!\r?\n)")  # Ã\xad is a misread í
_ZERO_WIDTHS = lazily(f"[{_ZERO_WIDTH}]+")
_CONTROL = lazily(f"[{_CONTROLS}]+")
_BIDI_MARKS = lazily(f"[{_BIDI}]+")
_LINE_SEPARATORS = lazily(f"[{_SEPARATORS}]+")
_LIGATURE = lazily("[ﬀ-ﬆ]+")
_RIGHT_TO_LEFT = lazily("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DECOMPOSED = lazily("[A-Za-z\xc0-\u024f\u1e00-\u1eff][\u0300-\u036f]+")
_JOINERS = "\u200c\u200d"
# the low byte of U+2019 and its neighbours, where text was cut from two bytes to one
_LOW_BYTES = {"\x13": "–", "\x14": "—", "\x18": "‘", "\x19": "’", "\x1c": "“", "\x1d": "”"}


class Invisible:
    """Removes what no reader sees, and writes plainly what only looks like it.

    Stays: joiners and zero-width blanks in the scripts that need them (Arabic, Indic, Thai, Chinese) and in joined
    emoji; the byte order mark that begins a file; bidi marks in an article with right-to-left text; no-break blanks
    that hold a number, an initial or a French mark; accents that have no composed form (IPA, mathematics).
    """

    stem: ClassVar[str] = "invisible"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.rules = rules

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        if _ANY.search(reading.text):
            for suggestion in self._found(reading):
                if not _would_glue(suggestion, reading):
                    yield suggestion

    def _found(self, reading: Reading) -> Iterator[Suggestion]:
        text = reading.text
        for match in _SOFT_HYPHEN.finditer(text):
            yield self.rules["invisible.soft-hyphen"].suggest(text, *match.span(), "")
        yield from self._zero_widths(reading)
        yield from self._controls(text)
        if _BIDI_MARKS.search(text) and not _has_right_to_left(reading):
            for match in _BIDI_MARKS.finditer(text):
                yield self.rules["invisible.bidi-mark"].suggest(text, *match.span(), "", code=_code(match[0]))
        for match in _LINE_SEPARATORS.finditer(text):
            blank = _between_words(text, match)
            yield self.rules["invisible.line-separator"].suggest(text, *match.span(), blank, code=_code(match[0]))
        for match in _LIGATURE.finditer(text):
            letters = "".join(_LIGATURES[ligature] for ligature in match[0])
            yield self.rules["invisible.ligature"].suggest(text, *match.span(), letters, letters=letters)
        yield from self._decomposed(text)
        for start, end, after, confidence in odd_blanks(reading):
            rule = self.rules["invisible.odd-blank"]
            yield rule.suggest(text, start, end, after, confidence=confidence, code=_code(text[start:end].strip(" ")))

    def _zero_widths(self, reading: Reading) -> Iterator[Suggestion]:
        rule, text = self.rules["invisible.zero-width"], reading.text
        for match in _ZERO_WIDTHS.finditer(text):
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            if _is_needed(match[0], before, after) or (match.start() == 0 and _begins_file(reading)):
                continue
            if _was_blank(text, match):
                choices, confidence = (" ", ""), Confidence.LIKELY
                yield rule.suggest(text, *match.span(), *choices, confidence=confidence, code=_code(match[0]))
            else:
                yield rule.suggest(text, *match.span(), "", code=_code(match[0]))

    def _controls(self, text: str) -> Iterator[Suggestion]:
        rule = self.rules["invisible.control"]
        for match in _CONTROL.finditer(text):
            mark = _LOW_BYTES.get(match[0])
            if mark and _fits(mark, text, match):
                yield rule.suggest(
                    text, *match.span(), mark, evidence=f"it is the low byte of {mark}", code=_code(match[0])
                )
            else:
                blank = _between_words(text, match) if match[0] in "\x0b\x0c" else ""
                yield rule.suggest(text, *match.span(), blank, code=_code(match[0]))

    def _decomposed(self, text: str) -> Iterator[Suggestion]:
        for match in _DECOMPOSED.finditer(text):
            composed = unicodedata.normalize("NFC", match[0])
            if len(composed) == 1:
                yield self.rules["invisible.decomposed"].suggest(text, *match.span(), composed, letter=composed)


def _would_glue(suggestion: Suggestion, reading: Reading) -> bool:
    """Whether a removal would join something to protected text (`word\xad@name`), which then would be none."""
    (start, end), text = suggestion.span, reading.text
    between = text[start - 1 : start].strip() and text[end : end + 1].strip()
    return bool(between) and suggestion.replacements == ("",) and reading.is_protected(Span(start - 1, end + 1))


def _code(characters: str) -> str:
    """U+200B, or each code point once."""
    return " ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(characters))


def _has_right_to_left(reading: Reading) -> bool:
    return any(_RIGHT_TO_LEFT.search(other.text) for other in reading.facts.readings)


def _is_latin(character: str) -> bool:
    """Whether it belongs to a script that needs no zero-width characters; blanks and the edge do not decide."""
    return character < "\u0590" or character in "‘’“”–—…•" or "\u1e00" <= character < "\u2000"


def _begins_file(reading: Reading) -> bool:
    """Whether a mark at the very beginning is the file's own byte order mark."""
    runs = reading.passage.runs
    return reading.text.startswith("\ufeff") and bool(runs) and runs[0].source.start == 0


def _is_needed(zero_width: str, before: str, after: str) -> bool:
    """Whether a neighbour is of a script that joins or parts with zero widths, or an emoji that is joined."""
    if any(joiner in zero_width for joiner in _JOINERS):
        return not (_is_latin(before) and _is_latin(after))
    return any(not _is_latin(c) and unicodedata.category(c)[0] in "LMP" for c in (before, after) if c)


def _was_blank(text: str, match: re.Match[str]) -> bool:
    """Whether a zero-width blank stands where two words lost theirs: `the\\u200bmayor`."""
    before = re.search(r"[^\W\d_]+\Z", text[max(0, match.start() - 40) : match.start()])
    after = re.match(r"[^\W\d_]+", text[match.end() : match.end() + 40])
    if "\u200b" not in match[0] or before is None or after is None:
        return False
    lexicon = load()
    parts = lexicon.known(before[0]) and lexicon.known(after[0])
    return parts and not lexicon.known(before[0] + after[0])


def _between_words(text: str, match: re.Match[str]) -> str:
    """A blank where words would be glued, else nothing."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return " " if before and after and not before.isspace() and not after.isspace() else ""


def _fits(mark: str, text: str, match: re.Match[str]) -> bool:
    """Whether a mark stands where its kind does."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    at_start = not before or before.isspace() or before in "([—–"
    at_end = not after or after.isspace() or after in ".,;:!?)]—–"
    if mark in "“‘":
        return at_start and not at_end
    if mark == "”":
        return at_end and not at_start
    if mark == "’":
        return before.isalnum() or (not at_start and at_end)
    return at_start == at_end
