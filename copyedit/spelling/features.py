"""What speaks for and against a correction, and for and against there being an error at all, as numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from math import exp, log2, log10
from types import MappingProxyType
from typing import NamedTuple

from copyedit.lexicon import LISTED, Lexicon, folded
from copyedit.lexicon.sequences import Sequences, ending_class
from copyedit.lexicon.sound import sound_key
from copyedit.spelling.edits import EDGE, VOWELS, Slip, SlipCosts, near_on_keyboard, shared, slips

NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
ADJECTIVE_ENDINGS = frozenset(
    ending_class(f"xxxx{ending}") for ending in ("able", "ous", "ive", "ial", "ic", "ful", "less", "ent")
)
SPLIT_COST = 4.0


class Context(NamedTuple):
    """Where a word stands. Words are lower case; "" where there is none or it says nothing.

    `before` and `after` are the two words on either side (nearest last, nearest first), `counts` how often the words
    of the article occur in it (lower case), `times` how often this very form does.
    """

    before: tuple[str, str] = ("", "")
    after: tuple[str, str] = ("", "")
    counts: Mapping[str, int] = MappingProxyType({})
    times: int = 1
    hyphenated: bool = False
    capital: bool = False
    quoted: bool = False


NOWHERE = Context()

_CORRECTION = """
    zipf wikipedia cost edits first last doubling consonants vowels_only sound sound_edits keyboard swap length
    prefix suffix split split_fit anagram rare cost_per_letter first_letter apostrophe negation name inflection
    fit unseen ending parallel in_article
