"""JSONL: one record a line, one article a record; only the chosen fields, in each literal's own escape style.

A field is a name, or names with dots between them where objects lie in one another (article.body); where lists lie
between, each of their elements counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from json.decoder import JSONDecodeError

from copyedit.config import Config
from copyedit.formats import FormatError
from copyedit.formats.literal import Piece, literal_passages
from copyedit.model import Span
from copyedit.passage import Article, Passage

_decoder = json.JSONDecoder()
_BLANK = re.compile(r"[ \t\r]*")
_PIECE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]+", re.DOTALL
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOTE = "copyedit"  # "copyedit": "ignore[spelling]" asks for a record to be left as it is


def articles(text: str, config: Config) -> list[Article]:
    """Each record's chosen fields. Raises FormatError naming the line of what is no JSON object."""
    out, at = [], 1 if text.startswith("\ufeff") else 0
    chosen = _Chosen(config.fields)
    for number, line in enumerate(text[at:].split("\n"), 1):
        if line.strip():
            record = _Record(text, at + len(line), chosen)
            try:
                record.read(at)
            except (JSONDecodeError, RecursionError) as error:
                reason = error.msg if isinstance(error, JSONDecodeError) else "is nested too deeply"
                raise FormatError(f"line {number}: not a JSON object ({reason}); mend or remove that line") from None
            whole = Span(at, at + len(line)) if record.notes else None
            out.append(Article(tuple(record.passages), number, tuple(record.notes), whole))
        at += len(line) + 1
    return out


class _Chosen:
    """The fields that hold prose, and those on the way to them."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        self.fields = frozenset(fields)
        self.above = frozenset(
            ".".join(names[:depth])
            for names in (field.split(".") for field in fields)
            for depth in range(1, len(names))
        )


class _Record:
    """One line, read from left to right."""

    def __init__(self, text: str, end: int, chosen: _Chosen) -> None:
        self.text = text
        self.end = end
        self.chosen = chosen
        self.passages: list[Passage] = []
        self.notes: list[Span] = []

    def read(self, at: int) -> None:
        at = self._skip(at)
        if self.text[at : at + 1] != "{":
            raise JSONDecodeError("a record must be an object", self.text, at)
        at = self._object(at, "")
        if self._skip(at) < self.end:
            raise JSONDecodeError("there is more after the object", self.text, at)

    def _object(self, at: int, path: str) -> int:
        """Read the object at `at`; where it ends."""
        at = self._skip(at + 1)
        while self.text[at : at + 1] != "}":
            key, at = self._value(at)
            at = self._skip(self._expect(self._skip(at), ":"))
            name = f"{path}.{key}" if path else str(key)
            if name == _NOTE and self.text[at : at + 1] == '"':
                _, stop = self._value(at)
                self.notes.append(Span(at + 1, stop - 1))
            at = self._next(self._member(at, name), "}")
        return at + 1

    def _member(self, at: int, name: str) -> int:
        """Read the value of the field `name`; where it ends. What is not chosen is passed over."""
        chosen, above = name in self.chosen.fields, name in self.chosen.above
        mark = self.text[at : at + 1]
        if mark == "{" and above:
            return self._object(at, name)
        if mark == "[" and (chosen or above):
            at = self._skip(at + 1)
            while self.text[at : at + 1] != "]":
                at = self._next(self._member(at, name), "]")
            return at + 1
        value, stop = self._value(at)
        if chosen and isinstance(value, str):
            raw = self.text[at + 1 : stop - 1]
            self.passages += literal_passages(_pieces(raw), at + 1, _spelling(raw), name)
        return stop

    def _next(self, at: int, close: str) -> int:
        """Past the comma after an element, or at `close`."""
        at = self._skip(at)
        if self.text[at : at + 1] == ",":
            return self._skip(at + 1)
        if self.text[at : at + 1] != close:
            raise JSONDecodeError(f"a comma or {close} is missing", self.text, at)
        return at

    def _skip(self, at: int) -> int:
        match = _BLANK.match(self.text, at)
        return match.end() if match else at

    def _expect(self, at: int, mark: str) -> int:
        if self.text[at : at + 1] != mark:
            raise JSONDecodeError(f"{mark} is missing", self.text, at)
        return at + 1

    def _value(self, at: int) -> tuple[object, int]:
        value, stop = _decoder.raw_decode(self.text, at)
        if stop > self.end:
            raise JSONDecodeError("the line ends within a value", self.text, at)
        return value, stop


def _pieces(raw: str) -> Iterator[Piece]:
    """A literal's stretches without escapes, and its escapes."""
    if "\\" not in raw:
        yield Piece(raw, raw)
        return
    for match in _PIECE.finditer(raw):
        piece = match.group()
        yield Piece(piece if piece[0] != "\\" else json.loads(f'"{piece}"'), piece)


def _spelling(raw: str) -> Callable[[str], str]:
    """New text in the literal's own style: `\\u2019` where it escapes what is not ASCII, `\\/` where it does that."""
    ascii_only = raw.isascii() and "\\u" in raw
    slashes = "\\/" in raw

    def escaped(match: re.Match[str]) -> str:
        stray_byte = match.group() in raw
        return match.group() if stray_byte else f"\\u{ord(match.group()):04x}"

    def spell(text: str) -> str:
        out = json.dumps(text, ensure_ascii=ascii_only)[1:-1]
        out = out if ascii_only else _SURROGATE.sub(escaped, out)
        return out.replace("/", "\\/") if slashes else out

    return spell
