"""Plain text: a paragraph a passage.

Blank lines part paragraphs. Within a block, each line is a paragraph of its own (as scrapers write them), unless the
block looks hard-wrapped: no line longer than WRAP_WIDTH, and lines that run on into the next.
"""

from __future__ import annotations

import re

from copyedit.formats.comments import HINT, comments
from copyedit.passage import Article, Passage, verbatim

WRAP_WIDTH = 100  # code points
_BLOCK = re.compile(r"(?:[^\S\r\n]*[^\s][^\r\n]*(?:\r\n|\r|\n|\Z))+")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BLANK_LINES = re.compile(r"(?:[^\S\r\n]*(?:\r\n|\r|\n))*")
_RUNS_ON = re.compile(r"[\w,;–—-][^\S\r\n]*\Z")


def articles(text: str) -> list[Article]:
    """The whole text as one article."""
    notes = tuple(comments(text)) if HINT in text else ()
    return [Article(tuple(passages(text)), notes=notes)]


def passages(text: str, where: str = "") -> list[Passage]:
    """The paragraphs of `text`, each with the line ends that follow it; blank lines before the first are left out."""
    out = []
    for start, end in _paragraphs(text):
        after = _BLANK_LINES.match(text, end)
        stop = after.end() if after else end
        prose_end = start + len(text[start:end].rstrip("\r\n"))
        out.append(verbatim(text, start, stop, tail=stop - prose_end, where=where))
    return out


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans = []
    for block in _BLOCK.finditer(text):
        lines = [(m.start(), m.end()) for m in _LINE.finditer(text, *block.span()) if m.end() > m.start()]
        if len(lines) > 1 and _is_wrapped([text[a:b].rstrip("\r\n") for a, b in lines]):
            spans.append(block.span())
        else:
            spans += lines
    return spans


def _is_wrapped(lines: list[str]) -> bool:
    """Whether a writer's editor broke the lines: all short, and most of them broken in mid-sentence."""
    if max(map(len, lines)) > WRAP_WIDTH:
        return False
    inner = lines[:-1]
    return sum(len(line) >= 40 and _RUNS_ON.search(line) is not None for line in inner) * 2 > len(inner)
