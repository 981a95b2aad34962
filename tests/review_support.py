"""Proofs and sittings for the tests of the review, from a table of our own: the real rules may change under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from copyedit.config import Config
from copyedit.configurations import Configurations
from copyedit.fixers import Fixer
from copyedit.model import Confidence, Span, Suggestion
from copyedit.proof import Proof, prove
from copyedit.reading import Reading
from copyedit.rulebook import Rules
from copyedit.sitting import Sitting

SURE, LIKELY, DOUBTFUL = Confidence.SURE, Confidence.LIKELY, Confidence.DOUBTFUL

# pattern, replacements, rule, message, confidence, evidence
Line = tuple[str, tuple[str, ...], str, str, Confidence, str]

TABLE: tuple[Line, ...] = (
    (r"â€™", ("’",), "encoding.mojibake", "“â€™” is a mark read in the wrong encoding.", SURE, "UTF-8 read as cp1252"),
    (r"\u200b", ("",), "characters.zero-width", "A zero-width space stands here.", SURE, ""),
    (r"\b(the) the\b", ("the",), "doubled.function-word", "“the” stands here twice.", SURE, ""),
    (r"\binstabile\b", ("unstable", "instable"), "spelling.unknown-word", "“instabile” is no word.", LIKELY, ""),
    (
        r"\bZilensky\b",
        ("Zelensky",),
        "names.variant",
        "“Zilensky” is spelled otherwise here.",
        LIKELY,
        "Zelensky stands 4 times in this article, Zilensky once",
    ),
    (r"‘(?=nine)", (), "quotes.unclosed", "This quotation is not closed.", LIKELY, "no closing mark in the paragraph"),
    (r"\bwich\b", ("which", "witch"), "spelling.unknown-word", "“wich” is no word.", DOUBTFUL, ""),
)


class Table:
    """A fixer that says what its table says; `"` around words becomes a pair of curly marks, both or none."""

    stem: ClassVar[str] = "table"

    def __init__(self, rules: Rules | None = None, config: Config | None = None, lines: Sequence[Line] = TABLE) -> None:
        self.lines = lines

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        for pattern, replacements, rule, message, confidence, evidence in self.lines:
            for match in re.finditer(pattern, reading.text):
                yield Suggestion(Span(*match.span()), match[0], replacements, rule, message, confidence, evidence)
        for number, match in enumerate(re.finditer(r'(?<!\w)"(\w[^"]*\w)"', reading.text)):
            for start, mark in ((match.start(), "“"), (match.end() - 1, "”")):
                yield Suggestion(
                    Span(start, start + 1),
                    '"',
                    (mark,),
                    "quotes.straight",
                    "A straight mark.",
                    LIKELY,
                    "",
                    f"q{number}",
                )


FIXERS: tuple[Fixer, ...] = (Table(),)

ARTICLE = """\
It is a more dangerous time and instabile time, and the the river ran high.

Mr Zilensky saidâ€™ it was "a mess" and the ‘nine month war went on.

Zelensky had said so. Mr Zilensky was not there, nor was the the dog.
"""


def proof_of(text: str, name: str = "a.txt") -> Proof:
    """What the table says of `text`."""
    return prove(text, name, fixers=FIXERS)


def sitting_of(*paths: Path, level: Confidence = LIKELY, isolated: bool = False) -> Sitting:
    """A sitting over `paths` with the table as its chain."""
    return Sitting(paths, Configurations(isolated=isolated), level, fixers=FIXERS)


def opened(*paths: Path, level: Confidence = LIKELY) -> Sitting:
    """The same, with every file read."""
    sitting = sitting_of(*paths, level=level)
    for path in sitting.paths:
        sitting.take(sitting.analyse(path))
    return sitting
