"""JSONL: one record a line, one article a record; only the chosen fields, in each literal's own escape style."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import islice
from json.decoder import JSONDecodeError

from copyedit.config import Config
from copyedit.formats import FormatError
from copyedit.formats.plain import passages
from copyedit.model import Span
from copyedit.passage import Article, Passage, Run

_decoder = json.JSONDecoder()
_BLANK = re.compile(r"[ \t\r]*")
_PIECE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]+", re.DOTALL
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def articles(text: str, config: Config) -> list[Article]:
    """Each record's chosen fields. Raises FormatError naming the line of what is no JSON object."""
    out, at = [], 1 if text.startswith("\ufeff") else 0
    for number, line in enumerate(text[at:].split("\n"), 1):
        if line.strip():
            try:
                found = tuple(_fields(text, at, at + len(line), config.fields))
            except (JSONDecodeError, RecursionError) as error:
                reason = error.msg if isinstance(error, JSONDecodeError) else "is nested too deeply"
                raise FormatError(f"line {number}: not a JSON object ({reason}); mend or remove that line") from None
            out.append(Article(found, record=number))
        at += len(line) + 1
    return out


def _fields(text: str, start: int, end: int, chosen: tuple[str, ...]) -> Iterator[Passage]:
    """The passages of one record, in the order of the line."""
    at = _skip(text, start)
    if text[at : at + 1] != "{":
        raise JSONDecodeError("a record must be an object", text, at)
    at = _skip(text, at + 1)
    while text[at : at + 1] != "}":
        key, at = _value(text, at, end)
        at = _expect(text, _skip(text, at), ":")
        begin = _skip(text, at)
        value, at = _value(text, begin, end)
        if key in chosen and isinstance(value, str):
            yield from _literal(text, begin, at, str(key))
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "}":
            raise JSONDecodeError("a comma or } is missing", text, at)
    if _skip(text, at + 1) < end:
        raise JSONDecodeError("there is more after the object", text, at)


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _expect(text: str, at: int, mark: str) -> int:
    if text[at : at + 1] != mark:
        raise JSONDecodeError(f"{mark} is missing", text, at)
    return at + 1


def _value(text: str, at: int, end: int) -> tuple[object, int]:
    value, stop = _decoder.raw_decode(text, at)
    if stop > end:
        raise JSONDecodeError("the line ends within a value", text, at)
    return value, stop


def _literal(text: str, start: int, end: int, field: str) -> Iterator[Passage]:
    """The paragraphs of one string literal (`start` at its opening quote)."""
    raw = text[start + 1 : end - 1]
    decoded, runs = _decoded(raw, start + 1)
    spell = _spelling(raw)
    for piece in passages(decoded):
        span = piece.runs[0].source
        yield piece._replace(runs=tuple(_within(runs, span)), spell=spell, where=field, field=field)


def _decoded(raw: str, at: int) -> tuple[str, list[Run]]:
    """The text of a literal and where each stretch of it stands."""
    if "\\" not in raw:
        return raw, [Run(Span(0, len(raw)), Span(at, at + len(raw)))]
    out, runs, length = [], [], 0
    for match in _PIECE.finditer(raw):
        piece = match.group()
        text = piece if piece[0] != "\\" else json.loads(f'"{piece}"')
        runs.append(Run(Span(length, length + len(text)), Span(at + match.start(), at + match.end())))
        out.append(text)
        length += len(text)
    return "".join(out), runs


def _within(runs: list[Run], span: Span) -> Iterator[Run]:
    """The runs of `span`, in the coordinates of its own beginning."""
    first = bisect_right(runs, span.start, key=lambda run: run.text.start) - 1
    for run in islice(runs, first, None):
        start, end = max(run.text.start, span.start), min(run.text.end, span.end)
        if start >= span.end:
            break
        here = Span(start - span.start, end - span.start)
        if run.verbatim:
            move = run.source.start - run.text.start
            yield Run(here, Span(start + move, end + move))
        else:
            yield Run(here, run.source)


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
