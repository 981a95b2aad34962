"""What the speller learns from: recorded misspellings, the same put into edited prose, and valid words it may meet.

One half of every set is learned from, by a hash of the correct word or of the article; the other is for measuring.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from copyedit.lexicon import LISTED, LISTED_NAME, Lexicon, load, normal
from copyedit.spelling.context import WELL_ATTESTED, context_at
from copyedit.spelling.edits import slips
from copyedit.spelling.features import NEGATIVE_PREFIXES, NOWHERE, Context
from copyedit.spelling.strange import is_strange

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
RARE_ZIPF = 2.3  # a listed word as rare as this stands for a valid word that no dictionary has
A_TEXT = 4  # misspellings put into one text
FINGERS = {
    "q": "wa",
    "w": "qes",
    "e": "wrd",
    "r": "etf",
    "t": "ryg",
    "y": "tuh",
    "u": "yij",
    "i": "uok",
    "o": "ipl",
    "p": "ol",
    "a": "qsz",
    "s": "awdx",
    "d": "sefc",
    "f": "drgv",
    "g": "fthb",
    "h": "gyjn",
    "j": "hukm",
    "k": "jil",
    "l": "kop",
    "z": "asx",
    "x": "zsdc",
    "c": "xdfv",
    "v": "cfgb",
    "b": "vghn",
    "n": "bhjm",
    "m": "njk",
}


class Case(NamedTuple):
    """A word as typed (lower case), what may have been meant (empty: it is valid), and where it stood."""

    typed: str
    meant: frozenset[str]
    context: Context
    source: str


class Corpus(NamedTuple):
    """`pairs` (typed, meant) and cases to learn from, and cases held out."""

    pairs: list[tuple[str, str]]
    errors: list[Case]
    valid: list[Case]
    held_out_errors: list[Case]
    held_out_valid: list[Case]


class Text(NamedTuple):
    """An article; `errors` are where its known faults begin."""

    id: str
    text: str
    errors: frozenset[int]


def learned_from(key: str) -> bool:
    """Whether what has this key (a correct word, an article) belongs to the half that is learned from."""
    return hashlib.md5(key.encode()).digest()[0] % 2 == 0


def read_corpus(folder: Path, prose: Path | None, errors: Path | None) -> Corpus:
    """All cases, the same on every run."""
    chance = random.Random(4)
    lexicon = load()
    pairs = {path.stem: list(read_pairs(path, lexicon)) for path in sorted(folder.glob("wordpairs/*.tsv"))}
    known = [pair for rows in pairs.values() for pair in rows if learned_from(pair[1])]
    mine, held = defaultdict(list), []
    for text in read_clean(folder, errors):
        mine["clean"].append(text) if learned_from(text.id) else held.append(text)
    if prose is not None:
        mine["prose"] = list(read_prose(prose))
    learnt = [*mine["clean"], *mine["prose"]]
    errors_learnt: list[Case] = []
    errors_held: list[Case] = []
    for case, article in read_typos(folder, lexicon):
        (errors_learnt if learned_from(article) else errors_held).append(case)
    made = [case for text in learnt for case in misspelt(text, known, lexicon, chance)]
    valid = [case for text in learnt for case in valid_words(text, lexicon, with_rare=True)]
    valid += [case for text in learnt for case in coined(text, lexicon, chance)]
    valid += [case for text in learnt for case in borrowed(text, lexicon, chance)]
    held_valid = [case for text in held for case in valid_words(text, lexicon, with_rare=False)]
    for stem, rows in pairs.items():
        unseen = [pair for pair in rows if not learned_from(pair[1])]
        errors_held += [Case(typed, frozenset([meant]), NOWHERE, stem) for typed, meant in unseen]
    return Corpus(known, [*made, *errors_learnt * 3], valid, errors_held, held_valid)


def read_pairs(path: Path, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """(typed, meant) of a list of misspellings, both single words, the first unknown."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        typed, _, meant = (normal(part.strip()) for part in line.partition("\t"))
        meant = meant.split(",")[0].strip()
        are_words = WORD.fullmatch(typed) and WORD.fullmatch(meant)
        if not are_words or lexicon.listed(typed) or not lexicon.listed(meant):
            continue
        if len(slips(meant, typed)) <= max(2, len(meant) // 2):
            yield typed, meant


def read_typos(folder: Path, lexicon: Lexicon) -> Iterator[tuple[Case, str]]:
    """Unknown lower-case words of typos/ with what was meant, and their article."""
    for path in sorted(folder.glob("typos/*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            row: dict[str, Any] = json.loads(line) if line else {"edits": ()}
            for edit in row["edits"]:
                typed = normal(edit["original"])
                meant = {normal(text) for text in (edit["correction"], *(edit.get("alt") or ()))}
                if edit.get("kind") == "nonword" and WORD.fullmatch(typed) and not lexicon.listed(typed):
                    counts = lower_counts(row["text"])
                    context = context_at(row["text"], edit["start"], edit["end"], counts, counts[typed])
                    yield Case(typed, frozenset(meant), context, "typos"), row["id"].rpartition("-")[0]


def read_clean(folder: Path, further: Path | None) -> Iterator[Text]:
    """The articles of clean/, with where their known errors stand."""
    faults: dict[tuple[str, str], set[int]] = defaultdict(set)
    for path in [*folder.glob("clean/known_errors*.tsv"), *([further] if further else [])]:
        for row in csv.reader(path.open(encoding="utf-8"), delimiter="\t"):
            if len(row) > 2 and row[2].isdigit():
                faults[Path(row[0]).stem, row[1]].add(int(row[2]))
    for path in sorted(folder.glob("clean/*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line:
                row = json.loads(line)
                yield Text(str(row["id"]), row["text"], frozenset(faults[path.stem, str(row["id"])]))


def read_prose(folder: Path) -> Iterator[Text]:
    """Further edited prose: .txt files, or .json with paragraphs under "text"."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".json":
            paragraphs = json.loads(path.read_text(encoding="utf-8"))["text"]
            text = "\n".join(paragraphs) if isinstance(paragraphs, list) else paragraphs
            yield Text(path.name, text, frozenset())
        elif path.suffix == ".txt":
            yield Text(path.name, path.read_text(encoding="utf-8"), frozenset())


def lower_counts(text: str) -> Counter[str]:
    return Counter(normal(word) for word in WORD.findall(text))


def misspelt(text: Text, pairs: list[tuple[str, str]], lexicon: Lexicon, chance: random.Random) -> Iterator[Case]:
    """A few words of `text` as people misspell them: half as recorded, half as fingers slip."""
    recorded = _by_meant(tuple(pairs))
    counts = lower_counts(text.text)
    places = [
        m for m in WORD.finditer(text.text) if m.group().islower() and lexicon.listed(m.group()) and len(m.group()) > 2
    ]
    if not places:
        return
    rarity = [(1 if normal(m.group()) in recorded else 0.3) * 10 ** (-0.3 * lexicon.zipf(m.group())) for m in places]
    for number, match in enumerate(chance.choices(places, rarity, k=A_TEXT * (1 + len(text.text) // 8000))):
        meant = normal(match.group())
        as_recorded = recorded.get(meant) if number % 2 else None
        typed = chance.choice(as_recorded) if as_recorded else slipped(reprefixed(meant, chance), chance)
        if lexicon.listed(typed) or len(typed) < 2 or not WORD.fullmatch(typed):
            continue
        shown = typed.capitalize() if match.group()[0].isupper() else typed
        changed = text.text[: match.start()] + shown + text.text[match.end() :]
        left = Counter(counts)
        left[meant] -= 1
        context = context_at(changed, match.start(), match.start() + len(typed), left)
        yield Case(typed, frozenset([meant]), context, "made")


def _misspellable(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """A listed word, in lower case or with a capital."""
    return lexicon.listed(match.group()) and (match.group().islower() or match.group().istitle())


_made: dict[tuple[tuple[str, str], ...], Mapping[str, list[str]]] = {}


def _by_meant(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, list[str]]:
    if pairs not in _made:
        found: dict[str, list[str]] = defaultdict(list)
        for typed, meant in pairs:
            found[meant].append(typed)
        _made[pairs] = found
    return _made[pairs]


def reprefixed(word: str, chance: random.Random) -> str:
    """`word` with one negative prefix taken for another, if it has one and chance wills it: unstable, instable."""
    for prefix in NEGATIVE_PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + 3 and chance.random() < 0.5:
            return chance.choice(NEGATIVE_PREFIXES) + word[len(prefix) :]
    return word


def slipped(word: str, chance: random.Random) -> str:
    """`word` with one slip of the fingers, rarely two."""
    for _ in range(1 if chance.random() < 0.88 else 2):
        at = chance.randrange(len(word)) if chance.random() < 0.15 else chance.randrange(1, max(2, len(word)))
        at = min(at, len(word) - 1)
        kind = chance.choices(("drop", "insert", "swap", "replace", "double", "undouble"), (30, 12, 22, 18, 10, 8))[0]
        letter = word[at]
        if kind == "drop":
            word = word[:at] + word[at + 1 :]
        elif kind == "insert":
            word = word[:at] + chance.choice(FINGERS.get(letter, "e")) + word[at:]
        elif kind == "swap" and at:
            word = word[: at - 1] + letter + word[at - 1] + word[at + 1 :]
        elif kind == "replace":
            wanted = "aeiou" if letter in "aeiou" and chance.random() < 0.5 else FINGERS.get(letter, "e")
            word = word[:at] + chance.choice(wanted) + word[at + 1 :]
        elif kind == "double":
            word = word[:at] + letter + word[at:]
        else:
            word = re.sub(r"(.)\1", r"\1", word, count=1)
    return word


def valid_words(text: Text, lexicon: Lexicon, *, with_rare: bool) -> Iterator[Case]:
    """Words of edited prose that the speller may ask about though they are right.

    Lower-case words that no dictionary has; names at the beginning of a sentence; and (with_rare) listed words that few
    people use.
    """
    counts = lower_counts(text.text)
    seen = set()
    for match in WORD.finditer(text.text):
        word = normal(match.group())
        if word in seen or match.start() in text.errors or len(word) < 3 or _addressed(text.text, match):
            continue
        if match.group().islower():
            unknown = is_strange(lexicon, word)
            rare = with_rare and lexicon.marks(word) & LISTED and lexicon.zipf(word) <= RARE_ZIPF
            kind = "unknown" if unknown else "rare" if rare else ""
        else:
            kind = "name" if little_known_name(match.group(), lexicon) else ""
        if kind:
            seen.add(word)
            context = context_at(text.text, match.start(), match.end(), counts, counts[word])
            yield Case(word, frozenset(), context, kind)


def little_known_name(word: str, lexicon: Lexicon) -> bool:
    """Whether it is an unlisted name, and too little known for the speller to pass it over."""
    listed = lexicon.marks(word) & (LISTED | LISTED_NAME)
    return word.istitle() and word.isalpha() and word.isascii() and not listed and lexicon.count(word) < WELL_ATTESTED


def borrowed(text: Text, lexicon: Lexicon, chance: random.Random) -> Iterator[Case]:
    """Words of other languages put in place of words of `text`."""
    counts = lower_counts(text.text)
    places = [m for m in WORD.finditer(text.text) if m.group().islower() and 4 <= len(m.group()) <= 9]
    foreign = foreign_words(lexicon)
    for match in chance.sample(places, min(len(places), len(text.text) // 12000 + chance.randrange(2))):
        word = chance.choice(foreign)
        changed = text.text[: match.start()] + word + text.text[match.end() :]
        context = context_at(changed, match.start(), match.start() + len(word), counts)
        yield Case(word, frozenset(), context, "borrowed")


@cache
def foreign_words(lexicon: Lexicon) -> list[str]:
    """Words that other languages use much and English does not, sorted."""
    words = (word for word in lexicon.foreign_words() if word.isascii() and 3 <= len(word) <= 12)
    return [w for w in words if lexicon.foreign_zipf(w) >= 4.6 and is_strange(lexicon, w) and lexicon.zipf(w) < 3]


COINED_PREFIXES = (
    "anti",
    "mega",
    "super",
    "un",
    "over",
    "re",
    "non",
    "pre",
    "post",
    "micro",
    "cyber",
    "eco",
    "mini",
    "out",
)
COINED_SUFFIXES = (
    "ness",
    "like",
    "less",
    "ish",
    "er",
    "ers",
    "gate",
    "esque",
    "able",
    "wise",
    "ify",
    "dom",
    "fest",
    "y",
)


def coined(text: Text, lexicon: Lexicon, chance: random.Random) -> Iterator[Case]:
    """Words of `text` made into such as no dictionary has but anybody may coin: megadeal, voteless, tripfest."""
    counts = lower_counts(text.text)
    places = [m for m in WORD.finditer(text.text) if m.group().islower() and 4 <= len(m.group()) <= 8]
    common = [m for m in places if lexicon.listed(m.group()) and lexicon.zipf(m.group()) >= 3.5]
    for match in chance.sample(common, min(len(common), 1 + len(text.text) // 12000)):
        base = normal(match.group())
        other = normal(chance.choice(common).group())
        made = chance.choice(
            (chance.choice(COINED_PREFIXES) + base, base + chance.choice(COINED_SUFFIXES), other + base)
        )
        if len(made) <= 15 and not lexicon.known(made) and lexicon.zipf(made) < 2:
            changed = text.text[: match.start()] + made + text.text[match.end() :]
            context = context_at(changed, match.start(), match.start() + len(made), counts)
            yield Case(made, frozenset(), context, "coined")


def _addressed(text: str, match: re.Match[str]) -> bool:
    """Whether the word is part of an address, a handle or a file name."""
    return bool(
        re.search(r"[@#/\\_\d.&]\Z", text[: match.start()][-1:]) or re.match(r"[@/\\_\d]|\.\w", text[match.end() :][:2])
    )
