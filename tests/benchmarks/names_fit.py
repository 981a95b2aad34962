"""Fits the weights of rules/names.toml: `python tests/benchmarks/names_fit.py FOLDER [FOLDER …] [--half dev]`.

Every article of the folders (as names.py reads them) is asked twice: as it is, where every look-alike counts as a name
of its own, and with one name corrupted, where the corrupted form is a slip of what it was. Prints the weights as TOML
and, for each threshold, what it finds and how often it is wrong. Needs numpy and scipy (the build extra).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import names as benchmark
import numpy as np
from scipy.optimize import minimize

from copyedit import rulebook
from copyedit.fixers import names, names_company, names_forms, names_gazetteer, names_slips
from copyedit.passage import verbatim
from copyedit.reading import Facts, Reading

THRESHOLDS = (-1, 0, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5)
PRIOR = 1.0  # of the weights: ridge


ROUNDS = 6


class LookAlike(NamedTuple):
    """The key of a form, what speaks for its being a slip of the key `right`, and how to show it."""

    key: str
    features: dict[str, float]
    right: str
    shown: str


class Example(NamedTuple):
    features: dict[str, float]
    is_slip: bool
    is_made: bool
    shown: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--half", choices=("dev", "test", "all"), default="dev")
    parser.add_argument("--show", action="store_true", help="list the look-alikes that score highest as they are")
    args = parser.parse_args()
    texts = [
        text
        for folder in args.folders
        for text in benchmark.articles(folder)
        if args.half == "all" or benchmark.half_of(text.id) == args.half
    ]
    words = sum(len(text.text.split()) for text in texts)
    print(f"{len(texts)} articles, {words:,} words")
    for rule, often, examples_in in (("names.odd-one-out", True, odd_ones), ("names.unknown", False, unknown_ones)):
        weights = dict(rulebook.load("names")[rule].data["weights"])
        for _ in range(ROUNDS):  # the weights rank the neighbours that they are learned from
            examples = list(examples_of(texts, often, lambda text, w=weights, find=examples_in: find(text, w)))
            new = fitted(examples)
            weights = {name: (value + weights.get(name, value)) / 2 for name, value in new.items()}
        print(f"\n[{rule}]")
        print("weights = {", ", ".join(f"{name} = {value:.2f}" for name, value in weights.items()), "}")
        report(examples, weights, words, args.show)


def examples_of(
    texts: list[benchmark.Text], often: bool, examples_in: Callable[[str], Iterator[LookAlike]]
) -> Iterator[Example]:
    """The look-alikes of each article as it is, and those of one mistyped name."""
    rng = random.Random(f"fit {often}")
    for text in texts:
        known = {wrong.lower() for _, wrong in text.known}
        for key, features, _, shown in examples_in(text.text):
            if key not in known:
                yield Example(features, False, False, f"{text.id}: {shown}")
        for how in (benchmark.random_edit, benchmark.wrong_vowel):
            made = benchmark.corrupted(text.text, often, how, rng)
            if made is not None:
                mistyped, span, name = made
                wrong = names_forms.key_of(mistyped[slice(*span)])
                for key, features, right, shown in examples_in(mistyped):
                    if key == wrong:
                        yield Example(features, right == name.lower(), True, f"{text.id}: {shown}")


def odd_ones(text: str, weights: Mapping[str, float]) -> Iterator[LookAlike]:
    """For every form with look-alikes in the article: its key, the features and key of the likeliest, and a line."""
    facts = facts_of(text)
    forms = names_forms.names_of(facts)
    for form in forms.forms.values():
        if form.weight >= 3000 or form.is_word or not names_forms.NAME_SHAPE.fullmatch(form.text):
            continue
        found = []
        for other in forms.resembling(form.key):
            if names.could_be_meant(other, form):
                company = names_company.company_of(facts, form, other)
                features = names_slips.features_of_forms(form, other, company)
                found.append((names_slips.score(features, weights), other.key, features))
        if found:
            _, key, features = max(found, key=lambda row: row[:2])
            yield LookAlike(form.key, features, key, f"{form.text} ({form.hits}, {form.weight:.0f}) → {key}")


def unknown_ones(text: str, weights: Mapping[str, float]) -> Iterator[LookAlike]:
    """The same for every form that stands once and has a neighbour among the names of the world."""
    facts = facts_of(text)
    gazetteer = names_gazetteer.Gazetteer(weights)
    for form in names_forms.names_of(facts).forms.values():
        if form.hits > 1 or form.weight >= 3000 or form.is_word or len(form.key) < 5 or form.text.isupper():
            continue
        near = gazetteer.nearest(form.key) if names_forms.NAME_SHAPE.fullmatch(form.text) else None
        if near is not None and not (near.is_word and names.opens_sentence(text, text.find(form.text))):
            features = names.features_of_unknown(form, near, names.is_beside_name(form, facts))
            yield LookAlike(
                form.key, features, near.key, f"{form.text} ({form.weight:.0f}) → {near.key} ({near.weight:.0f})"
            )


def facts_of(text: str) -> Facts:
    return Facts((Reading(text, verbatim(text, 0, len(text))),))


def fitted(examples: list[Example]) -> dict[str, float]:
    """Weights of a logistic regression with a ridge; made and natural look-alikes count as they come."""
    columns = sorted({name for example in examples for name in example.features})
    x = np.array([[example.features.get(name, 0.0) for name in columns] for example in examples])
    sign = np.array([1.0 if example.is_slip else -1.0 for example in examples])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (x @ w)
        slope = -sign / (1 + np.exp(margin))
        return float(np.logaddexp(0, -margin).sum() + PRIOR / 2 * w @ w), x.T @ slope + PRIOR * w

    found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B").x
    return dict(zip(columns, found.tolist(), strict=True))


def report(examples: list[Example], weights: dict[str, float], words: int, show: bool) -> None:
    scored = [(names_slips.score(example.features, weights), example) for example in examples]
    made = sum(example.is_made for example in examples)
    for threshold in THRESHOLDS:
        above = [example for value, example in scored if value >= threshold]
        right = sum(example.is_slip for example in above)
        wrong = sum(example.is_made and not example.is_slip for example in above)
        alarms = sum(not example.is_made for example in above)
        rate = 1e4 * alarms / words
        shares = f"right {right / made:.3f} wrong {wrong / made:.3f}"
        print(f"  {threshold:4}: {shares} alarms {alarms}, {rate:.2f} for 10,000 words")
    if show:
        for value, example in sorted(scored, key=lambda row: -row[0]):
            if value > 0 and not example.is_made:
                print(f"    {value:.1f} {example.shown}")


if __name__ == "__main__":
    main()
