"""The corrector alone, measured beside others: `python tests/benchmarks/spelling.py FOLDER [--picture FILE]`.

FOLDER holds typos/*.jsonl and wordpairs/*.tsv as `python -m copyedit.spelling.train` reads them; only the half that
training did not see is asked about (by a hash of the correct word, or of the article). For each system prints how many
misspellings it notices and how often its first suggestion is right, and the recall (right, of all) that it keeps when
only its most certain answers are taken, so many that 90, 95, 97 or 99 in 100 of them are right. Systems that give no
certainty have one point only. The picture shows how far our certainty can be believed, and precision against recall.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import NamedTuple

from spelling_peers import Words, available

from copyedit.lexicon import load, normal
from copyedit.spelling import speller
from copyedit.spelling.context import context_at
from copyedit.spelling.features import NOWHERE, Context
from copyedit.spelling.strange import is_strange
from copyedit.spelling.training_data import WORD, learned_from, lower_counts

PRECISIONS = (0.90, 0.95, 0.97, 0.99)


class Item(NamedTuple):
    """A misspelling as it stood."""

    typed: str
    meant: frozenset[str]
    text: str
    context: Context


class Answer(NamedTuple):
    """`certainty` is 1.0 throughout for systems that give none."""

    noticed: bool
    right: bool
    certainty: float


def sets(folder: Path, every: int = 1) -> dict[str, list[Item]]:
    """The held-out half of each set; of the lists of pairs every Nth."""
    found: dict[str, list[Item]] = {"typos in context": in_context(folder)}
    for path in sorted(folder.glob("wordpairs/*.tsv")):
        found[path.stem] = alone(path)[::every]
    return found


def in_context(folder: Path) -> list[Item]:
    items = []
    for path in sorted(folder.glob("typos/*.jsonl")):
        for row in map(json.loads, filter(None, path.read_text(encoding="utf-8").split("\n"))):
            for edit in row["edits"]:
                typed, text = normal(edit["original"]), row["text"]
                usable = edit.get("kind") == "nonword" and edit["original"].islower() and WORD.fullmatch(typed)
                if usable and not learned_from(row["id"].rpartition("-")[0]):
                    meant = frozenset(normal(m) for m in (edit["correction"], *(edit.get("alt") or ())))
                    context = context_at(text, edit["start"], edit["end"], lower_counts(text))
                    around = text[max(0, edit["start"] - 80) : edit["end"] + 80]
                    items.append(Item(typed, meant, around, context))
    return items


def alone(path: Path) -> list[Item]:
    items = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        typed, _, right = line.partition("\t")
        meant = frozenset(normal(m.strip()) for m in right.split(","))
        if typed.isalpha() and typed.islower() and right and not learned_from(normal(right.split(",")[0].strip())):
            items.append(Item(typed, meant, f"The word {typed} was used.", NOWHERE))
    return items


def ours(items: list[Item]) -> list[Answer]:
    checker, lexicon = speller.load(), load()
    answers = []
    for item in items:
        verdict = checker.verdict(item.typed, item.context) if is_strange(lexicon, item.typed) else None
        right = verdict is not None and verdict.corrections[0].text in item.meant
        answers.append(Answer(verdict is not None, right, verdict.right if verdict else 0.0))
    return answers


def recall_at(answers: list[Answer], precision: float) -> float:
    """The largest share of all items that is right among answers of which `precision` are right."""
    ranked = sorted((a for a in answers if a.noticed), key=lambda answer: -answer.certainty)
    best = right = 0
    for number, answer in enumerate(ranked, 1):
        right += answer.right
        tied = number < len(ranked) and ranked[number].certainty == answer.certainty
        if not tied and right >= precision * number:
            best = right
    return best / len(answers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--picture", type=Path)
    parser.add_argument(
        "--every", type=int, default=1, help="take every Nth pair of the lists alone (hunspell is slow)"
    )
    args = parser.parse_args()
    results: dict[str, dict[str, list[Answer]]] = {}
    for name, items in sets(args.folder, args.every).items():
        print(f"\n{name}: {len(items)} misspellings")
        print(f"{'':18}noticed  right  " + "  ".join(f"at {p:.0%}" for p in PRECISIONS) + "   words/s")
        results[name] = {}
        words: Words = [(item.typed, item.text) for item in items]
        for system, answer in [("copyedit", None), *available()]:
            began = time.perf_counter()
            if answer is None:
                answers = ours(items)
            else:
                said = answer(words)
                answers = [
                    Answer(s is not None, bool(s) and normal(s) in i.meant, 1.0)
                    for s, i in zip(said, items, strict=True)
                ]
            took = time.perf_counter() - began
            results[name][system] = answers
            print(row(system, answers, len(items) / took))
    if args.picture:
        drawn(results, args.picture)


def row(system: str, answers: list[Answer], rate: float) -> str:
    noticed = sum(a.noticed for a in answers) / len(answers)
    right = sum(a.right for a in answers) / len(answers)
    kept = "  ".join(f"{recall_at(answers, p):6.3f}" for p in PRECISIONS)
    return f"{system:18}{noticed:7.3f}{right:7.3f}  {kept}{rate:10.0f}"


def drawn(results: dict[str, dict[str, list[Answer]]], path: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 5))
    left.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    for name, systems in results.items():
        points = believed(systems["copyedit"])
        left.plot(*zip(*points, strict=True), marker="o", label=name)
    left.set(xlabel="how certain we say we are", ylabel="how often we are right", title="Reliability (held-out half)")
    left.legend()
    name, systems = next(iter(results.items()))
    for system, answers in systems.items():
        noticed = [a for a in answers if a.noticed]
        if system == "copyedit":
            curve = precision_recall(noticed, len(answers))
            right.plot(*zip(*curve, strict=True), label=system)
        elif noticed:
            correct = sum(a.right for a in noticed)
            right.plot(correct / len(answers), correct / len(noticed), "o", label=system)
    right.set(xlabel="right, of all", ylabel="right, of those changed", title=name, xlim=(0, 1), ylim=(0.4, 1.01))
    right.legend(loc="lower left")
    figure.tight_layout()
    figure.savefig(path, dpi=100, metadata={"Software": None})


def believed(answers: list[Answer], bins: int = 10) -> list[tuple[float, float]]:
    """For each tenth of certainty with ten answers or more: the mean certainty, and the share that is right."""
    points = []
    for number in range(bins):
        mine = [a for a in answers if a.noticed and number <= a.certainty * bins < number + 1]
        if len(mine) >= 10:
            points.append((sum(a.certainty for a in mine) / len(mine), sum(a.right for a in mine) / len(mine)))
    return points


def precision_recall(noticed: list[Answer], total: int) -> list[tuple[float, float]]:
    ranked = sorted(noticed, key=lambda answer: -answer.certainty)
    right, points = 0, []
    for number, answer in enumerate(ranked, 1):
        right += answer.right
        if number >= 10:
            points.append((right / total, right / number))
    return points


if __name__ == "__main__":
    main()