"""
CORRECTION = tuple(_CORRECTION.split())
OF_THE_FORM = CORRECTION.index("fit")  # those before it do not depend on where the word stands


def correction_features(
    typed: str, meant: str, context: Context, lexicon: Lexicon, sequences: Sequences, costs: SlipCosts
) -> list[float]:
    """What speaks for `meant` (perhaps two words) where `typed` stands: one number for each of CORRECTION."""
    form = _form_features(lexicon, costs, sequences, typed, meant)
    before, after = context.before, context.after
    heads = meant.split(" ")
    fit = sequences.fit(before, meant, after)
    unseen = float(not all(sequences.knows(word) for word in heads))
    ending = sequences.class_gain(before[1], heads[0]) + sequences.class_gain(heads[-1], after[0])
    parallel = before[1] in ("and", "or", "but", ",") and _adjectival(before[0]) and _adjectival(meant)
    return [*form, fit, unseen, ending, float(parallel), log2(1 + context.counts.get(meant, 0))]


def _adjectival(word: str) -> bool:
    return ending_class(word) in ADJECTIVE_ENDINGS


@lru_cache(maxsize=8192)
def _form_features(
    lexicon: Lexicon, costs: SlipCosts, sequences: Sequences, typed: str, meant: str
) -> tuple[float, ...]:
    """Those that do not depend on where the word stands."""
    if " " in meant:
        return _split_features(lexicon, sequences, typed, meant)
    plain, wrong = folded(meant), folded(typed)
    entry = lexicon.entry(meant)
    made = slips(plain, wrong)
    cost, negation = costs.cost(made), _negation(plain, wrong)
    if negation is not None:
        cost = min(cost, costs.cost(negation) + SPLIT_COST)
    sounds = sound_key(plain), sound_key(wrong)
    return (
        max(entry.zipf, 0.5),
        # Wikipedia's counts have contractions in pieces
        log10(entry.hits + 5) if "'" not in meant else entry.zipf + 0.4,
        cost,
        float(len(made)),
        float(plain[:1] == wrong[:1]),
        float(plain[-1:] == wrong[-1:]),
        float(_undoubled(plain) == _undoubled(wrong)),
        float(_consonants(plain) == _consonants(wrong)),
        float(bool(made) and all(_vowel_slip(slip) for slip in made)),
        float(sounds[0] == sounds[1]),
        float(len(slips(*sounds))),
        float(bool(made) and all(_finger_slip(slip) for slip in made)),
        float(len(made) == 1 and made[0].kind == "swap"),
        float(abs(len(plain) - len(wrong))),
        shared(plain, wrong) / len(wrong),
        shared(plain[::-1], wrong[::-1]) / len(wrong),
        0.0,
        0.0,
        float(sorted(plain) == sorted(wrong)),
        float(entry.zipf < 2),
        cost / len(wrong),
        float(any(slip.after == EDGE and slip.kind == "replace" for slip in made)),
        float("'" in meant),
        float(negation is not None),
        float(lexicon.is_only_name(meant)),
        float(_inflection(plain) == _inflection(wrong)),
    )


def _split_features(lexicon: Lexicon, sequences: Sequences, typed: str, meant: str) -> tuple[float, ...]:
    first, second = meant.split(" ")
    zipf = min(lexicon.zipf(first), lexicon.zipf(second))
    fit = sequences.gain(first, second)
    values = dict.fromkeys(CORRECTION[:OF_THE_FORM], 0.0) | {
        "zipf": zipf,
        "wikipedia": zipf,
        "cost": SPLIT_COST,
        "edits": 1.0,
        "first": 1.0,
        "last": 1.0,
        "prefix": 1.0,
        "suffix": 1.0,
        "split": 1.0,
        "split_fit": fit,
        "inflection": 1.0,
        "cost_per_letter": SPLIT_COST / len(typed),
    }
    return tuple(values.values())


def _negation(meant: str, typed: str) -> list[Slip] | None:
    """The slips besides a negative prefix taken for another (instabile, unstable); None where none was."""
    for prefix in NEGATIVE_PREFIXES:
        if not meant.startswith(prefix) or typed.startswith(prefix):
            continue
        for other in NEGATIVE_PREFIXES:
            if typed.startswith(other):
                rest = slips(meant[len(prefix) :], typed[len(other) :])
                return rest if len(rest) <= 2 else None
    return None


_INFLECTION = re.compile(r"(?<=..)(?:(?<![sui])s|ing|ed|ly)\Z")


def _inflection(word: str) -> str:
    """The ending that inflects it, if one does: s, ing, ed, ly."""
    found = _INFLECTION.search(word)
    return found.group() if found else ""


_REPEAT = re.compile(r"(.)\1+")


def _undoubled(word: str) -> str:
    return _REPEAT.sub(r"\1", word)


def _consonants(word: str) -> str:
    return "".join(letter for letter in word if letter not in VOWELS and letter != "'")


def _vowel_slip(slip: Slip) -> bool:
    return all(letter in VOWELS for letter in slip.meant + slip.typed)


def _finger_slip(slip: Slip) -> bool:
    if slip.kind == "replace":
        return near_on_keyboard(slip.meant, slip.typed)
    return slip.kind == "insert" and (slip.after == slip.typed or near_on_keyboard(slip.after, slip.typed))


_ERROR = """
    certainty lead cost cost_per_letter zipf edits sound_edits own_wikipedia own_zipf web_only prefixed suffixed
    compound hyphenated repeated length split split_function first swap doubling fit unseen vowels_only keyboard
    ending capital in_article quoted short own_attested too_frequent too_frequent_there foreign foreign_only
    strangers name cheap_and_rare capital_attested capital_cost
"""
ERROR = tuple(_ERROR.split())

_FUNCTION_WORDS = """
    the of to and a in that is was for on with as at by it be this from not are or an but they have had his her
    he she you we which will would their there were been has who its if all
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())

# elements that make new words of known ones
_PREFIXES = """
    un re over under non multi hyper micro mega pre mis out anti super inter mid de dis auto electro nano smart
    sub co ex cyber tele bio eco post pro semi self ultra trans up down mini crypto neuro photo video web
"""
PREFIXES = tuple(_PREFIXES.split())
_SUFFIXES = """
    ly ness less able ation isation ization ise ize ises izes ising izing ised ized er ers ist ists ism isms ish
    like wise ment ments ability ably y ian ity s es ed ing gate maker makers goer goers wide long land est ic
"""
SUFFIXES = tuple(_SUFFIXES.split())


