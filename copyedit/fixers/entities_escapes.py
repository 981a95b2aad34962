r"""Escapes of a programming language that were never undone: \u2019, \n, \", \xe2\x80\x99."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from copyedit.model import Confidence, Span
from copyedit.patterns import lazily

_ESCAPE = lazily(
    r"""
      (?P<unicode>(?:\\{1,2}u[0-9a-fA-F]{4})+)
    | (?P<bytes>(?:\\{1,2}x[0-9a-fA-F]{2})+)
    | (?P<newline>(?:(?<![\w\\/])|(?<=[a-z]))(?:\\{1,2}r)?\\{1,2}n(?:\s*(?:\\{1,2}r)?\\{1,2}n)*(?=[\s“"'‘(A-Z0-9•-]|\Z))
    | (?P<quote>\\{1,2}["'])
    """,
    re.VERBOSE,
)
_CONTRACTION = lazily(r"(?:s|t|re|ve|ll|d|m)\b")


class Escape(NamedTuple):
    """An escape, what it stands for, how sure that is and why."""

    span: Span
    before: str
    after: str
    confidence: Confidence
    why: str


def escapes(text: str) -> Iterator[Escape]:
    r"""The escapes in `text`. Paths (C:\new), LaTeX accents (Schr\"odinger) and drawings are left alone."""
    for match in _ESCAPE.finditer(text):
        after = _meaning(text, match)
        if after is not None:
            blank_lines = match["newline"] is not None and match[0].count("n") > 1
            confidence = Confidence.LIKELY if blank_lines else Confidence.SURE
            yield Escape(Span(*match.span()), match[0], after, confidence, f"{match[0]} is {after!r} in program text")


def _meaning(text: str, match: re.Match[str]) -> str | None:
    if match["unicode"]:
        units = [int(unit, 16) for unit in re.findall("u([0-9a-fA-F]{4})", match[0])]
        return _printable(b"".join(unit.to_bytes(2, "big") for unit in units), "utf-16-be")
    if match["bytes"]:
        data = bytes.fromhex("".join(re.findall("x([0-9a-fA-F]{2})", match[0])))
        return _printable(data, "utf-8") or _printable(data, "cp1252")
    if match["newline"]:
        return _line_end(text, match)
    return match[0][-1] if _is_quote(text, match) else None


def _printable(data: bytes, table: str) -> str | None:
    try:
        read = data.decode(table).replace("\xa0", " ").replace("\n", " ")
    except UnicodeDecodeError:
        return None
    return read if all(character.isprintable() for character in read) else None


def _line_end(text: str, match: re.Match[str]) -> str | None:
    r"""A blank for \n, nothing beside another blank or at an edge; None where it is part of a path."""
    before, after = text[: match.start()], text[match.end() : match.end() + 1]
    if before and before[-1].isalnum() and not (before[-1].islower() and (after.isupper() or after in ("“", '"'))):
        return None
    if re.search(r"(?:\A|\s)(?:[A-Za-z]:|\\\\|[./~])[\\/]?\S*\Z", before[-80:]):
        return None
    return "" if not before or before[-1].isspace() or not after or after.isspace() else " "


def _is_quote(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if before.isalpha() and after.isalpha():
        return match[0][-1] == "'" and _CONTRACTION.match(text, match.end()) is not None
    return not (before in ("/", "\\", "_", ":") or after in ("/", "\\", "_")) and (before + after).strip() != ""
