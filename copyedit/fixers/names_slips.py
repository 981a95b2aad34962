"""What kind of slip turns one name into another, and how much speaks for it: a linear score of few features.

The weights are data (rules/names.toml), fitted by tests/benchmarks/names_fit.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log2, log10

from copyedit.fixers.names_company import Company
from copyedit.fixers.names_forms import Form
from copyedit.fixers.names_likeness import is_inflection, sound_alike

VOWELS = frozenset("aeiouy")

Features = Mapping[str, float]


def kind_of_slip(wrong: str, right: str) -> str:
    """“swapped”, “doubled”, “undoubled”, “added”, “dropped”, “vowel” or “replaced”: what one edit made of `right`;
    “two” for more.
    """
    start, end = _differing(wrong, right)
    added, dropped = wrong[start : len(wrong) - end], right[start : len(right) - end]
    if len(added) == len(dropped) == 1:
        return "vowel" if VOWELS.issuperset(added + dropped) else "replaced"
    if len(added) == 2 and added == dropped[::-1]:
        return "swapped"
    if len(added) + len(dropped) != 1:
        return "two"
    beside = right[start - 1 : start] if start else ""  # the shared beginning takes in the first of a doubled letter
    if added:
        return "doubled" if added == beside else "added"
    return "undoubled" if dropped == beside else "dropped"


def features_of_forms(form: Form, other: Form, company: Company) -> dict[str, float]:
    """What speaks for and against `form` being a slip of `other`, which stands in the same article."""
    return {
        "bias": 1.0,
        "own_attestation": log10(1 + form.weight),
        "own_hits": log2(form.hits),
        "fewer_hits": float(other.hits <= form.hits),
        "other_is_word": float(other.is_word),
        "inflection": float(is_inflection(form.key, other.key)),
        "first_letter": float(form.key[0] != other.key[0]),
        "last_letter": float(form.key[-1] != other.key[-1]),
        "sound": float(sound_alike(form.key, other.key)),
        "same_company": float(company is Company.SAME),
        kind_of_slip(form.key, other.key): 1.0,
    }


def features_of_neighbour(key: str, near: str, near_weight: float, is_word: bool) -> dict[str, float]:
    """What speaks for and against `key` being a slip of the well-known `near`; how well `key` itself is attested, the
    lead of `near` over the next, and the company of the name come on top.
    """
    return {
        "bias": 1.0,
        "attestation": log10(1 + near_weight),
        "is_word": float(is_word),
        "last_letter": float(key[-1] != near[-1]),
        kind_of_slip(key, near): 1.0,
    }


def score(features: Features, weights: Mapping[str, float]) -> float:
    """The log-odds that it is a slip."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def _differing(wrong: str, right: str) -> tuple[int, int]:
    """How many letters the two share at the beginning, and of the rest at the end."""
    shortest = min(len(wrong), len(right))
    start = 0
    while start < shortest and wrong[start] == right[start]:
        start += 1
    end = 0
    while end < shortest - start and wrong[-1 - end] == right[-1 - end]:
        end += 1
    return start, end
