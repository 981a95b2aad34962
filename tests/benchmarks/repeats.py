"""Blanks, glue and repeats, measured: `python tests/benchmarks/repeats.py FOLDER [--half dev|test] [--show KIND]`.

Puts one seeded fault into each paragraph of the articles of FOLDER (*.jsonl with id and text) and proofreads the
articles so broken. For each kind of fault and each level prints how many are found (a change meets the fault), right
(what the changes there make is the paragraph as it was) and stray (changes that meet no fault and are not made to the
paragraph as it was). Articles fall into two halves by a hash of their id: rules are made on dev and reported on test.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from copyedit import rulebook
from copyedit.config import Config
from copyedit.fixers import CHAIN, Fixer
from copyedit.model import Confidence, Span
from copyedit.passage import verbatim
from copyedit.proof import Mark, Proof, prove
from copyedit.reading import Facts, Reading

LEVELS = (Confidence.SURE, Confidence.LIKELY)
FEWEST_WORDS = 6  # a shorter paragraph is a heading or a label
# had, that, is, so, no double honestly
_FUNCTION_WORDS = """
    a an and are as at be been but by for from has have he her his if in into it its of on or our she than the
    their they this to was we were when which who will with would you your
"""
_PAIR = r"(?<![\w'’-])({left})( )({right})(?![\w'’-])"
_END = re.compile(r"(?<=[^\W_])[.!?][\"”’)]*( )(?=[\"“(]?[A-Z])")
_NO_END = re.compile(r"(?:\b(?:[A-Z]|[A-Z][a-z]{1,3}|[A-Za-z]\.[A-Za-z]))[.]\Z")  # Mr. J. U.S. Gov.


class Fault(NamedTuple):
    """One fault put into a paragraph: its kind, the broken paragraph, and the broken stretch of it."""

    kind: str
    text: str
    span: Span


class Paragraph(NamedTuple):
    """A paragraph as it was; `reading` knows its sentences and, from the article, what is quoted in it."""

    text: str
    reading: Reading


Breaker = Callable[[Paragraph, random.Random], Fault | None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", metavar="STEM", help="these fixers alone; default: the whole chain")
    parser.add_argument(
        "--show", nargs="*", default=(), metavar="KIND", help="list the misses and strays of these kinds"
    )
    args = parser.parse_args()
    fixers = tuple(f(rulebook.load(f.stem), Config()) for f in CHAIN if not args.only or f.stem in args.only)
    tally = Tally(frozenset(args.show))
    for identity, text in articles(args.folder):
        if args.half not in ("all", half_of(identity)):
            continue
        source = random.Random(f"{args.seed} {identity}")
        paragraphs = re.split(r"((?:\r?\n)+)", text)
        before = prove("".join(paragraphs), fixers=fixers)
        faults = [
            None if touched(before, at, at + len(p.text)) else broken(p, source)
            for p, at in zip(read(paragraphs), offsets(paragraphs), strict=True)
        ]
        tally.article(identity, before, paragraphs, faults, fixers)
    tally.print()


def articles(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                record = json.loads(line)
                yield str(record["id"]), record["text"]


def half_of(identity: str) -> str:
    return "dev" if hashlib.sha256(identity.encode()).digest()[0] % 2 else "test"


def read(paragraphs: list[str]) -> list[Paragraph]:
    """The paragraphs as the parts of one article."""
    readings = [Reading(text, verbatim(text, 0, len(text)), index) for index, text in enumerate(paragraphs)]
    facts = Facts(tuple(readings))
    for reading in readings:
        reading.facts = facts
    return [Paragraph(reading.text, reading) for reading in readings]


def offsets(pieces: list[str]) -> list[int]:
    return [0, *accumulate(map(len, pieces))][: len(pieces)]


def touched(proof: Proof, start: int, end: int) -> bool:
    """Whether the paragraph as it is has a change: a fault of its own would blur what is measured."""
    return any(mark.span.start < end and start < mark.span.end for mark in proof.marks)


def broken(paragraph: Paragraph, source: random.Random) -> Fault | None:
    """`paragraph` with a fault of a random kind; None where it is too short or nothing fits."""
    if len(paragraph.text.split()) < FEWEST_WORDS:
        return None
    for breaker in source.sample(BREAKERS, len(BREAKERS)):
        fault = breaker(paragraph, source)
        if fault is not None:
            return fault
    return None


def replaced(kind: str, text: str, start: int, end: int, new: str) -> Fault:
    return Fault(kind, text[:start] + new + text[end:], Span(start, start + len(new)))


def lost_after_sentence(paragraph: Paragraph, source: random.Random) -> Fault | None:
    """war. This → war.This"""
    text = paragraph.text
    places = [m for m in _END.finditer(text) if not _NO_END.search(text[: m.start() + 1])]
    if not places:
        return None
    match = source.choice(places)
    at = match.start(1)
    return Fault("lost after sentence", text[:at] + text[at + 1 :], Span(match.start(), at + 1))


def lost_after_comma(paragraph: Paragraph, source: random.Random) -> Fault | None:
    text = paragraph.text
    places = list(re.finditer(r"(?<=[a-z])([,;])( )(?=[A-Za-z])", text))
    if not places:
        return None
    match = source.choice(places)
    return replaced("lost after comma", text, *match.span(), match[1])


def before_mark(paragraph: Paragraph, source: random.Random) -> Fault | None:
    text = paragraph.text
    places = list(re.finditer(r"(?<=[\w”’)])[,.;!?](?=\s|\Z)", text))
    if not places:
        return None
    match = source.choice(places)
    return replaced("blank before mark", text, *match.span(), " " + match.group())


def run_of_blanks(paragraph: Paragraph, source: random.Random) -> Fault | None:
    text = paragraph.text
    match = source.choice(list(re.finditer(" ", text)))
    return replaced("run of blanks", text, *match.span(), source.choice(("  ", "   ", " \u00a0")))


def pair(kind: str, left: str, right: str) -> Breaker:
    """A breaker that glues a word that matches `left` to one that matches `right`."""
    pattern = re.compile(_PAIR.format(left=left, right=right))

    def glued(paragraph: Paragraph, source: random.Random) -> Fault | None:
        text = paragraph.text
        places = list(pattern.finditer(text))
        if not places:
            return None
        match = source.choice(places)
        return replaced(kind, text, *match.span(), match[1] + match[3])

    return glued


def split_word(paragraph: Paragraph, source: random.Random) -> Fault | None:
    """government → gov ernment"""
    text = paragraph.text
    places = list(re.finditer(r"(?<![\w'’.@#/-])[a-z]{6,}(?![\w'’@/-])", text))
    if not places:
        return None
    match = source.choice(places)
    word = match.group()
    at = source.randrange(1, len(word))
    return replaced("broken word", text, *match.span(), f"{word[:at]} {word[at:]}")


def doubled_word(paragraph: Paragraph, source: random.Random) -> Fault | None:
    text = paragraph.text
    places = [
        m
        for m in re.finditer(r"(?<![\w'’-])[A-Za-z]+(?= [a-zA-Z])", text)
        if m.group().lower() in _FUNCTION_WORDS.split()
    ]
    if not places:
        return None
    match = source.choice(places)
    place = "inside" if paragraph.reading.is_quoted(Span(*match.span())) else "outside"
    new = f"{match.group()} {match.group().lower()}"
    return replaced(f"doubled function word, {place} quotes", text, *match.span(), new)


def doubled_phrase(paragraph: Paragraph, source: random.Random) -> Fault | None:
    text = paragraph.text
    places = list(re.finditer(r"(?<![\w'’-])[a-z]+(?: [a-z]+){1,2}(?= [a-z])", text))
    if not places:
        return None
    match = source.choice(places)
    return replaced("doubled phrase", text, *match.span(), f"{match.group()} {match.group()}")


def doubled_sentence(paragraph: Paragraph, source: random.Random) -> Fault | None:
    text = paragraph.text
    sentences = [s for s in paragraph.reading.sentences if s.end - s.start > 30 and text[s.end - 1] in '.!?”"']
    if not sentences:
        return None
    start, end = source.choice(sentences)
    return replaced("doubled sentence", text, start, end, f"{text[start:end]} {text[start:end]}")


_LOWER = r"[a-z]+"
_UPPER = r"[A-Z][a-z]+"
BREAKERS: Sequence[Breaker] = (
    lost_after_sentence,
    lost_after_sentence,
    lost_after_sentence,
    lost_after_sentence,
    lost_after_comma,
    before_mark,
    run_of_blanks,
    pair("glued, the|war", _LOWER, _LOWER),
    pair("glued, the|war", _LOWER, _LOWER),
    pair("glued, the|Israel", _LOWER, _UPPER),
    pair("glued, President|Barack", _UPPER, _UPPER),
    pair("glued, Trump|said", _UPPER, _LOWER),
    split_word,
    doubled_word,
    doubled_word,
    doubled_phrase,
    doubled_sentence,
)


class Tally:
    """Counts by kind and level, and what is shown of the misses."""

    def __init__(self, show: frozenset[str]) -> None:
        self.show = show
        self.put: Counter[str] = Counter()
        self.found: Counter[tuple[str, Confidence]] = Counter()
        self.right: Counter[tuple[str, Confidence]] = Counter()
        self.stray: Counter[Confidence] = Counter()
        self.strays: dict[str, list[str]] = defaultdict(list)
        self.words = 0

    def article(
        self,
        identity: str,
        before: Proof,
        paragraphs: list[str],
        faults: list[Fault | None],
        fixers: tuple[Fixer, ...],
    ) -> None:
        """Proofread one broken article and compare it with `before`, the proof of the article as it was."""
        text, placed = "", []
        for paragraph, fault in zip(paragraphs, faults, strict=True):
            if fault is not None:
                placed.append((len(text), paragraph, fault))
            text += paragraph if fault is None else fault.text
        self.words += len(before.source.split())
        after = prove(text, fixers=fixers)
        assert not after.restless
        for level in LEVELS:
            usual = Counter(mark.before + _made(mark, level) for mark in before.marks if _taken(mark, level))
            marks = [mark for mark in after.marks if _taken(mark, level)]
            for offset, paragraph, fault in placed:
                marks = self._fault(identity, offset, paragraph, fault, marks, level)
            for mark in marks:
                usual[mark.before + _made(mark, level)] -= 1
                if usual[mark.before + _made(mark, level)] < 0:
                    self.stray[level] += 1
                    self._note("stray", level, identity, _seen(after, mark, level))
        self.put.update(fault.kind for _, _, fault in placed)

    def _fault(
        self, identity: str, offset: int, paragraph: str, fault: Fault, marks: list[Mark], level: Confidence
    ) -> list[Mark]:
        """Count one fault; the marks that do not meet it."""
        place = Span(fault.span.start + offset, fault.span.end + offset)
        met = [mark for mark in marks if mark.span.start <= place.end and place.start <= mark.span.end]
        if met:
            self.found[fault.kind, level] += 1
        made = fault.text
        for mark in reversed(met):
            start, end = max(0, mark.span.start - offset), mark.span.end - offset
            made = made[:start] + _made(mark, level) + made[end:]
        if made == paragraph:
            self.right[fault.kind, level] += 1
        else:
            context = fault.text[max(0, fault.span.start - 25) : fault.span.end + 25]
            self._note(fault.kind, level, identity, f"{context!r} {[(m.before, _made(m, level)) for m in met]}")
        return [mark for mark in marks if mark not in met]

    def _note(self, kind: str, level: Confidence, identity: str, line: str) -> None:
        if any(kind.startswith(wanted) for wanted in self.show):
            print(f"{kind} [{level.word}] {identity}: {line}")

    def print(self) -> None:
        print(f"{sum(self.put.values()):,} faults in {self.words:,} words")
        for kind, count in sorted(self.put.items()):
            cells = []
            for level in LEVELS:
                found, right = self.found[kind, level], self.right[kind, level]
                precision = f"{right / found:.1%}" if found else "–"
                cells.append(f"{level.word}: found {found / count:6.1%}, right {right} of {found} = {precision:6}")
            print(f"{kind:38} {count:5}   " + "   ".join(cells))
        for level in LEVELS:
            print(f"stray at {level.word}: {self.stray[level]}")


def _taken(mark: Mark, level: Confidence) -> bool:
    return mark.change.best(level) != 0


def _made(mark: Mark, level: Confidence) -> str:
    return mark.text_of(mark.change.best(level))


def _seen(proof: Proof, mark: Mark, level: Confidence) -> str:
    start, end = mark.span
    change = f"{mark.before!r}→{_made(mark, level)!r} {[s.rule for s in mark.change.because(mark.change.best(level))]}"
    return f"{proof.source[max(0, start - 25) : end + 25]!r} {change}"


if __name__ == "__main__":
    main()
