"""Broken quote marks, measured: `python -m tests.benchmarks.broken_quotes FOLDER [--seed N] [--each N] [--show]`.

Breaks the marks of paragraphs of FOLDER (*.jsonl with id and text), one fault a paragraph, seeded; paragraphs are
chosen before the fixer has seen them: those whose double marks are all of one style and pair by counting. The fixer
reads the whole article with the one broken paragraph. For each kind of fault and level:

    found    a change in the article that is not there without the fault, within the paragraph
    right    taking the best choice of those changes gives the paragraph as it was
    offered  some choice of one of them gives the paragraph as it was
    stray    changes elsewhere in the article that are not there without the fault
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from copyedit import rulebook
from copyedit.config import Config
from copyedit.fixers import Fixer, build
from copyedit.fixers.quotes import Quotes
from copyedit.model import Confidence
from copyedit.proof import Mark, Pick, Proof, prove

LEVELS = (Confidence.SURE, Confidence.LIKELY)
QUOTATION = re.compile(
    r"(?<![^\s(])(?:“(?P<curly>[^“”\"]{3,})”|\"(?P<straight>[^“”\"]{3,})\"|‘(?P<single>[^‘’]{3,})’)(?!\w)"
)
CONTRACTION = re.compile(r"(?<=[a-z])’(?=(?:s|t|re|ve|ll|d)\b)")
MOST_COMBINED = 4  # changes of one paragraph whose choices are tried together for "offered"


class Broken(NamedTuple):
    """A paragraph with one fault, and the kind of fault."""

    kind: str
    text: str


class Quotation(NamedTuple):
    """Offsets of the opening mark, of what is quoted, and past the closing mark."""

    start: int
    inner: int
    outer: int
    end: int


Breaker = Callable[[str, Quotation, random.Random], str | None]


def glued_before(text: str, q: Quotation, rng: random.Random) -> str | None:
    """said “we → said“we; a single mark curls the other way there."""
    if q.start < 2 or text[q.start - 1] != " " or not text[q.start - 2].isalnum():
        return None
    mark = "’" if text[q.start] == "‘" else text[q.start]
    return text[: q.start - 1] + mark + text[q.inner :]


def glued_after(text: str, q: Quotation, rng: random.Random) -> str | None:
    if text[q.end : q.end + 1] != " " or not text[q.end + 1 : q.end + 2].isalpha():
        return None
    return text[: q.end] + text[q.end + 1 :]


def reversed_opening(text: str, q: Quotation, rng: random.Random) -> str | None:
    turned = {"“": "”", "‘": "’"}.get(text[q.start])
    return None if turned is None else text[: q.start] + turned + text[q.inner :]


def reversed_closing(text: str, q: Quotation, rng: random.Random) -> str | None:
    turned = {"”": "“", "’": "‘"}.get(text[q.outer])
    return None if turned is None else text[: q.outer] + turned + text[q.end :]


def spaced(text: str, q: Quotation, rng: random.Random) -> str | None:
    first, last = rng.choice(((" ", ""), ("", " "), (" ", " ")))
    return text[: q.inner] + first + text[q.inner : q.outer] + last + text[q.outer :]


def moved(text: str, q: Quotation, rng: random.Random) -> str | None:
    """said “we → said“ we; only a mark that has a hand can show it."""
    if text[q.start] == '"' or q.start < 2 or text[q.start - 1] != " " or not text[q.start - 2].isalnum():
        return None
    return text[: q.start - 1] + text[q.start] + " " + text[q.inner :]


def doubled(text: str, q: Quotation, rng: random.Random) -> str | None:
    at = rng.choice((q.start, q.outer))
    return text[:at] + text[at] + text[at:]


def typewriter(text: str, q: Quotation, rng: random.Random) -> str | None:
    if text[q.start] == "‘":
        return None
    first, last = rng.choice((("``", "''"), ("''", "''"), (",,", "''")))
    return text[: q.start] + first + text[q.inner : q.outer] + last + text[q.end :]


def mixed(text: str, q: Quotation, rng: random.Random) -> str | None:
    if text[q.start] != "“":
        return None
    at = rng.choice((q.start, q.outer))
    return text[:at] + '"' + text[at + 1 :]


def unclosed(text: str, q: Quotation, rng: random.Random) -> str | None:
    return text[: q.outer] + text[q.end :]


def unopened(text: str, q: Quotation, rng: random.Random) -> str | None:
    return text[: q.start] + text[q.inner :]


def wrong_handed(text: str, q: Quotation, rng: random.Random) -> str | None:
    """didn’t → didn‘t"""
    places = [match.start() for match in CONTRACTION.finditer(text)]
    if not places:
        return None
    at = rng.choice(places)
    return text[:at] + "‘" + text[at + 1 :]


BREAKERS: tuple[Breaker, ...] = (
    glued_before,
    glued_after,
    reversed_opening,
    reversed_closing,
    wrong_handed,
    spaced,
    moved,
    doubled,
    typewriter,
    mixed,
    unclosed,
    unopened,
)


class Case(NamedTuple):
    """One article with one broken paragraph."""

    id: str
    kind: str
    before: str
    start: int
    paragraph: str
    broken: str

    @property
    def text(self) -> str:
        return self.before[: self.start] + self.broken + self.before[self.start + len(self.paragraph) :]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=40, help="paragraphs broken in each way, where there are so many")
    parser.add_argument("--chain", action="store_true", help="the whole chain instead of the quotes fixer alone")
    parser.add_argument("--show", action="store_true", help="list what is not right")
    args = parser.parse_args()
    fixers = build(Config()) if args.chain else (Quotes(rulebook.load("quotes"), Config()),)
    cases = chosen(articles(args.folder), args.seed, args.each)
    print(f"{len(cases)} paragraphs, seed {args.seed}")
    report(cases, fixers, args.show)


def articles(folder: Path) -> list[tuple[str, str]]:
    return [
        (str(row["id"]), row["text"].replace("\r\n", "\n"))
        for path in sorted(folder.glob("*.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def chosen(texts: list[tuple[str, str]], seed: int, each: int) -> list[Case]:
    """Up to `each` cases of each kind, the kinds that few paragraphs allow chosen first; no paragraph twice."""
    rng = random.Random(seed)
    paragraphs = [(name, text, *found) for name, text in texts for found in quoting_paragraphs(text)]
    rng.shuffle(paragraphs)
    possible = defaultdict(list)
    for name, text, start, paragraph in paragraphs:
        quotation = rng.choice(quotations(paragraph))
        for breaker in BREAKERS:
            broken = breaker(paragraph, quotation, rng)
            if broken is not None:
                possible[breaker.__name__].append(Case(name, breaker.__name__, text, start, paragraph, broken))
    cases: list[Case] = []
    used: set[tuple[str, int]] = set()
    for kind in sorted(possible, key=lambda kind: len(possible[kind])):
        fresh = [case for case in possible[kind] if (case.id, case.start) not in used][:each]
        used.update((case.id, case.start) for case in fresh)
        cases += fresh
    return cases


def quoting_paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs whose double marks pair by counting and that hold a quotation."""
    for match in re.finditer(r"[^\n]+", text):
        paragraph = match.group()
        straight, opening, closing = (paragraph.count(mark) for mark in '"“”')
        if opening == closing and straight % 2 == 0 and not (straight and opening) and quotations(paragraph):
            yield match.start(), paragraph


