"""CSV: the chosen columns of each row, a row an article; the first row names the columns.

Fields are read as spreadsheets write them (RFC 4180): between commas (or semicolons or tabs, whichever the first row
has), in double quotes where they must be, `""` being one. A file whose first row names none of them is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from copyedit.config import Config
from copyedit.formats import FormatError
from copyedit.formats.literal import Piece, literal_passages
from copyedit.model import Span
from copyedit.passage import Article, Passage

_SEPARATORS = ",;\t"
_NOTE = "copyedit"
_QUOTED_PIECE = re.compile(r'""|[^"]+')


class _Field(NamedTuple):
    """A field's place in the source, its quotes left out."""

    span: Span
    quoted: bool


def articles(text: str, config: Config) -> list[Article]:
    """A row an article, counted from 1 without the row of names. Raises FormatError where a quote is never closed."""
    start = 1 if text.startswith("\ufeff") else 0
    first_line = text[start : (text.find("\n", start) + 1 or len(text))]
    separator = max(_SEPARATORS, key=first_line.count)
    rows = _rows(text, start, separator)
    names = [_read(text, field) for field in next(rows, [])]
    chosen = [(at, name.strip()) for at, name in enumerate(names) if name.strip() in config.columns]
    if not chosen:
        return []
    note_at = names.index(_NOTE) if _NOTE in names else -1
    return [_article(text, row, number, chosen, note_at, separator) for number, row in enumerate(rows, 1)]


def _article(
    text: str, row: list[_Field], number: int, chosen: list[tuple[int, str]], note_at: int, separator: str
) -> Article:
    passages = [p for at, name in chosen if at < len(row) for p in _passages(text, row[at], name, separator)]
    has_note = 0 <= note_at < len(row) and row[note_at].span.start < row[note_at].span.end
    notes = (row[note_at].span,) if has_note else ()
    whole = Span(row[0].span.start, row[-1].span.end) if has_note else None
    return Article(tuple(passages), record=number, notes=notes, whole=whole)


def _rows(text: str, at: int, separator: str) -> Iterator[list[_Field]]:
    end_of_field = re.compile(rf"[{separator}\r\n]")
    row: list[_Field] = []
    while at < len(text):
        field, at = _field(text, at, end_of_field)
        row.append(field)
        if at >= len(text) or text[at] in "\r\n":
            if len(row) > 1 or row[0].span.start < row[0].span.end:
                yield row
            row = []
            at += 2 if text.startswith("\r\n", at) else 1
        else:
            at += 1


def _field(text: str, at: int, end_of_field: re.Pattern[str]) -> tuple[_Field, int]:
    """The field that begins at `at`, and where what parts it from the next one stands."""
    if text[at] != '"':
        match = end_of_field.search(text, at)
        end = match.start() if match else len(text)
        return _Field(Span(at, end), quoted=False), end
    close = at
    while True:
        close = text.find('"', close + 1)
        if close < 0:
            line = text.count("\n", 0, at) + 1
            raise FormatError(f"line {line}: a quoted field is never closed; mend that line")
        if not text.startswith('"', close + 1):
            break
        close += 1
    match = end_of_field.search(text, close + 1)
    return _Field(Span(at + 1, close), quoted=True), match.start() if match else len(text)


def _read(text: str, field: _Field) -> str:
    raw = text[field.span.start : field.span.end]
    return raw.replace('""', '"') if field.quoted else raw


def _passages(text: str, field: _Field, name: str, separator: str) -> Iterator[Passage]:
    raw = text[field.span.start : field.span.end]
    if not field.quoted:
        yield from literal_passages([Piece(raw, raw)], field.span.start, _unquoted(separator), name)
        return
    pieces = [Piece('"' if p == '""' else p, p) for p in _QUOTED_PIECE.findall(raw)]
    yield from literal_passages(pieces, field.span.start, _spell_quoted, name)


def _spell_quoted(text: str) -> str:
    return text.replace('"', '""')


def _unquoted(separator: str) -> Callable[[str], str]:
    """A field without quotes cannot hold the separator or a line end: a blank stands there instead."""

    def spell(text: str) -> str:
        return re.sub(rf"[{separator}\r\n]", " ", text).replace('"', "”")

    return spell
