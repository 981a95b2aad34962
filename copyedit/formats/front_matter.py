"""Front matter in YAML (`---`): the one-line texts of chosen keys; all else keeps its bytes."""

from __future__ import annotations

import re
from collections.abc import Callable

from copyedit.model import Span
from copyedit.passage import Passage, Run

_YAML = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_FIELD = re.compile(r"^(?P<key>[\w-]+):[ \t]+(?P<value>[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)
_DOUBLE = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"(?:\s+#.*)?\Z')
_SINGLE = re.compile(r"'(?P<text>(?:[^']|'')*)'(?:\s+#.*)?\Z")
# a plain scalar that is a text: no flow, block, anchor, tag, alias or comment
_PLAIN = re.compile(r"(?P<text>[^\s\[\]{}>|&*!%@`\"'#,?:-](?:(?!\s#|:\s).)*)(?:\s+#.*)?\Z")


def front_matter(text: str, keys: tuple[str, ...]) -> tuple[list[Passage], int]:
    """The passages of `keys`, and the offset at which the body begins (0 where there is no front matter)."""
    block = _YAML.match(text)
    if block is None:
        return [], 0
    fields = [m for m in _FIELD.finditer(text, block.start("fields"), block.end("fields")) if m["key"] in keys]
    found = [_passage(text, Span(*m.span("value")), m["key"]) for m in fields]
    return [passage for passage in found if passage is not None and passage.text], block.end()


def _passage(text: str, value: Span, key: str) -> Passage | None:
    raw = text[value.start : value.end]
    where = f"front matter, {key}"
    if match := _DOUBLE.match(raw):
        # an escape in a double-quoted text is rare in titles; such a one is left alone
        return None if "\\" in match["text"] else _verbatim(match, value, where, _spell_double)
    if match := _SINGLE.match(raw):
        return _single(match, value, where)
    if match := _PLAIN.match(raw):
        return _verbatim(match, value, where, _spell_plain)
    return None


def _spell_double(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _spell_single(text: str) -> str:
    return text.replace("'", "''")


def _spell_plain(text: str) -> str:
    return text


def _verbatim(match: re.Match[str], value: Span, where: str, spell: Callable[[str], str]) -> Passage:
    """A text without escapes. In a plain one `:` and `#` keep their neighbours: with a blank they would end it."""
    text = match["text"].rstrip() if spell is _spell_plain else match["text"]
    start = value.start + match.start("text")
    run = Run(Span(0, len(text)), Span(start, start + len(text)))
    marks = [Span(m.start(), m.end()) for m in re.finditer(r"[:#]", text)] if spell is _spell_plain else []
    return Passage(text, (run,), spell, tuple(marks), where)


def _single(match: re.Match[str], value: Span, where: str) -> Passage:
    """A text in single quotes, in which `''` is one apostrophe."""
    pieces, runs, length = [], [], 0
    for piece in re.finditer(r"''|[^']+", match["text"]):
        text = "'" if piece.group() == "''" else piece.group()
        start = value.start + match.start("text") + piece.start()
        runs.append(Run(Span(length, length + len(text)), Span(start, start + len(piece.group()))))
        pieces.append(text)
        length += len(text)
    return Passage("".join(pieces), tuple(runs), _spell_single, (), where)
