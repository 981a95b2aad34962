"""HTML tags that were left in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from copyedit.model import Span
from copyedit.patterns import lazily
from copyedit.reading import Reading

_BLOCK = (
    "address|article|aside|blockquote|br|div|figcaption|figure|footer|h[1-6]|header|hr|li|main|ol|p|section|table|tbody"
    "|td|th|thead|tr|ul"
)
_INLINE = "a|abbr|b|cite|em|font|i|img|q|s|small|span|strike|strong|sub|sup|time|u|wbr"
_TAG = lazily(
    rf"""<!--.*?--> | </?(?:(?P<block>{_BLOCK})|(?:{_INLINE}))
    (?:\s+[a-zA-Z:-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|“[^”<>]*”|[^\s"'<>=]+))?)*\s*/?>""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ABOUT_TAGS = lazily(r"\b(?:tags?|HTML|markup|elements?)\b")


class Tag(NamedTuple):
    """A tag and what stands in its place: a blank where it parted words, else nothing."""

    span: Span
    before: str
    after: str


def tags(reading: Reading) -> Iterator[Tag]:
    """The tags of a passage; none where it speaks of them, or where its format shows that they are meant as text."""
    text = reading.text
    if _ABOUT_TAGS.search(text) or _are_meant(reading):
        return
    found = list(_TAG.finditer(text))
    spans = [Span(*match.span()) for match in found]
    if any(reading.is_protected(span) for span in spans):
        return  # a link's address stays, so its tags do
    for match, span in zip(found, spans, strict=True):
        before, after = text[: span.start].rstrip("\n")[-1:], text[span.end : span.end + 1]
        parts = match["block"] and before and after and not before.isspace() and not after.isspace()
        next_tag = after == "<" and _TAG.match(text, span.end) is not None
        yield Tag(span, match[0], " " if parts and not next_tag else "")


def _are_meant(reading: Reading) -> bool:
    r"""Markdown's `\<b>` and `&lt;b>` are signs; JSON's `\u003cb` is not, it is how some programs write `<`."""
    passage = reading.passage
    return not passage.field and any(
        not run.verbatim and passage.text[run.text.start : run.text.end] in "<>" for run in passage.runs
    )
