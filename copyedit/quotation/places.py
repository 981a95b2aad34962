"""Where a missing mark may belong in a stretch of text, best first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from copyedit.patterns import lazily

MOST_PLACES = 5
_LAST_RESORT = 2.5
_LONGEST_NAME = 40  # code points from “called” to the end of what is called so
_LONGEST_STRETCH = 600  # code points searched from the end that is nearest to the mark's partner

_SAYING = (
    r"(?:said|says|say|saying|added|adds|told|tells|wrote|writes|asked|asks|replied|explained|explains|continued|noted"
    r"|argued|insisted|warned|claimed|tweeted|recalled|stated|admitted|announced|concluded|declared|joked|remarked)"
)
_ATTRIBUTION = lazily(rf"\s+(?:[^\W\d_][\w.’'-]*\s+){{0,3}}?{_SAYING}\b")
_SAYS = lazily(rf"\b{_SAYING}\b")
_ENDS_ATTRIBUTED = lazily(rf"[,?!]\s+(?:[^\W\d_][\w.’'-]*\s+){{0,4}}?{_SAYING}\b[^.!?…]*[.!?…]?\s*\Z")
_STOP = lazily(r"[.!?…,;:]+(?=\s|\Z)")
_ANNOUNCED = lazily(rf"(?:\b{_SAYING},\s+(?=[^\W\d_a-z])|\b(?:said|says)(?: that)?\s+|:\s+)(?=\S)")
_NAMED = lazily(r"\b(?:like|called|dubbed|titled|termed|named|as)\s+(?=\S)")
_BEGIN = lazily(r"(?:(?P<end>[.!?…][)\]]?)|[,;–—])\s+(?=\w)")
_WORD = lazily(r"\w[\w’'-]*")
_SMALL_WORDS = (
    "a an the to of as by for with in on was were is are be been being that this these those his her their its"
)
_SMALL = frozenset((*_SMALL_WORDS.split(), "and", "or"))


class Place(NamedTuple):
    """An offset for a mark, and what it costs to assume it there."""

    cost: float
    at: int


def closing_places(text: str, start: int, end: int, stop: int, points_inside: bool) -> tuple[Place, ...]:
    """Where in `text[start:end]`, not blank, a quotation opened at `start` may close; `stop` is where the prose ends.

    `points_inside`: whether commas and full stops belong before the closing mark though only part of a sentence is
    quoted (“words.” against ‘words’.).
    """
    while text[start].isspace():
        start += 1
    end = _before_blanks(text, start, min(end, start + _LONGEST_STRETCH))
    is_phrase = text[start : start + 1].islower()
    found: list[Place] = []
    for rank, match in enumerate(_STOP.finditer(text, start, end)):
        point = match.group()[0]
        cost, within = _cost_at_point(text, match, stop, points_inside, is_phrase)
        cost += min(rank, 4) * (0.5 if is_phrase else 0.1)
        found.append(Place(cost, match.end() if within else match.start()))
        if point in ".,":
            found.append(Place(cost + 0.5, match.start() if within else match.end()))
    if end >= stop and not any(place.at >= end - 1 for place in found):
        found.append(Place(0.7, end))
    return _ranked([*found, *_after_words(text, start, end, is_phrase), Place(_LAST_RESORT, end)], start + 1)


def _after_words(text: str, start: int, end: int, is_phrase: bool) -> Iterator[Place]:
    """After one of the first words, best where a function word follows: ‘bandit formations’ and …"""
    words = list(_WORD.finditer(text, start, min(end, start + 70)))
    cost = 0.8 if is_phrase else 1.6
    for rank, (word, following) in enumerate(pairwise(words)):
        between = text[word.end() : following.start()]
        if word.group().lower() not in _SMALL and between in (" ", " ("):
            unlikely = between == " " and (rank == 0 or following.group().lower() not in _SMALL)
            yield Place(cost + 0.15 * rank + 0.6 * unlikely, word.end())
        if not between.isspace():
            return


def ends_attributed(text: str, start: int, end: int) -> bool:
    """Whether the last sentence of `text[start:end]` tells who spoke: …, the minister said in Paris."""
    return _ENDS_ATTRIBUTED.search(text, max(start, end - 160), end) is not None


def _cost_at_point(
    text: str, match: re.Match[str], stop: int, points_inside: bool, is_phrase: bool
) -> tuple[float, bool]:
    """What it costs to close at the point(s) of `match`, and whether after them."""
    point, inside = match.group()[0], points_inside or not is_phrase
    if point in ",.?!…" and _ATTRIBUTION.match(text, match.end(), match.end() + 80):
        return 0.0, True
    if point in ".!?…":
        is_end = match.end() >= stop
        return (0.3 if is_end or is_phrase else 0.6), inside or point in "!?…"
    return (1.0 if point == "," else 2.0), points_inside and point == ","


def opening_places(text: str, start: int, end: int) -> tuple[Place, ...]:
    """Where in `text[start:end]`, not blank, a quotation closed at `end` may open."""
    end = _before_blanks(text, start, end)
    low = max(start, end - _LONGEST_STRETCH)
    is_phrase = end > low and text[end - 1].isalnum() and end < len(text)
    phrase = _before_words(text, low, end, 0.2 if is_phrase else 1.3)
    announced = [match.end() for match in _ANNOUNCED.finditer(text, low, end)]
    found = [Place(0.2 + 0.2 * rank, at) for rank, at in enumerate(reversed(announced))]
    found += [Place(0.3, match.end()) for match in _NAMED.finditer(text, max(low, end - _LONGEST_NAME), end)]
    begins = list(_BEGIN.finditer(text, low, end))
    sentences = [match.end() for match in begins if match["end"] and text[match.end()].isupper()]
    if start > 0 and sentences and _SAYS.search(text, low, sentences[0]):
        found.append(Place(0.1, sentences[0]))  # “…,” he said. We …”
    if low == 0:
        sentences.insert(0, len(text) - len(text.lstrip()))
    speaks = text[end - 1] in ",.!?" and _ATTRIBUTION.match(text, end + 1, end + 80)
    late = 0.8 if is_phrase else 0.15 if speaks else 0.4
    found += [Place(late + 0.3 * rank, at) for rank, at in enumerate(reversed(sentences))]
    found += [Place(1.4 + 0.2 * rank, m.end()) for rank, m in enumerate(reversed(begins)) if not m["end"]]
    found.append(Place(_LAST_RESORT, low + len(text[low:end]) - len(text[low:end].lstrip())))
    return _ranked([place for place in (*found, *phrase) if start <= place.at < end], start)


def _before_words(text: str, low: int, end: int, cost: float) -> Iterator[Place]:
    """Before one of the last words, best where a function word precedes: the ‘deep end’"""
    words = list(_WORD.finditer(text, max(low, end - 70), end))
    for rank, (word, preceding) in enumerate(pairwise(reversed(words))):
        if word.group().lower() not in _SMALL:
            unlikely = preceding.group().lower() not in _SMALL
            yield Place(cost + 0.15 * rank + 0.7 * unlikely, word.start())
        if not text[preceding.end() : word.start()].isspace():
            return


def _before_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _ranked(found: list[Place], low: int) -> tuple[Place, ...]:
    best: dict[int, Place] = {}
    for place in sorted(found):
        if place.at >= low:
            best.setdefault(place.at, place)
    return tuple(best.values())[:MOST_PLACES]
