"""Blanks that stand where none belongs, and the other way about: around marks, brackets, dashes and percent signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

from copyedit.config import Config
from copyedit.fixers.spacing_lost import lost_blanks
from copyedit.model import Confidence, Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Facts, Reading
from copyedit.rulebook import Rules

BLANK = r"[^\S\r\n]"  # any blank within a line
# each place that some rule below may speak of holds one of these; most passages hold none
_BLANKS_AT_MARKS = (
    "  ", " ,", " .", " ;", " :", " !", " ?", " )", " ]", "( ", "[ ", " %", "$ ", "£ ", "€ ", "\u00a0", "\t", "\u2009",
)  # fmt: skip
_TOUCHING = lazily(
    r"""[).,;:!?] (?: [\"”’')\]]* [\"“‘(\[]? (?:[^\W\d_]{2} | [AIa][\s'’]) | (?:19|20)\d\d\b)
      | \( (?<=[^\W\d_].) \w
      | [—–] (?: (?<=\s.)[\w“‘] | (?<=[^\s].)[^\S\r\n][\w“‘] )""",
    re.VERBOSE,
)
# what is set out by hand or written for machines: tables, ASCII art, code
_LAYOUT = lazily(r"[{}|\\<>=~^]|__|\(\)|(?<!:)//|---+|[─-▟]|\t|^ {4}", re.MULTILINE)
_LAYOUT_RUN = lazily(r"\S[^\S\r\n]{3,}\S")
PROSE_WORDS = 40  # a passage with more words is prose even where such a sign stands in it

_BEFORE_MARK = lazily(
    rf"""{BLANK} (?<=[\w)\]%”’"'+].) {BLANK}* (?: (?P<plain>,|\.(?!\s*\.)) | (?P<high>[;!?]) | (?P<colon>:(?!\s\d+\b)) )
         (?P<after> (?=["”’')\]]* (?:\s|\Z)) | (?<=,) (?=[^\W\d_]) )""",
    re.VERBOSE,
)
_BRACKETED = lazily(r"\(([^()\r\n]+)\)|\[([^\[\]\r\n]+)\]")
_TWO_LETTERS = lazily(r"[^\W\d_]{2}")
_SMILE = lazily(r"[:;=8xX]['-]?\Z")
_RUN = lazily(rf"({BLANK}(?<=\S.){BLANK}+)(?=\S)")
_PROSE_RUN = lazily(r"[\w.,;:!?)”’\"'%—–][\w“‘\"'($£€—–]")  # what stands on either side of a run within prose
_RUN_AFTER_END = lazily(rf"[.!?:][\"”’')\]]*({BLANK}{{2,}})(?=\S)")
_SINGLE_AFTER_END = lazily(r"[.!?][\"”’')\]]* (?=[\"“‘(]*[A-Z])")
_PERCENT = lazily(r" (?<=\d.)(?=%(?!\w))")
_SPACED_PERCENT = lazily(r"\d\s%")
_TIGHT_PERCENT = lazily(r"\d%")
_CURRENCY = lazily(r" (?<=[$£€].)(?<!\d\s[$£€].)(?=\d)")
_DASH = lazily(r"(?<=[\w,.”’)])(?:( ?)(—)( ?)|( ?)(–)( ?))(?=[\w“‘(])")
HABIT = 2  # this often, and more often than not, makes a habit of the article


class Spacing:
    """Repairs blanks. Tables, ASCII art, indentation and code are left alone, and so are a spaced ellipsis, French
    spacing by no-break space, and two blanks after a full stop where the article does so throughout.
    """

    stem: ClassVar[str] = "spacing"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.rules = rules

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        if not _is_suspect(reading.text) or is_layout(reading.text):
            return
        yield from self._before_marks(reading)
        yield from self._inside_brackets(reading)
        yield from self._runs(reading)
        yield from self._signs(reading)
        yield from self._dashes(reading)
        yield from lost_blanks(self.rules, reading)

    def _before_marks(self, reading: Reading) -> Iterator[Suggestion]:
        """`Senate , on`, `recess .`, `flights ,closed`."""
        text = reading.text
        for match in _BEFORE_MARK.finditer(text, 0, reading.prose_end):
            blanks = text[match.start() : match.end() - 1]
            mark = match.group()[-1]
            deliberate = "\u00a0" in blanks or "\u202f" in blanks  # Qu’est-ce que c’est ?
            if deliberate and mark not in ",.":
                continue
            if mark in ":;" and re.match(r"[-')(]", text[match.end() : match.end() + 1]):  # :-) ;)
                continue
            rule = self.rules["spacing.before-colon" if match["colon"] else "spacing.before-mark"]
            after = mark + " " if mark == "," and text[match.end() : match.end() + 1].isalpha() else mark
            # between blanks, before a small letter, it may be a dash that was lost
            lost_dash = mark == "?" and re.match(r" [a-z]", text[match.end() : match.end() + 2]) is not None
            word = text[max(0, match.start() - 20) : match.start()].rpartition(" ")[2]
            french = mark not in ",." and not (reading.is_english and word.isascii())  # Napíšte nám !
            level = Confidence.LIKELY if lost_dash or french else None
            why = f"a blank stands before “{mark}”"
            yield rule.suggest(text, *match.span(), after, mark=mark, confidence=level, evidence=why)

    def _inside_brackets(self, reading: Reading) -> Iterator[Suggestion]:
        """`( NASA/JPL )`, `(Twitter )`. `[ ]` and `[ The Verge ]` may be meant."""
        text = reading.text
        rule = self.rules["spacing.inside-brackets"]
        for match in _BRACKETED.finditer(text, 0, reading.prose_end):
            inner = match[1] or match[2]
            bare = inner.strip()
            both = inner[0].isspace() and inner[-1].isspace()
            if (
                bare == inner
                or not _TWO_LETTERS.search(bare)
                or (both and match[2])
                or _SMILE.search(text, 0, match.start())
            ):
                continue
            bracket = match.group()[0], match.group()[-1]
            evidence = "blanks stand inside the brackets" if both else "a blank stands on one side only"
            yield rule.suggest(text, *match.span(), bracket[0] + bare + bracket[1], evidence=evidence)

    def _runs(self, reading: Reading) -> Iterator[Suggestion]:
        """`others  reported`. After a full stop two may be the writer's habit."""
        text = reading.text
        rule = self.rules["spacing.run"]
        for match in _RUN.finditer(text, 0, reading.prose_end):
            after_end = _RUN_AFTER_END.search(text, max(0, match.start() - 5), match.end() + 1)
            if after_end and len(match[1]) == 2 and reading.facts.learned(double_after_stops):
                continue
            near = text[match.start() - 1] + text[match.end()]
            plain = len(match[1]) < 4 and _PROSE_RUN.match(near)
            level = None if plain else Confidence.LIKELY
            evidence = f"{len(match[1])} blanks in a row"
            yield rule.suggest(text, *match.span(), " ", confidence=level, evidence=evidence)

    def _signs(self, reading: Reading) -> Iterator[Suggestion]:
        """`9.1 %`, `$ 50`."""
        text = reading.text
        for match in _PERCENT.finditer(text, 0, reading.prose_end) if " %" in text else ():
            spaced, tight = reading.facts.learned(percent_style)
            level = Confidence.LIKELY if spaced > max(tight, 1) else None
            evidence = f"{tight} without a blank in this article, {spaced} with one"
            yield self.rules["spacing.before-percent"].suggest(
                text, *match.span(), "", confidence=level, evidence=evidence
            )
        for match in _CURRENCY.finditer(text, 0, reading.prose_end):
            yield self.rules["spacing.after-currency"].suggest(text, *match.span(), "")

    def _dashes(self, reading: Reading) -> Iterator[Suggestion]:
        """`pestis —the other`: a dash with a blank on one side only."""
        text = reading.text
        if "—" not in text and "–" not in text:
            return
        for match in _DASH.finditer(text, 0, reading.prose_end):
            dash = match[2] or match[5]
            left, right = match.group().split(dash)
            if bool(left) == bool(right):
                continue
            spaced, tight = dash_style(reading.facts, dash)
            ways = (dash, f" {dash} ")
            yield self.rules["spacing.one-sided-dash"].suggest(
                text,
                *match.span(),
                *(reversed(ways) if spaced > tight or (spaced == tight and dash == "–") else ways),
                evidence=f"{spaced} with blanks on both sides in this article, {tight} without",
            )


def _is_suspect(text: str) -> bool:
    return any(map(text.__contains__, _BLANKS_AT_MARKS)) or _TOUCHING.search(text) is not None


def is_layout(text: str) -> bool:
    """Whether `text` looks like a table, ASCII art or code rather than prose."""
    if len(_LAYOUT_RUN.findall(text)) > 1:
        return True
    signs = len(_LAYOUT.findall(text))
    return signs > 0 and text.count(" ", 0, 400 * signs) < PROSE_WORDS * signs


def double_after_stops(facts: Facts) -> bool:
    """Whether two blanks after a full stop are the habit of the article (a typewriter's)."""
    double = sum(len(_RUN_AFTER_END.findall(r.text)) for r in facts.readings)
    single = sum(len(_SINGLE_AFTER_END.findall(r.text)) for r in facts.readings)
    return double >= HABIT and double > single


def percent_style(facts: Facts) -> tuple[int, int]:
    """How many percent signs have a blank before them, and how many have none."""
    return (
        sum(len(_SPACED_PERCENT.findall(r.text)) for r in facts.readings),
        sum(len(_TIGHT_PERCENT.findall(r.text)) for r in facts.readings),
    )


@lru_cache(maxsize=8)
def dash_style(facts: Facts, dash: str) -> tuple[int, int]:
    """How many of `dash` have blanks on both sides, and how many on none."""
    spaced = re.compile(rf"\s{dash}\s")
    tight = re.compile(rf"[^\s\d]{dash}[^\s\d]")
    return (
        sum(len(spaced.findall(r.text)) for r in facts.readings),
        sum(len(tight.findall(r.text)) for r in facts.readings),
    )
