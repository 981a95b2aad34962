"""Markdown: paragraphs, headings, list items and table cells, and the chosen keys of the front matter.

Blocks come from markdown-it-py; its inline tokens carry no offsets, so a short scanner of our own (markdown_inline)
tells prose from markup within a block. A block whose content cannot be found again in its lines is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from copyedit.config import Config
from copyedit.formats.front_matter import front_matter
from copyedit.formats.markdown_inline import inline_passage
from copyedit.model import Span
from copyedit.passage import Article, Passage

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n|\r|\n")


def articles(text: str, config: Config) -> list[Article]:
    """The file as one article: front matter first, then the blocks in order."""
    fields, body = front_matter(text, config.front_matter)
    return [Article((*fields, *_blocks(text, body)))]


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def _blocks(text: str, body: int) -> Iterator[Passage]:
    lines = _line_spans(text, body)
    found = _Finder(text, lines)
    # other line ends would shift markdown-it's line numbers; NUL and the like do not reach this place
    for token in _parser().parse("\n".join(text[start:end] for start, end in lines)):
        if token.type == "inline" and token.map and token.content:
            place = found.content(token)
            if place is not None and (passage := inline_passage(text, place)).text:
                yield passage


def _line_spans(text: str, start: int) -> list[Span]:
    """Each line from `start` on, its end left out."""
    spans = []
    for match in _LINE_END.finditer(text, start):
        spans.append(Span(start, match.start()))
        start = match.end()
    return [*spans, Span(start, len(text))]


class _Finder:
    """Finds a block's content again in its lines; cells of one table row are taken from left to right."""

    def __init__(self, text: str, lines: list[Span]) -> None:
        self.text = text
        self.lines = lines
        self.taken = 0

    def content(self, token: Token) -> list[Span] | None:
        """The place of each line of the token's content, or None where it does not stand there verbatim."""
        if token.map is None:
            return None
        first = token.map[0]
        spans = []
        for number, content in enumerate(token.content.split("\n"), first):
            if number >= len(self.lines):
                return None
            line = self.lines[number]
            start = self.text.find(content, max(line.start, self.taken), line.end)
            if start < 0:
                return None
            spans.append(Span(start, start + len(content)))
            self.taken = start + len(content)
        return spans
