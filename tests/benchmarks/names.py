"""Names, measured: `python tests/benchmarks/names.py FOLDER [--half dev|test] [--show]`.

Corrupts one occurrence of one name in each article of FOLDER (*.jsonl with id and text, *.txt), seeded: first a name
that stands twice or more, then one that stands once; by a random edit (a letter added, dropped, replaced, or two
swapped) and by a wrong vowel or doubled letter, never in the first letter. For each level prints how many of the
corruptions are found (any change there) and right (its first replacement), and how many changes the names fixer makes
to the articles as they are, for 10,000 words; those listed in known_errors.tsv beside the articles are left out.
Articles fall into two halves by a hash of their id: rules are made on dev and reported on test.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from copyedit import lexicon, rulebook
from copyedit.config import Config
from copyedit.fixers import Fixer
from copyedit.fixers.names import Names
from copyedit.model import Confidence, Span
from copyedit.proof import Mark, prove

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWELS = "aeiouy"
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}(?![\w’'-])")
LEVELS = (Confidence.SURE, Confidence.LIKELY, Confidence.DOUBTFUL)


Edit = Callable[[str, random.Random], str]


class Text(NamedTuple):
    id: str
    text: str
    known: tuple[tuple[int, str], ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="list the changes to articles as they are, and the misses")
    args = parser.parse_args()
    texts = [t for t in articles(args.folder) if args.half == "all" or half_of(t.id) == args.half]
    fixers = (Names(rulebook.load("names"), Config()),)
    words = sum(len(t.text.split()) for t in texts)
    print(f"{len(texts)} articles, {words:,} words, half {args.half}, seed {args.seed}")
    alarms = [(t.id, mark) for t in texts for mark in prove(t.text, fixers=fixers).marks if not is_known(t, mark)]
    for level in LEVELS:
        shown = [mark for _, mark in alarms if mark.change.shown_at(level)]
        rate = 1e4 * len(shown) / max(words, 1)
        print(f"  as they are, {level.word:9} {len(shown):4} changes, {rate:.3f} for 10,000 words")
    if args.show:
        for where, mark in alarms:
            print(f"    {where}: {mark.before} → {mark.choices[-1].text} ({mark.change.confidence_of(-1).word})")
    for often in (True, False):
        for how in (random_edit, wrong_vowel):
            report(texts, often, how, args.seed, fixers, args.show)


def report(texts: list[Text], often: bool, how: Edit, seed: int, fixers: tuple[Fixer, ...], show: bool) -> None:
    """One kind of name, one kind of slip."""
    rng = random.Random(f"{seed} {often} {how.__name__}")
    found: Counter[Confidence] = Counter()
    right: Counter[Confidence] = Counter()
    n, missed = 0, []
    for t in texts:
        made = corrupted(t.text, often, how, rng)
        if made is None:
            continue
        n += 1
        text, span, name = made
        marks = [mark for mark in prove(text, fixers=fixers).marks if mark.span.meets(span)]
        for level in LEVELS:
            shown = [mark for mark in marks if mark.change.shown_at(level)]
            found[level] += bool(shown)
            good = bool(shown) and shown[0].text_of(shown[0].change.best(level)) == name
            right[level] += good
            if level is Confidence.DOUBTFUL and not good:
                missed.append(f"{name}/{text[slice(*span)]}" + (f"/{shown[0].choices[-1].text}" if shown else ""))
    kind = "twice or more" if often else "once"
    for level in LEVELS:
        print(
            f"  {kind:13} {how.__name__:11} {level.word:9} n={n} found {found[level] / max(n, 1):.3f} "
            f"right {right[level] / max(n, 1):.3f}, of those found {right[level] / max(found[level], 1):.3f}"
        )
    if show:
        print("   missed:", *missed)


def corrupted(text: str, often: bool, how: Edit, rng: random.Random) -> tuple[str, Span, str] | None:
    """`text` with one name mistyped, where, and what the name was; None where it has no such name."""
    words = re.findall(r"\w+", text)
    counts, lower = Counter(words), {word for word in words if word.islower()}
    known = lexicon.load()
    matches = [
        match
        for match in NAME.finditer(text)
        if (counts[match.group()] > 1) == often
        and match.group().lower() not in lower
        and not known.listed(match.group())
    ]
    if not matches:
        return None
    name = rng.choice(sorted({match.group() for match in matches}))
    place = rng.choice([match for match in matches if match.group() == name])
    wrong = how(name, rng)
    if wrong in counts:
        return None
    mistyped = text[: place.start()] + wrong + text[place.end() :]
    return mistyped, Span(place.start(), place.start() + len(wrong)), name


def random_edit(name: str, rng: random.Random) -> str:
    while True:
        at = rng.randrange(1, len(name))
        head, tail = name[:at], name[at:]
        wrong = rng.choice(
            (
                head + rng.choice(LETTERS) + tail,
                head + tail[1:],
                head + rng.choice(LETTERS) + tail[1:],
                head + tail[1:2] + tail[:1] + tail[2:],
            )
        )
        if wrong != name:
            return wrong


def wrong_vowel(name: str, rng: random.Random) -> str:
    while True:
        at = rng.randrange(1, len(name))
        if name[at] in VOWELS:
            wrong = name[:at] + rng.choice(VOWELS) + name[at + 1 :]
        elif rng.random() < 0.5:
            wrong = name[:at] + name[at] + name[at:]
        else:
            continue
        if wrong != name:
            return wrong


def articles(folder: Path) -> Iterator[Text]:
    """The texts of `folder` with the errors known to stand in them."""
    errors = known_errors(folder / "known_errors.tsv")
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").split("\n"):
            if line.strip():
                row = json.loads(line)
                key = f"{path.name} {row['id']}"
                yield Text(str(row["id"]), row["text"].replace("\r\n", "\n"), tuple(errors.get(key, ())))
    for path in sorted(folder.glob("*.txt")):
        yield Text(path.stem, path.read_text("utf-8"), ())


def known_errors(path: Path) -> dict[str, list[tuple[int, str]]]:
    """By file and article, (offset, what stands there); nothing where there is no such file."""
    errors: dict[str, list[tuple[int, str]]] = {}
    if path.is_file():
        for line in path.read_text("utf-8").split("\n"):
            if line.count("\t") >= 4:
                file, where, at, wrong, *_ = line.split("\t")
                errors.setdefault(f"{Path(file).name} {where}", []).append((int(at), wrong))
    return errors


def is_known(text: Text, mark: Mark) -> bool:
    return any(wrong.strip() and wrong in mark.before for _, wrong in text.known)


def half_of(text_id: str) -> str:
    return "dev" if hashlib.sha256(text_id.encode()).digest()[0] % 2 == 0 else "test"


if __name__ == "__main__":
    main()
