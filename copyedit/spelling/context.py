"""The neighbours of a word in a text, as the sequences of the lexicon know them."""

from __future__ import annotations

from collections.abc import Mapping

from copyedit.lexicon import normal
from copyedit.lexicon.sequences import END, START
from copyedit.patterns import lazily
from copyedit.spelling.features import Context

_TOKEN = lazily(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,]*|[.!?…]+(?=[\s\"”’')\]]|\Z)|\n|[^\w\s]")
SENTENCE_START = lazily(r"(?:\A|[.!?…:\n][\"“‘'’”)\]]*\s*|[–—•]\s*)[\"“‘'(\[]*\Z")
WELL_ATTESTED = 300  # in Wikipedia: with a capital, rather a name than a slip
_REACH = 60  # code points on either side
_STOPS = frozenset(".!?…\n")
_MARKS = frozenset("\"“”‘’'()[]")


def context_at(text: str, start: int, end: int, counts: Mapping[str, int], times: int = 1) -> Context:
    """The context of the word at `text[start:end]`; `counts` are the article's words in lower case."""
    left = [token for token in _TOKEN.findall(text[max(0, start - _REACH) : start]) if token not in _MARKS]
    right = [token for token in _TOKEN.findall(text[end : end + _REACH]) if token not in _MARKS]
    if start > _REACH:
        left = left[1:]  # may be a piece of a word
    if len(text) - end > _REACH:
        right = right[:-1]
    word = text[start:end]
    return Context(
        before=_beside(left[::-1], START)[::-1],
        after=_beside(right, END),
        counts=counts,
        times=times,
        hyphenated=text[start - 1 : start] == "-" or text[end : end + 1] == "-",
        capital=word[:1].isupper(),
    )


def _beside(tokens: list[str], edge: str) -> tuple[str, str]:
    """The nearest and the next of `tokens` (nearest first); the sentence's edge stands for its mark."""
    near = _one(tokens[0], edge) if tokens else edge
    if near == edge:
        return edge, ""
    return near, _one(tokens[1], edge) if len(tokens) > 1 else edge


def _one(token: str, edge: str) -> str:
    if token[0] in _STOPS:
        return edge
    return "" if token[0].isdigit() else normal(token)
