"""Lost and misread characters, measured: `python tests/benchmarks/characters.py FOLDER [--half dev|test] [--show]`.

Damages the characters beyond ASCII in the articles of FOLDER (*.jsonl with id and text): one seeded place in each
paragraph, or all of an article, as wrong tables and careless programs do. The places are chosen before any fixer runs
on the damage; the articles' own faults are repaired first, so that they do not count.
For each kind of damage and each level prints how many places there are, how many are found (a change meets the place),
right (its text is what stood there) and wrong; `--classes` parts them by the kind of character that was lost. Articles
fall into two halves by a hash of their id: rules are made on dev and reported on test.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from copyedit import rulebook
from copyedit.config import Config
from copyedit.fixers import CHAIN, Fixer
from copyedit.model import Confidence, Span
from copyedit.proof import prove

LEVELS = (Confidence.SURE, Confidence.LIKELY)
DAMAGED = re.compile("[\xa1-\u024f\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac]")
# the bytes that Windows-1252 leaves undefined; the others read as they are in browsers
UNDEFINED = b"\x81\x8d\x8f\x90\x9d"


class Place(NamedTuple):
    """A damaged character: where it stands in the damaged text, and in the text as it was."""

    span: Span
    was: Span


class Damaged(NamedTuple):
    """A text, its places, and the text as it was."""

    text: str
    places: tuple[Place, ...]
    original: str


Damage = Callable[[str], str]


def replacement_character(character: str) -> str:
    return "\ufffd"


def replacement_for_each_byte(character: str) -> str:
    return "\ufffd" * len(character.encode())


def question_mark(character: str) -> str:
    return "?"


def stray_byte(character: str) -> str:
    return character.encode("cp1252", "ignore").decode("ascii", "surrogateescape") or character


def misread(table: str, undefined: str | None = None) -> Damage:
    """UTF-8 read with `table`; bytes that it does not define become controls, or what `undefined` says."""

    def damage(character: str) -> str:
        return "".join(_byte(byte, table, undefined) for byte in character.encode())

    return damage


def _byte(byte: int, table: str, undefined: str | None) -> str:
    try:
        return bytes([byte]).decode(table)
    except UnicodeDecodeError:
        return chr(byte) if undefined is None else undefined


def twice(character: str) -> str:
    once = misread("cp1252")
    return "".join(once(read) for read in once(character))


ONE_PLACE: dict[str, Damage] = {
    "one: �": replacement_character,
    "one: � a byte": replacement_for_each_byte,
    "one: ?": question_mark,
    "one: stray byte": stray_byte,
    "one: as cp1252": misread("cp1252"),
}
WHOLE_ARTICLE: dict[str, Damage] = {
    "all: �": replacement_character,
    "all: � a byte": replacement_for_each_byte,
    "all: ?": question_mark,
    "all: stray bytes": stray_byte,
    "all: cp1252, lost byte dropped": misread("cp1252", ""),
    "all: cp1252, lost byte ?": misread("cp1252", "?"),
    "all: cp1252, lost byte �": misread("cp1252", "\ufffd"),
    "all: as cp1252": misread("cp1252"),
    "all: as cp1252, twice": twice,
    "all: as Latin-1": misread("latin-1"),
    "all: as Mac Roman": misread("mac-roman"),
    "all: as cp1251": misread("cp1251"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=60, help="how many, for each kind that damages whole articles")
    parser.add_argument("--only", nargs="+", metavar="STEM", help="these fixers alone; default: the whole chain")
    parser.add_argument("--classes", action="store_true", help="part the places by the kind of character")
    parser.add_argument("--show", nargs="*", default=(), metavar="KIND", help="list what is wrong or missed")
    args = parser.parse_args()
    fixers = tuple(f(rulebook.load(f.stem), Config()) for f in CHAIN if not args.only or f.stem in args.only)
    chosen = [text for identity, text in articles(args.folder) if args.half in ("all", half_of(identity))]
    texts = [prove(text, fixers=fixers).fixed for text in chosen]
    chance = random.Random(args.seed)
    work = {kind: [one_place(text, how, chance) for text in texts] for kind, how in ONE_PLACE.items()}
    for kind, how in WHOLE_ARTICLE.items():
        fit = [text for text in texts if DAMAGED.search(text)]
        work[kind] = [everywhere(text, how) for text in chance.sample(fit, min(args.articles, len(fit)))]
    total = sum(len(damaged.places) for every in work.values() for damaged in every)
    print(f"{len(texts)} articles, {total:,} places, half {args.half}, seed {args.seed}")
    for kind, damaged in work.items():
        report(kind, damaged, fixers, args.classes, kind in args.show)


def articles(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                record = json.loads(line)
                if "text" in record:
                    yield str(record.get("id", len(line))), record["text"]


def half_of(identity: str) -> str:
    return "dev" if hashlib.sha256(identity.encode()).digest()[0] % 2 else "test"


def one_place(text: str, how: Damage, chance: random.Random) -> Damaged:
    """One damaged place in each paragraph that has any."""
    chosen = []
    for paragraph in re.finditer(r"[^\n]+", text):
        if places := list(DAMAGED.finditer(text, *paragraph.span())):
            chosen.append(chance.choice(places).start())
    return damaged_at(text, chosen, how)


def everywhere(text: str, how: Damage) -> Damaged:
    return damaged_at(text, [match.start() for match in DAMAGED.finditer(text)], how)


def damaged_at(text: str, offsets: list[int], how: Damage) -> Damaged:
    out, places, at, length = [], [], 0, 0
    for offset in offsets:
        new = how(text[offset])
        if new == text[offset]:
            continue
        out += [text[at:offset], new]
        start = length + offset - at
        places.append(Place(Span(start, start + len(new)), Span(offset, offset + 1)))
        at, length = offset + 1, start + len(new)
    return Damaged("".join([*out, text[at:]]), tuple(places), text)


def report(kind: str, work: list[Damaged], fixers: tuple[Fixer, ...], classes: bool, show: bool) -> None:
    seen: Counter[str] = Counter()
    found: Counter[tuple[Confidence, str]] = Counter()
    right: Counter[tuple[Confidence, str]] = Counter()
    for damaged in work:
        for level, place, text, good in outcomes(damaged, fixers):
            sort = class_of(damaged.original, place.was)
            if level is LEVELS[0]:
                seen[sort] += 1
            found[level, sort] += text is not None
            right[level, sort] += good
            if show and not good and level is LEVELS[-1 if text is None else 0]:
                around = damaged.text[max(0, place.span.start - 30) : place.span.end + 20].replace("\n", "⏎")
                was = damaged.original[slice(*place.was)]
                print(f"    {level.word} {sort}: {around!r} was {was!r}, got {text!r}")
    for sort in [*sorted(seen), None] if classes else [None]:
        n = sum(count for s, count in seen.items() if sort in (s, None))
        cells = []
        for level in LEVELS:
            f = sum(count for (lv, s), count in found.items() if lv is level and sort in (s, None))
            r = sum(count for (lv, s), count in right.items() if lv is level and sort in (s, None))
            cells.append(
                f"{level.word}: found {f:5} right {r:5} wrong {f - r:4} ({r / max(f, 1):.3f} of {f / max(n, 1):.3f})"
            )
        print(f"  {kind + (f', {sort}' if sort else ''):45} {n:5}  " + "   ".join(cells))


def outcomes(damaged: Damaged, fixers: tuple[Fixer, ...]) -> Iterator[tuple[Confidence, Place, str | None, bool]]:
    """For each level and place: the text of the change that meets it (None: not found), and whether it is right."""
    proof = prove(damaged.text, fixers=fixers)
    for level in LEVELS:
        marks = [mark for mark in proof.marks if mark.change.best(level)]
        starts = [mark.span.start for mark in marks]
        for place in damaged.places:
            first, last = bisect_right(starts, place.span.start), bisect_right(starts, place.span.end)
            near = marks[max(0, first - 1) : last]
            met = [mark for mark in near if mark.span.meets(place.span)]
            if not met:
                yield level, place, None, False
                continue
            start, end = min(place.span.start, met[0].span.start), max(place.span.end, met[-1].span.end)
            text, at = "", start
            for mark in met:
                text += damaged.text[at : mark.span.start] + mark.text_of(mark.change.best(level))
                at = mark.span.end
            text += damaged.text[at:end]
            yield level, place, text, text == damaged.original[was(damaged, start) : was(damaged, end)]


def was(damaged: Damaged, offset: int) -> int:
    """Where an offset in the damaged text stood in the text as it was."""
    at = bisect_right(damaged.places, offset, key=lambda place: place.span.start) - 1
    if at < 0:
        return offset
    place = damaged.places[at]
    if offset < place.span.end:
        return place.was.start if offset == place.span.start else place.was.end
    return place.was.end + offset - place.span.end


def class_of(text: str, span: Span) -> str:
    """What kind of character stood in `span`."""
    character, before, after = text[slice(*span)], text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if character == "’":
        return "apostrophe" if before.isalpha() and after.isalpha() else "’ at an end"
    if character in "“‘":
        return "opening mark"
    if character == "”":
        return "closing mark"
    if character in "–—":
        return "dash"
    return "letter" if character.isalpha() else "sign"


if __name__ == "__main__":
    main()