def quotations(paragraph: str) -> list[Quotation]:
    return [
        Quotation(match.start(), match.start() + 1, match.end() - 1, match.end())
        for match in QUOTATION.finditer(paragraph)
        if not match.group()[1].isspace() and not match.group()[-2].isspace()
    ]


def report(cases: list[Case], fixers: tuple[Fixer, ...], show: bool) -> None:
    before: dict[str, Proof] = {}
    tally: dict[tuple[str, Confidence], Counter[str]] = defaultdict(Counter)
    for case in cases:
        if case.id not in before:
            before[case.id] = prove(case.before, fixers=fixers)
        proof = prove(case.text, fixers=fixers)
        fresh = new_marks(case, before[case.id], proof)
        for level in LEVELS:
            outcome = judged(case, proof, fresh, level)
            tally[case.kind, level].update(outcome)
            tally["all", level].update(outcome)
            if show and level is Confidence.LIKELY and (outcome["stray"] or not outcome["right"]):
                told = [(m.before, [c.text for c in m.choices[1:3]]) for m in fresh]
                print(f"  {case.kind} {case.id} {case.start} {dict(outcome)}\n    {case.broken}\n    {told}")
    for kind in [*(breaker.__name__ for breaker in BREAKERS), "all"]:
        for level in LEVELS:
            t = tally[kind, level]
            n = max(t["n"], 1)
            shares = " ".join(f"{what} {t[what] / n:.3f}" for what in ("found", "right", "offered"))
            of_found = t["right"] / max(t["found"], 1)
            print(f"{kind:17} {level.word:7} n={t['n']:4} {shares} right of found {of_found:.3f} stray {t['stray']}")


def new_marks(case: Case, before: Proof, after: Proof) -> list[Mark]:
    """The marks that are there only because of the fault."""
    shift = len(case.broken) - len(case.paragraph)
    old = set()
    for mark in before.marks:
        at = mark.span.start
        old.add((at if at < case.start else at + shift, mark.before, tuple(c.text for c in mark.choices)))
    return [m for m in after.marks if (m.span.start, m.before, tuple(c.text for c in m.choices)) not in old]


def judged(case: Case, proof: Proof, fresh: list[Mark], level: Confidence) -> Counter[str]:
    shown = [mark for mark in fresh if mark.change.shown_at(level)]
    end = case.start + len(case.broken)
    inside = [mark for mark in shown if case.start <= mark.span.start < end]
    result = Counter(n=1, found=int(bool(inside)), stray=len(shown) - len(inside))
    index = {id(mark): number for number, mark in enumerate(proof.marks)}
    best: dict[int, Pick] = {index[id(mark)]: mark.change.best(level) for mark in inside}
    if inside:
        result["right"] = int(proof.decide(best) == case.before)
        result["offered"] = int(
            len(inside) <= MOST_COMBINED
            and any(
                proof.decide({index[id(m)]: pick for m, pick in zip(inside, picks, strict=True)}) == case.before
                for picks in product(*(range(len(mark.choices)) for mark in inside))
            )
        )
    return result


if __name__ == "__main__":
    main()
