"""Markdown: paragraphs, headings, list items, footnotes and table cells, and the chosen keys of the front matter.

Blocks come from markdown-it-py; its inline tokens carry no offsets, so a short scanner of our own (markdown_inline)
tells prose from markup within a block. A block whose content cannot be found again in its lines is left alone, and so
is what stands between the tags of a shortcode for code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise, takewhile
from typing import TYPE_CHECKING

from copyedit.config import Config
from copyedit.formats.comments import HINT, comments, hash_comments
from copyedit.formats.front_matter import front_matter
from copyedit.formats.markdown_inline import inline_passage, spell, spell_cell
from copyedit.model import Span, merged
from copyedit.passage import Article, Passage

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n|\r|\n")
# {% highlight ruby %} … {% endhighlight %} of Jekyll; {{< highlight go >}} … {{< /highlight >}} of Hugo; $$ … $$
_CODE = re.compile(
    r"\{%-?\s*(?P<jekyll>highlight|raw|comment|capture|math|mermaid)\b[^%]*%\}"
    r"|\{\{[<%]\s*(?P<hugo>highlight|code|math|mermaid|raw|comment)\b[^}]*\}\}"
    r"|^(?P<math>\$\$)[ \t]*$",
    re.MULTILINE,
)
# {{< figure … >}}, over several lines
_SHORTCODE = re.compile(r"\{\{[<%][^}]{0,2000}[>%]\}\}")
_NO_PROSE_HINT = re.compile(r"\{[{%]|^\$\$", re.MULTILINE)
# [label] or [label][]: the words are the name of a link, whose address stands elsewhere
_LABEL = re.compile(r"\[(?P<label>[^\[\]]+)\](?![(\[](?!\]))")
# <B c={d > e}> is passed over whole
_TAG_OR_BRACE = re.compile(r"""<[A-Za-z](?:[^<>"'{}]|"[^"]*"|'[^']*'|\{[^{}]*\})*>|[{}]""")
# import x from 'y'; export const a = …: to the next blank line
_MODULE = re.compile(r"^(?:import|export)\b(?:[^\n]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)


def articles(text: str, config: Config, *, mdx: bool = False) -> list[Article]:
    """The file as one article: front matter first, then the blocks in order. With `mdx`, its code is left alone too."""
    fields, body = front_matter(text, config.front_matter)
    reader = _Reader(text, body, mdx=mdx)
    passages = (*fields, *reader.passages())
    return [Article(passages, notes=tuple(reader.notes))]


@cache
def _parser(*, footnotes: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    if footnotes:
        from mdit_py_plugins.footnote import footnote_plugin

        parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


class _Reader:
    """The blocks of one body, and the comments to us that were met on the way."""

    def __init__(self, text: str, body: int, *, mdx: bool) -> None:
        self.text = text
        self.body = body
        self.mdx = mdx
        self.lines = _line_spans(text, body)
        self.notes = list(hash_comments(text, 0, body)) if HINT in text else []
        self._speaks_to_us = HINT in text
        self._no_prose = self._without_prose()
        self._labels: frozenset[str] = frozenset()

    def passages(self) -> Iterator[Passage]:
        found = _Finder(self.text, self.lines)
        # other line ends would shift markdown-it's line numbers; NUL and the like do not reach this place
        body = "\n".join(self.text[start:end] for start, end in self.lines)
        found_labels: dict[str, dict[str, object]] = {}
        tokens = _parser(footnotes="[^" in body).parse(body, found_labels)
        self._labels = frozenset(found_labels.get("references", ()))
        for before, token in pairwise([tokens[0], *tokens] if tokens else []):
            if self._speaks_to_us and token.map and token.type in ("html_block", "inline"):
                self._note(token)
            if token.type == "inline" and token.map and token.content:
                place = found.content(token)
                in_cell = before.type in ("td_open", "th_open")
                if place is not None and (passage := self._passage(place, in_cell=in_cell)).text:
                    yield passage

    def _passage(self, place: list[Span], *, in_cell: bool) -> Passage:
        passage = inline_passage(self.text, place, spell_cell if in_cell else spell)
        at = bisect_right(self._no_prose, place[0].start, key=lambda span: span.end)
        inside = list(takewhile(lambda span: span.start < place[-1].end, self._no_prose[at:]))
        inside += self._names(place)
        if not inside:
            return passage
        kept = [text for span in inside for text in passage.within(span)]
        return passage._replace(protected=(*passage.protected, *kept))

    def _names(self, place: list[Span]) -> Iterator[Span]:
        """What names something in the block that stands in `place`: [labels] of links; in MDX, what is in braces."""
        content = "\n".join(self.text[start:end] for start, end in place)
        spans = _braced(content) if self.mdx and "{" in content else []
        if self._labels and "[" in content:
            spans += [Span(*m.span()) for m in _LABEL.finditer(content) if _normal(m["label"]) in self._labels]
        begins = [0, *accumulate(end - start + 1 for start, end in place)]
        for span in spans:
            first, last = (bisect_right(begins, at) - 1 for at in (span.start, span.end - 1))
            start = place[first].start + span.start - begins[first]
            yield Span(start, place[last].start + span.end - begins[last])

    def _without_prose(self) -> list[Span]:
        found: list[Span] = []
        if _NO_PROSE_HINT.search(self.text, self.body):
            found += _code(self.text, self.body)
            found += [Span(*match.span()) for match in _SHORTCODE.finditer(self.text, self.body)]
        if self.mdx:
            found += [Span(*match.span()) for match in _MODULE.finditer(self.text, self.body)]
        return list(merged(found))

    def _note(self, token: Token) -> None:
        """Comments to us in a block of HTML or between words; in code they are examples."""
        if token.map is None:
            return
        start, end = self.lines[token.map[0]].start, self.lines[min(token.map[1], len(self.lines)) - 1].end
        code = [Span(*m.span()) for m in re.finditer(r"(`+)[^`]+\1", self.text[start:end])]
        for note in comments(self.text, start, end):
            if not any(span.start < note.start - start < span.end for span in code) and note not in self.notes:
                self.notes.append(note)


def _code(text: str, at: int) -> Iterator[Span]:
    """What stands between the tags of a shortcode for code, or lines of `$$`; one never closed is passed over."""
    unclosed: set[str] = set()
    while match := _CODE.search(text, at):
        at, name = match.end(), match.group()
        if match["jekyll"]:
            name = rf"\{{%-?\s*end{match['jekyll']}\b[^%]*%\}}"
        elif match["hugo"]:
            name = rf"\{{\{{[<%]\s*/\s*{match['hugo']}\b[^}}]*\}}\}}"
        else:
            name = r"(?m)^\$\$[ \t]*$"
        close = re.compile(name).search(text, at) if name not in unclosed else None
        if close is None:
            unclosed.add(name)
        else:
            at = close.end()
            yield Span(match.start(), at)


def _normal(label: str) -> str:
    """A label as CommonMark compares it."""
    return " ".join(label.split()).lower().upper()


def _braced(content: str) -> list[Span]:
    """The stretches of `content` in braces, the outermost where they nest: expressions of MDX."""
    spans, depth, start = [], 0, 0
    for match in _TAG_OR_BRACE.finditer(content):
        if match.group() == "{":
            start = match.start() if depth == 0 else start
            depth += 1
        elif match.group() == "}" and depth:
            depth -= 1
            if depth == 0:
                spans.append(Span(start, match.end()))
    return spans


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
