"""Comments that speak to copyedit, in the forms that the formats have for comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copyedit.model import Span

HINT = "copyedit:"
# <!-- … --> of HTML and Markdown; {/* … */} of MDX; {{/* … */}} of Hugo; {# … #} of Jinja
_COMMENT = re.compile(
    r"<!--\s*copyedit:.{0,500}?-->|\{\{?/\*\s*copyedit:.{0,500}?\*/\}\}?|\{#\s*copyedit:.{0,500}?#\}",
    re.DOTALL,
)


def comments(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The comments in `text[start:end]` that begin with `copyedit:`."""
    for match in _COMMENT.finditer(text, start, len(text) if end is None else end):
        yield Span(*match.span())


# title: Paris in the the spring  # copyedit: ignore
_HASH = re.compile(r"(?:^|(?<=\s))#\s*copyedit:[^\r\n]*", re.MULTILINE)


def hash_comments(text: str, start: int, end: int) -> Iterator[Span]:
    """The same in YAML and TOML."""
    for match in _HASH.finditer(text, start, end):
        yield Span(*match.span())
