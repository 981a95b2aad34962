"""Where a missing mark may belong in a stretch of text, best first."""

from __future__ import annotations

import re
from typing import NamedTuple

MOST_PLACES = 5
_LONGEST_STRETCH = 600  # code points searched from the end that is nearest to the mark's partner

_SAYING = (
    r"(?:said|says|say|saying|added|adds|told|tells|wrote|writes|asked|asks|replied|explained|explains|continued|noted"
    r"|argued|insisted|warned|claimed|tweeted|recalled|stated|admitted|announced|concluded|declared|joked|remarked)"
)
_ATTRIBUTION = re.compile(rf"\s+(?:[^\W\d_][\w.’'-]*\s+){{0,3}}?{_SAYING}\b")
_STOP = re.compile(r"[.!?…,;:]+(?=\s|\Z)")
_ANNOUNCED = re.compile(
    rf"\b(?:{_SAYING}|like|called|dubbed|titled)[,:]?\s+(?:that\s+)?(?=\S)|:\s+(?=\S)", re.IGNORECASE
)
_BEGIN = re.compile(r"(?:(?P<end>[.!?…][)\]]?)|[,;–—])\s+(?=\w)")
_WORD = re.compile(r"\w[\w’'-]*")
_SMALL_WORDS = (
    "a an the to of as by for with in on was were is are be been being that this these those his her their its"
)
_SMALL = frozenset((*_SMALL_WORDS.split(), "and", "or"))


class Place(NamedTuple):
    """An offset for a mark, and what it costs to assume it there."""

    cost: float
    at: int


def closing_places(text: str, start: int, end: int, stop: int, points_inside: bool) -> tuple[Place, ...]:
    """Where in `text[start:end]` a quotation opened at `start` may close; `stop` is where the prose ends.

    `points_inside`: whether commas and full stops belong before the closing mark though only part of a sentence is
    quoted (“words.” against ‘words’.).
    """
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
    words = list(_WORD.finditer(text, start, min(end, start + 60)))[:2]
    cost = 1.2 if is_phrase else 1.9
    found += [Place(cost + 0.2 * n, word.end()) for n, word in enumerate(words) if word.group().lower() not in _SMALL]
    return _ranked(found, start + 1)


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
    """Where in `text[start:end]` a quotation closed at `end` may open."""
    low = max(start, end - _LONGEST_STRETCH)
    found: list[Place] = []
    announced = [match.end() for match in _ANNOUNCED.finditer(text, low, end)]
    found += [Place(0.2 + 0.2 * rank, at) for rank, at in enumerate(reversed(announced))]
    begins = list(_BEGIN.finditer(text, low, end))
    sentences = [match.end() for match in begins if match["end"] and text[match.end()].isupper()]
    if low == 0:
        sentences.insert(0, len(text) - len(text.lstrip()))
    found += [Place(0.4 + 0.3 * rank, at) for rank, at in enumerate(reversed(sentences))]
    found += [Place(1.4 + 0.2 * rank, m.end()) for rank, m in enumerate(reversed(begins)) if not m["end"]]
    words = list(_WORD.finditer(text, max(low, end - 60), end))[-6:]
    for rank, word in enumerate(reversed(words)):
        after_small = words[-rank - 2].group().lower() in _SMALL if rank + 2 <= len(words) else False
        if word.group().lower() not in _SMALL:
            found.append(Place((1.3 if after_small else 2.0) + 0.15 * rank, word.start()))
    return _ranked([place for place in found if start <= place.at < end], start)


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
