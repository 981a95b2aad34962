"""Front matter in YAML (`---`) and TOML (`+++`): the texts of chosen keys; all else keeps its bytes, JSON whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from copyedit.model import Span
from copyedit.passage import Passage, Run, as_it_is

_YAML = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(?P<fields>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_JSON = re.compile(r"\ufeff?\{[ \t]*\r?\n(?P<fields>[ \t]+\".*?)^\}[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_YAML_FIELD = re.compile(r"^(?P<key>[\w-]+):[ \t]+(?P<value>[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)
_TOML_FIELD = re.compile(r"^(?P<key>[\w-]+)[ \t]*=[ \t]*(?P<value>[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)
_TOML_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_DOUBLE = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"(?:\s+#.*)?\Z')
_SINGLE = re.compile(r"'(?P<text>(?:[^']|'')*)'(?:\s+#.*)?\Z")
_LITERAL = re.compile(r"'(?P<text>[^']*)'(?:\s+#.*)?\Z")
# a plain scalar that is a text: no flow, block, anchor, tag, alias or comment
_PLAIN = re.compile(r"(?P<text>[^\s\[\]{}>|&*!%@`\"'#,?:-](?:(?!\s#|:\s).)*)(?:\s+#.*)?\Z")
# `description: >-` and the indented lines below it
_BLOCK = re.compile(r"[>|][+-]?(?:\s+#.*)?\Z")
_INDENTED = re.compile(r"(?:[ \t]+[^\r\n]*|[ \t]*)(?:\r?\n|\Z)")
_PIECE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)|[^\\]+", re.DOTALL)
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", " ": " ", "t": "\t", "n": "\n", "_": "\u00a0"}


def front_matter(text: str, keys: tuple[str, ...]) -> tuple[list[Passage], int]:
    """The passages of `keys`, and the offset at which the body begins (0 where there is no front matter)."""
    if block := _YAML.match(text):
        fields = _YAML_FIELD.finditer(text, *block.span("fields"))
        found = [_yaml(text, block.end("fields"), m) for m in fields if m["key"] in keys]
    elif block := _TOML.match(text):
        start, end = block.span("fields")
        table = _TOML_TABLE.search(text, start, end)
        fields = _TOML_FIELD.finditer(text, start, table.start() if table else end)
        found = [_toml(m) for m in fields if m["key"] in keys]
    else:
        block = _JSON.match(text)
        found = []
    return [passage for passage in found if passage is not None and passage.text], block.end() if block else 0


def _yaml(text: str, end: int, field: re.Match[str]) -> Passage | None:
    raw, value, where = field["value"], field.start("value"), f"front matter, {field['key']}"
    if match := _DOUBLE.match(raw):
        return _escaped(match, value, where)
    if match := _SINGLE.match(raw):
        return _of_pieces(_in_single(match["text"]), value + match.start("text"), _spell_single, where)
    if match := _PLAIN.match(raw):
        return _plain(match, value, where)
    return _block(text, field.end(), end, where) if _BLOCK.match(raw) else None


def _toml(field: re.Match[str]) -> Passage | None:
    """A text on one line; in single quotes it has no escapes, so an apostrophe cannot be put into it."""
    raw, value, where = field["value"], field.start("value"), f"front matter, {field['key']}"
    if raw.startswith(('"""', "'''")):
        return None
    if match := _DOUBLE.match(raw):
        return _escaped(match, value, where)
    if match := _LITERAL.match(raw):
        return _of_pieces([(match["text"], match["text"])], value + match.start("text"), _spell_literal, where)
    return None


def _spell_double(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")


def _spell_single(text: str) -> str:
    return text.replace("'", "''")


def _spell_literal(text: str) -> str:
    return text.replace("'", "’")


def _spell_plain(text: str) -> str:
    """A colon before a blank and a hash after one would end the text: a no-break blank stands there instead."""
    return re.sub(r"(?<=:) (?=\S)| (?=#)", "\u00a0", text)


def _escaped(match: re.Match[str], value: int, where: str) -> Passage | None:
    """A text in double quotes; one with an escape that we do not know is left alone."""
    pieces = []
    for piece in _PIECE.finditer(match["text"]):
        raw = piece.group()
        read = raw if raw[0] != "\\" else _ESCAPES.get(raw[1])
        if raw[0] == "\\" and raw[1] in "uUx" and len(raw) > 2:
            code = int(raw[2:], 16)
            read = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else None
        if read is None:
            return None
        pieces.append((read, raw))
    return _of_pieces(pieces, value + match.start("text"), _spell_double, where)


def _in_single(text: str) -> list[tuple[str, str]]:
    """In single quotes `''` is one apostrophe."""
    return [("'" if piece == "''" else piece, piece) for piece in re.findall(r"''|[^']+", text)]


def _of_pieces(pieces: list[tuple[str, str]], at: int, spell: Callable[[str], str], where: str) -> Passage:
    """The passage of (as read, as written) pieces that begin at `at` in the source."""
    runs, length = [], 0
    for read, raw in pieces:
        runs.append(Run(Span(length, length + len(read)), Span(at, at + len(raw))))
        length, at = length + len(read), at + len(raw)
    return Passage("".join(read for read, _ in pieces), tuple(runs), spell, (), where)


def _plain(match: re.Match[str], value: int, where: str) -> Passage:
    """A text without quotes: its first character and its `:` and `#` decide how it is read, so they stay."""
    text = match["text"].rstrip()
    kept = [Span(m.start(), m.end()) for m in re.finditer(r"\A[^\w]|[:#]", text)]
    start = value + match.start("text")
    run = Run(Span(0, len(text)), Span(start, start + len(text)))
    return Passage(text, (run,), _spell_plain, tuple(kept), where)


def _block(text: str, at: int, end: int, where: str) -> Passage | None:
    """The lines of a block scalar; their indentation and line ends stay."""
    pieces: list[str] = []
    runs: list[Run] = []
    kept: list[Span] = []
    for start, stop in _indented_lines(text, text.find("\n", at) + 1 or end, end):
        words = text[start:stop].lstrip()
        start = stop - len(words)
        length = runs[-1].text.end if runs else 0
        runs.append(Run(Span(length, length + len(words)), Span(start, stop)))
        pieces.append(words)
        line_end = len(words.rstrip())
        kept.append(Span(length + line_end, length + len(words)))
    while pieces and not pieces[-1].strip():
        del pieces[-1], runs[-1], kept[-1]
    return Passage("".join(pieces), tuple(runs), as_it_is, tuple(s for s in kept if s.start < s.end), where)


def _indented_lines(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    while at < end and (match := _INDENTED.match(text, at, end)) and match.end() > at:
        if match.group().strip():
            yield match.span()
        at = match.end()
