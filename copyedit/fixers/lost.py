"""Characters that were lost on the way: U+FFFD or `?` in their place, or a sequence without its last byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar, NamedTuple

from copyedit.config import Config
from copyedit.fixers.lost_options import Evidence, options
from copyedit.fixers.lost_pairing import (
    CLOSE_DOUBLE,
    CLOSE_SINGLE,
    OPEN_DOUBLE,
    OPEN_SINGLE,
    Costs,
    Option,
    Ranked,
    ranked,
)
from copyedit.fixers.lost_place import place_of
from copyedit.fixers.lost_question import is_lossy, questions
from copyedit.model import Confidence, Span, Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Facts, Reading
from copyedit.rulebook import Rule, Rules

_SURE_MARGIN = 2.0
_LIKELY_MARGIN = 0.4
_STYLE_COST = 2.5  # of a quotation in the style that the article does not use
_FOLLOW_BYTES = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_LOST = lazily("\ufffd+")
_LAST_BYTE = lazily(f"(?<!Ã¢)â€(?:\ufffd|\\?(?!\\?)|(?![{_FOLLOW_BYTES}\ufffd]))")
# beside these it is one byte of a longer sequence that was misread: Â¥\ufffd
_MISREAD = lazily("[\x80-\xac\xae-\xbf×÷]")
_DAGGER = lazily("†")
_MARK = lazily('[“”‘’"]|â€[œ™˜\x9d]')
_SEEN_AS = {"â€œ": "“", "â€™": "’", "â€˜": "‘", "â€\x9d": "”"}
_DASH = lazily(r"(?<=\s)[–—](?=\s)")


class _Token(NamedTuple):
    """A mark in the paragraph; `rule` is None for one that is not lost."""

    span: Span
    options: list[Option]
    rule: Rule | None = None


class Lost:
    """Puts back what was lost where one reading is far ahead of every other; offers them where several are near.

    A mark is decided with all the marks of its paragraph, so that quotations pair; a letter by the words that it would
    make. A question mark that could be one stays, and so does a dagger while no quotation waits for its end.
    """

    stem: ClassVar[str] = "lost"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.last_byte = rules["lost.last-byte"]
        self.character = rules["lost.character"]
        self.question = rules["lost.question-mark"]
        self.dagger = rules["lost.dagger"]

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        text = reading.text
        places = self._places(reading)
        if not places:
            return
        evidence, costs = _usage(reading.facts)
        tokens = [_Token(span, options(place_of(text, span, size), evidence), rule) for span, rule, size in places]
        taken = [span for span, _, _ in places]
        tokens += [_seen(text, m) for m in _MARK.finditer(text) if not any(Span(*m.span()).meets(s) for s in taken)]
        tokens.sort(key=lambda token: token.span)
        for token, answer in zip(tokens, ranked([t.options for t in tokens], costs), strict=True):
            if token.rule is not None:
                yield from _said(text, token.span, token.rule, answer)

    def _places(self, reading: Reading) -> list[tuple[Span, Rule, int]]:
        """Where something is lost, under which rule, and how many bytes it had (0: unknown)."""
        text = reading.text
        if "â€" in text and (found := [Span(*m.span()) for m in _LAST_BYTE.finditer(text)]):
            return [(span, self.last_byte, 3) for span in found]  # the rest when the mojibake is gone
        found_places: list[tuple[Span, Rule, int]] = []
        if "\ufffd" in text:
            runs = [m for m in _LOST.finditer(text) if not _is_misread(text, m)]
            found_places += [(span, self.character, size) for m in runs for span, size in _units(m)]
        if "†" in text and ("“" in text or "‘" in text):
            found_places += [(Span(*m.span()), self.dagger, 3) for m in _DAGGER.finditer(text)]
        if "?" in text and (found := questions(reading, _has_lost_some(reading.facts))):
            found_places += [(span, self.question, 0) for span in found]
        return found_places


def _is_misread(text: str, match: re.Match[str]) -> bool:
    """Whether a run is part of a misread sequence: beside a sign that stands in one, or after a capital amid a word."""
    before, after = text[match.start() - 2 : match.start()], text[match.end() : match.end() + 1]
    amid = len(before) == 2 and before[0].islower() and not before[1].isascii() and before[1].isupper()
    before_misread = before == "â€" or _MISREAD.match(before[-1:]) is not None
    return amid or before_misread or _MISREAD.match(after) is not None


def _units(match: re.Match[str]) -> Iterator[tuple[Span, int]]:
    """A run of replacement characters: three for each mark, two for a letter, or one for anything."""
    start, end = match.span()
    step = 3 if (end - start) % 3 == 0 else 2 if end - start == 2 else 1
    for at in range(start, end, step):
        yield Span(at, at + step), step if step > 1 else 0


def _seen(text: str, match: re.Match[str]) -> _Token:
    """A mark that is not lost, as something the others must pair with."""
    span = Span(*match.span())
    mark = _SEEN_AS.get(match[0], match[0])
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if mark == "“":
        found = [Option("“", OPEN_DOUBLE), Option("“", CLOSE_DOUBLE, 3.5)]
    elif mark == "”":
        found = [Option("”", CLOSE_DOUBLE), Option("”", OPEN_DOUBLE, 4.0)]
    elif mark == '"':
        opens = not before or before.isspace() or before in "([—–"
        found = [Option('"', OPEN_DOUBLE if opens else CLOSE_DOUBLE), Option('"', cost=2.0)]
    elif mark == "‘":
        found = [Option("‘", OPEN_SINGLE), Option("‘", cost=2.0)]
    elif (before.isalnum() and after.isalnum()) or before.isspace() or not before:
        found = [Option("’")]
    else:
        found = [Option("’", CLOSE_SINGLE), Option("’", cost=0.5 if before == "s" else 1.5)]
    return _Token(span, found)


def _said(text: str, span: Span, rule: Rule, answer: Ranked) -> Iterator[Suggestion]:
    before = text[span.start : span.end]
    if answer.best.text == before or (answer.margin < _LIKELY_MARGIN and len(answer.order) < 2):
        return
    if answer.margin >= _SURE_MARGIN:
        confidence, replacements = Confidence.SURE, answer.order[:1]
    else:
        confidence = Confidence.LIKELY if answer.margin >= _LIKELY_MARGIN else Confidence.DOUBTFUL
        replacements = tuple(text for text in answer.order[:2] if text != before)
    yield rule.suggest(
        text, *span, *replacements, confidence=confidence, evidence=answer.best.why, mark=replacements[0]
    )


@lru_cache(maxsize=4)
def _has_lost_some(facts: Facts) -> bool:
    """Whether some question mark of the article cannot be one."""
    return any(is_lossy(reading.text) for reading in facts.readings)


@lru_cache(maxsize=4)
def _usage(facts: Facts) -> tuple[Evidence, Costs]:
    """What the article's undamaged places show: its dashes, its money, its quotation marks."""
    text = "\n".join(reading.text for reading in facts.readings)
    dashes = set(_DASH.findall(text))
    money = {sign for sign in "£€" if sign in text}
    doubles, singles = text.count("“"), len(re.findall(r"(?<!\w)‘(?=\w)", text))
    costs = Costs(double=_STYLE_COST if singles and not doubles else 0.0, single=_STYLE_COST if doubles else 0.5)
    if doubles and singles > 2 * doubles:
        costs = Costs(double=0.0, single=0.0)
    return Evidence(_only(dashes), _only(money), _has_lost_some(facts), " … " in text), costs


def _only(found: set[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""
