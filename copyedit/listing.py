"""The queue of a review: which changes are listed, and in which order."""

from __future__ import annotations

import re
from typing import NamedTuple

from copyedit.model import Confidence
from copyedit.review import Item, Place, Review


class Row(NamedTuple):
    """One line of the queue: a change, or a heading (`place` None) over `places`."""

    place: Place | None
    heading: str = ""
    places: tuple[Place, ...] = ()


class Filter(NamedTuple):
    """What to list: words that stand in the change or its passage, and what `rule:`, `file:` and `is:` ask for."""

    texts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    states: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: str) -> Filter:
        """The filter that a query like `rule:names is:open zelensky` asks for. Raises ValueError."""
        asked: dict[str, list[str]] = {"": [], "rule": [], "file": [], "is": []}
        for quoted, word in re.findall(r'"([^"]*)"|(\S+)', query):
            kind, colon, value = word.partition(":")
            if colon and kind in asked and kind:
                asked[kind].append(value.lower())
            elif quoted or word:
                asked[""].append((quoted or word).lower())
        for state in asked["is"]:
            if state not in STATES:
                raise ValueError(f"is: takes {', '.join(STATES)}, not {state!r}")
        return cls(tuple(asked[""]), tuple(asked["rule"]), tuple(asked["file"]), tuple(asked["is"]))

    def lets(self, item: Item, review: Review) -> bool:
        """Whether it lists `item`."""
        if any(not any(rule in r for r in item.alike.rules) for rule in self.rules):
            return False
        if any(file not in review.files[item.place.file].name.lower() for file in self.files):
            return False
        if any(not _is(item, review, state) for state in self.states):
            return False
        if not self.texts:
            return True
        said = " ".join((item.mark.before, item.alike.after, item.mark.passage.text, *item.alike.rules)).lower()
        return all(text in said for text in self.texts)


STATES = ("open", "decided", "accepted", "rejected", "sure", "likely", "doubtful")


def _is(item: Item, review: Review, state: str) -> bool:
    if state in ("sure", "likely", "doubtful"):
        return item.confidence is Confidence.named(state)
    if state in ("open", "decided"):
        return review.is_open(item.place) == (state == "open")
    if review.is_open(item.place):
        return False
    return (review.taken(item.place) != item.mark.before) == (state == "accepted")


def in_reading_order(review: Review, wanted: Filter) -> list[Row]:
    """File by file, as the changes stand."""
    rows: list[Row] = []
    for file in review.files:
        places = [item.place for item in file.items.values() if wanted.lets(item, review)]
        if places:
            rows.append(Row(None, file.name, tuple(places)))
            rows += map(Row, places)
    return rows


def by_rule(review: Review, wanted: Filter) -> list[Row]:
    """Rule by rule, the most frequent first; within a rule what is alike stands together."""
    groups: dict[str, list[Item]] = {}
    for item in review.items():
        if wanted.lets(item, review):
            groups.setdefault(item.rule, []).append(item)
    rows: list[Row] = []
    for rule, items in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        items.sort(key=lambda item: (item.alike, item.place))
        rows.append(Row(None, rule, tuple(item.place for item in items)))
        rows += [Row(item.place) for item in items]
    return rows
