"""The names of an article: every capitalised form, how often it stands, and how well the world attests it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache
from typing import NamedTuple

from copyedit import lexicon
from copyedit.fixers.names_likeness import one_edit_away
from copyedit.lexicon import COMMON, LISTED, folded, normal
from copyedit.patterns import lazily
from copyedit.reading import Facts

SHORTEST = 4  # letters: shorter forms resemble too many others
MANY = 2000  # names: twenty times an article's
# Zelensky, McIlroy, DiCaprio, O’Brien, ZELENSKY; not iPhone, YouTube, eBay, NASAs
NAME_SHAPE = lazily(r"(?:[DLO]['’]|Ma?c|D[ei]|L[ae]|Fitz|Van)?[^\W\d_a-z]['’]?[^\W\d_A-Z]+|[^\W\d_a-z]{5,}")
_PARTS = lazily(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


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


class ArticleNames:
    """The names of an article by key."""

    def __init__(self, forms: dict[str, Form]) -> None:
        self.forms = forms

    @property
    def are_many(self) -> bool:
        """Whether this is rather a book or a register: what looks at each pair of names or goes back to the text for
        each would take too long, and says little.
        """
        return len(self.forms) > MANY

    def resembling(self, key: str) -> list[Form]:
        """The forms that begin with the same letter as `key`, or have the same second one; of many, those one edit
        away.
        """
        if self.are_many:
            return [self.forms[form] for form in set(one_edit_away(key)) if form in self.forms and form != key]
        first, second = key[0], key[1]
        return [*self._by_first.get(first, ()), *(f for f in self._by_second.get(second, ()) if f.key[0] != first)]

    @cached_property
    def _by_first(self) -> dict[str, list[Form]]:
        return self._by_letter(0)

    @cached_property
    def _by_second(self) -> dict[str, list[Form]]:
        return self._by_letter(1)

    def _by_letter(self, at: int) -> dict[str, list[Form]]:
        found: dict[str, list[Form]] = defaultdict(list)
        for key, form in self.forms.items():
            found[key[at]].append(form)
        return found


def names_of(facts: Facts) -> ArticleNames:
    """The names of the article in Latin letters; words that stand in lower case too are none."""
    spelled: dict[str, dict[str, int]] = {}
    counts = facts.word_counts
    for token in counts:
        if not token.islower():
            for part, key in named_parts(token):
                forms = spelled.setdefault(key, {})
                forms[part] = forms.get(part, 0) + counts[token]
    return ArticleNames(
        {key: _form(key, forms) for key, forms in spelled.items() if key not in counts and key.isascii()}
    )


def _form(key: str, forms: dict[str, int]) -> Form:
    weight, is_word = standing_of(key)
    if len(forms) == 1:
        ((text, hits),) = forms.items()
    else:
        text = max(forms, key=lambda form: (not form.isupper(), forms[form], form))
        hits = sum(forms.values())
    if not text.isascii():
        weight = max(weight, standing_of(normal(text)).weight)
    return Form(key, text, tuple(forms), hits, weight, is_word)


@lru_cache(maxsize=65536)
def named_parts(token: str) -> tuple[tuple[str, str], ...]:
    """The capitalised parts of a token that are long enough to judge, with their keys: “al-Assad’s” → Assad, assad."""
    parts = (bare(part) for part in _PARTS.findall(token))
    return tuple((part, key_of(part)) for part in parts if len(part) >= SHORTEST and not part.islower())


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


def bare(part: str) -> str:
    """`part` without a possessive ’s."""
    return part[:-2] if part[-2:] in ("'s", "’s", "'S", "’S") else part