def error_features(
    typed: str, meant: str, chosen: list[float], scores: list[float], context: Context, lexicon: Lexicon
) -> list[float]:
    """What speaks for `typed` being an error whose best correction is `meant`: one number for each of ERROR.

    `chosen` are the correction features of `meant`, `scores` those of all candidates, `meant`'s the highest.
    """
    of = dict(zip(CORRECTION, chosen, strict=True))
    own = lexicon.entry(typed)
    own_hits = log10(1 + own.hits)
    prefixed, suffixed, compound = derivation(lexicon, typed)
    foreign = lexicon.foreign_zipf(typed)
    neighbours = (*context.before, *context.after)
    strangers = sum(
        word.isalpha() and not lexicon.listed(word) and not lexicon.is_only_name(word) for word in neighbours
    )
    return [
        certainty(scores),
        min(4.0, lead(scores)),
        of["cost"],
        of["cost_per_letter"],
        of["zipf"],
        of["edits"],
        of["sound_edits"],
        own_hits,
        own.zipf,
        max(0.0, own.zipf - own_hits - 1.0),
        prefixed,
        suffixed,
        compound,
        float(context.hyphenated),
        log2(context.times),
        float(len(typed)),
        of["split"],
        float(" " in meant and any(word in FUNCTION_WORDS for word in meant.split(" "))),
        of["first"],
        of["swap"],
        of["doubling"],
        of["fit"],
        of["unseen"],
        of["vowels_only"],
        of["keyboard"],
        of["ending"],
        float(context.capital),
        of["in_article"],
        float(context.quoted),
        float(len(typed) <= 4),
        float(own.hits > 0),
        # an error is seen far less often than what it stands for
        max(0.0, own_hits - (of["wikipedia"] - 3)),
        max(0.0, own.zipf - (of["zipf"] - 2.5)),
        foreign,
        max(0.0, foreign - own.zipf),
        float(strangers),
        of["name"],
        max(0.0, of["zipf"] - own.zipf - 1) * max(0.0, 8 - of["cost"]) / 8,
        context.capital * own_hits,
        context.capital * of["cost"],
    ]


def certainty(scores: list[float]) -> float:
    """The share of the best of `scores` (logarithms) in all of them."""
    best = max(scores)
    return 1 / sum(exp(score - best) for score in scores)


def lead(scores: list[float]) -> float:
    """How far the best is ahead of the second."""
    best, *others = sorted(scores, reverse=True)
    return best - others[0] if others else 4.0


@lru_cache(maxsize=8192)
def derivation(lexicon: Lexicon, word: str) -> tuple[float, float, float]:
    """The zipf of what remains without a prefix, without a suffix, and of the rarer half of a compound, or 0.0."""
    prefixed = max((_listed_zipf(lexicon, word[len(p) :]) for p in PREFIXES if word.startswith(p)), default=0.0)
    suffixed = 0.0
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            base = word[: -len(suffix)]
            undoubled = base[:-1] if base[-1:] == base[-2:-1] else base
            roots = (base, f"{base}e", f"{base}y", undoubled)
            suffixed = max(suffixed, *(_listed_zipf(lexicon, root) for root in roots if len(root) >= 4), 0.0)
    halves = ((word[:at], word[at:]) for at in range(3, len(word) - 2))
    compound = max((min(_listed_zipf(lexicon, a), _listed_zipf(lexicon, b)) for a, b in halves), default=0.0)
    return prefixed, suffixed, compound


def _listed_zipf(lexicon: Lexicon, word: str) -> float:
    entry = lexicon.entry(word) if len(word) >= 3 else None
    return entry.zipf if entry and entry.marks & LISTED else 0.0
