"""The names of an article: every capitalised form, how often it stands, and how well the world attests it."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from copyedit import lexicon
from copyedit.lexicon import COMMON, LISTED, folded, normal
from copyedit.reading import Facts

SHORTEST = 4  # letters: shorter forms resemble too many others
# Zelensky, McIlroy, DiCaprio, O’Brien, ZELENSKY; not iPhone, YouTube, eBay, NASAs
NAME_SHAPE = re.compile(r"(?:[DLO]['’]|Ma?c|D[ei]|L[ae]|Fitz|Van)?[^\W\d_a-z]['’]?[^\W\d_A-Z]+|[^\W\d_a-z]{5,}")
_PARTS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Form(NamedTuple):
    """One name as the article spells it.

    `key` is the form in lower case without accents and possessive; forms of one key are one name. `text` is how it is
    written most often, `spellings` all ways, `hits` how often in any case. `weight` is its count in Wikipedia, or in
    general English scaled to it. `is_word` says that a dictionary has it in lower case too (Bush, Rose).
    """

    key: str
    text: str
    spellings: tuple[str, ...]
    hits: int
    weight: float
    is_word: bool


class Standing(NamedTuple):
    """What the lexicon says of a key."""

    weight: float
    is_word: bool


def names_of(facts: Facts) -> dict[str, Form]:
    """The names of the article by key; words that stand in lower case too are none."""
    spelled: dict[str, dict[str, int]] = defaultdict(dict)
    counts = facts.word_counts
    for token, hits in counts.items():
        if token.islower():
            continue
        for part in parts(token):
            if len(part) >= SHORTEST and not part.islower():
                forms = spelled[key_of(part)]
                forms[part] = forms.get(part, 0) + hits
    names = {}
    for key, forms in spelled.items():
        if counts.get(key, 0) > 0:
            continue
        text = max(forms, key=lambda form: (not form.isupper(), forms[form], form))
        standing = standing_of(key)
        weight = standing.weight if text.isascii() else max(standing.weight, standing_of(normal(text)).weight)
        names[key] = Form(key, text, tuple(forms), sum(forms.values()), weight, standing.is_word)
    return names


@lru_cache(maxsize=65536)
def key_of(part: str) -> str:
    """“Zelensky”, “ZELENSKY”, “Zelensky’s” → zelensky; “Erdoğan” → erdogan."""
    return folded(normal(part))


@lru_cache(maxsize=65536)
def standing_of(key: str) -> Standing:
    """How well `key` is attested; a form that only its accents make known counts as known."""
    entry = lexicon.load().entry(key)
    weight = max(float(entry.hits), 0.5 * 10**entry.zipf if entry.zipf else 0.0)
    return Standing(weight, bool(entry.marks & (LISTED | COMMON)))


@lru_cache(maxsize=65536)
def parts(token: str) -> tuple[str, ...]:
    """A token without possessive, at its hyphens: “al-Assad’s” → al, Assad."""
    return tuple(bare(part) for part in _PARTS.findall(token))


def bare(part: str) -> str:
    """`part` without a possessive ’s."""
    return part[:-2] if part[-2:] in ("'s", "’s", "'S", "’S") else part
