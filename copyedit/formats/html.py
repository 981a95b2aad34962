"""HTML: the text of its blocks, each a passage; tags within a block are gaps, character references are escapes.

Script, style, code and whatever asks not to be translated stand as protected text or not at all. `HTMLParser` gives
each tag and text its exact place (`getpos`), so that all else keeps its bytes.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from copyedit.config import Config
from copyedit.formats.comments import HINT, comments
from copyedit.model import Span
from copyedit.passage import Article, Passage, Run

# within a sentence; any other tag begins a new passage
_WITHIN = """
    a abbr acronym b bdi bdo big cite del dfn em font i ins label mark q s small span strike strong sub sup time tt u
    wbr
"""
# within a sentence too, but no prose: what stands in them is protected
_KEPT = "code kbd samp var math svg button select output data meter progress"
_NO_PROSE = "script style template textarea pre head noscript iframe object canvas audio video map xmp listing"
_EMPTY = "area base br col embed hr img input link meta source track wbr"
_INLINE, _CODE, _SKIPPED, _VOID = (frozenset(names.split()) for names in (_WITHIN, _KEPT, _NO_PROSE, _EMPTY))
_TITLE = "title"  # the one prose in a head
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_BLANK = re.compile(r"\s+")


def articles(text: str, config: Config) -> list[Article]:
    """The document as one article: its title, then its blocks in order."""
    reader = _Reader(text)
    reader.feed(text[: _end_of_comments(text)])
    reader.close()
    reader.end_passage()
    return [Article(tuple(reader.passages), notes=tuple(reader.notes))]


def _end_of_comments(text: str) -> int:
    """Where a comment begins that is never closed, as all that follows is part of it; else the end."""
    unclosed = text.find("<!--", text.rfind("-->") + 1)
    return len(text) if unclosed < 0 else unclosed


def spell(text: str) -> str:
    """New prose as HTML writes it."""
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


class _Reader(HTMLParser):
    """Collects runs of text until a block begins or ends."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.passages: list[Passage] = []
        self.notes: list[Span] = []
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self._skipping: list[str] = []
        self._keeping: list[str] = []
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._kept: list[Span] = []

    # what HTMLParser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        untouched = any(
            (name == "translate" and value == "no") or (name == "contenteditable" and value == "true")
            for name, value in attrs
        )
        if tag in _VOID:
            self._break_at(tag)
        elif tag == _TITLE and self._skipping == ["head"]:
            self.end_passage()
            self._skipping.append("")
        elif tag in _SKIPPED or (untouched and tag not in _INLINE):
            self.end_passage()
            self._skipping.append(tag)
        elif tag in _CODE or untouched:
            self._keeping.append(tag)
        else:
            self._break_at(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>` stands for itself; `<p/>` opens, as a browser has it."""
        if tag in _VOID:
            self._break_at(tag)
        else:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == _TITLE and self._skipping[-1:] == [""]:
            self._skipping.pop()
            self.end_passage()
        elif tag in self._keeping:
            del self._keeping[self._keeping.index(tag) :]
        elif tag in self._skipping:
            del self._skipping[self._skipping.index(tag) :]
            self.end_passage()
        else:
            self._break_at(tag)

    def handle_data(self, data: str) -> None:
        start = self._offset()
        # a < that begins no tag: whoever mends it may make a tag of what follows
        self._put(data, start, start + len(data), protected="<" in data)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def handle_comment(self, data: str) -> None:
        start = self._offset()
        if HINT in data:
            self.notes += comments(self.text, start, start + len(data) + len("<!---->"))

    # what it makes of that

    def end_passage(self) -> None:
        """What was collected is a passage, unless it is blank."""
        text = "".join(self._pieces)
        if text.strip():
            blank = [Span(*m.span()) for m in _BLANK.finditer(text) if m.group() != " "]
            ends = [Span(0, len(text) - len(text.lstrip())), Span(len(text.rstrip()), len(text))]
            kept = [span for span in (*self._kept, *blank, *ends) if span.start < span.end]
            self.passages.append(Passage(text, tuple(self._runs), spell, tuple(kept)))
        self._pieces, self._runs, self._kept = [], [], []

    def _break_at(self, tag: str) -> None:
        if tag not in _INLINE and not self._is_skipped():
            self.end_passage()

    def _is_skipped(self) -> bool:
        return bool(self._skipping) and self._skipping[-1] != ""

    def _reference(self, written: str) -> None:
        """A character reference; one that stands for nothing is read as it is written."""
        start = self._offset()
        match = _REFERENCE.match(self.text, start)
        whole = match.group() if match else written
        read = html.unescape(whole)
        if len(read) >= len(whole) or "\n" in read:
            read = whole
        self._put(read, start, start + len(whole))

    def _put(self, piece: str, start: int, end: int, *, protected: bool = False) -> None:
        if self._is_skipped() or not piece:
            return
        length = self._runs[-1].text.end if self._runs else 0
        here = Span(length, length + len(piece))
        self._pieces.append(piece)
        self._runs.append(Run(here, Span(start, end)))
        if self._keeping or protected:
            self._kept.append(here)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column
