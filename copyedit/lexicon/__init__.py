"""The words and names we know, and how common they are.

Three tables made by `python -m copyedit.lexicon.build` lie memory-mapped in data/ (what they are made from, and under
which licences: data/ATTRIBUTION.md). Words are kept in lower case with a straight apostrophe; each has the count of its
form in Wikipedia, its zipf frequency in general English, and marks.
"""

from __future__ import annotations

import mmap
import unicodedata
from bisect import bisect_left
from functools import cache, cached_property, lru_cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copyedit.lexicon.sound import sound_key

if TYPE_CHECKING:
    import marisa_trie

DATA = Path(__file__).parent / "data"

# one byte a word; what `Lexicon.marks` gives
LISTED = 1  # a dictionary has it in lower case
LISTED_NAME = 2  # a dictionary has it with a capital: Paris, Monday
COMMON = 4  # in no dictionary, yet common in Wikipedia and in general English both: podcaster, emoji
AMERICAN = 8  # an American dictionary has it, in either case
BRITISH = 16  # a British one
AMERICAN_ONLY = 32  # the American spelling of a word that the British spell otherwise: color
BRITISH_ONLY = 64  # colour, organise
OFFERED = 128  # fit to be suggested: no slur, no oddity

COUNT_STEP = 13.0  # a count is kept as round(13 ln count): ±4 %
ZIPF_STEP = 32.0
BYTES = 3  # count, zipf, marks

# parts that stand before a hyphen though they are no words
_PREFIXES = """
    afro anglo anti arch bi co counter cross de eco euro ex extra franco hyper indo inter intra macro mega meta micro
    mid mini multi neo non out over pan para photo post pre pro proto pseudo quasi re semi sino socio sub super tele
    trans tri ultra un under uni vice al el ul
"""
HYPHENATED = frozenset(_PREFIXES.split())


class Entry(NamedTuple):
    """What is known of one form. `hits` (in Wikipedia) is 0 and `zipf` 0.0 where a source does not have it."""

    hits: int
    zipf: float
    marks: int


_NOTHING = Entry(0, 0.0, 0)


class Lexicon:
    """Words, names and their frequency. Looks nothing up on the network, keeps nothing in memory but what is asked for.

    Words are taken as written: curly or straight apostrophes, any case, composed or not. `known` minds the case,
    the frequencies do not.
    """

    def __init__(self, folder: Path = DATA) -> None:
        import marisa_trie

        self._folder = folder
        self._words = marisa_trie.Trie()
        self._words.mmap(str(folder / "words.marisa"))
        self._values = mapped(folder / "words.bin")

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, word: str) -> bool:
        """Whether the form stands in any of the sources, whatever its case."""
        return normal(word) in self._words

    def entry(self, word: str) -> Entry:
        """Count, zipf and marks of the form, whatever its case; all zero for one that no source has."""
        at = self._words.get(normal(word))
        if at is None:
            return _NOTHING
        count, zipf, marks = self._values[at * BYTES : at * BYTES + BYTES]
        return Entry(round(exp(count / COUNT_STEP)) if count else 0, zipf / ZIPF_STEP, marks)

    def count(self, word: str) -> int:
        """How often the form stands in Wikipedia (2022; some 2.5 milliard words), ±4 %; 0 below 20."""
        return self.entry(word).hits

    def zipf(self, word: str) -> float:
        """Its log10 frequency per milliard words of general English, typos of web text included; 0.0 if below 1."""
        return self.entry(word).zipf

    def marks(self, word: str) -> int:
        """LISTED, COMMON, OFFERED and so on, or-ed together."""
        at = self._words.get(normal(word))
        return 0 if at is None else self._values[at * BYTES + 2]

    def listed(self, word: str) -> bool:
        """Whether a dictionary has it, read in lower case (not: Paris)."""
        return bool(self.marks(word) & LISTED)

    def foreign_zipf(self, word: str) -> float:
        """Its log10 frequency per milliard words in the one of some European languages that uses it most; 0.0 if rare.

        English words are in it too, as far as others borrow them.
        """
        at = self._foreign.get(normal(word))
        return 0.0 if at is None else self._foreign_zipfs[at] / ZIPF_STEP

    def foreign_words(self) -> list[str]:
        """All words that `foreign_zipf` has a figure for, sorted."""
        return sorted(self._foreign.keys())

    def known(self, word: str) -> bool:
        """Whether `word` can stand as written.

        Lower-case words of American and British dictionaries, or common in edited text by two sources. With a capital
        anywhere (Paris, NATO, iPhone) also every name that `is_name` attests. Possessives, compounds with hyphens and
        words without their accents (cafe, naive) follow their parts. A name in lower case (paris) is not known.
        """
        return _known(self, word)

    def is_name(self, word: str) -> bool:
        """Whether `word`, read with a capital, is attested: listed with a capital, or found in Wikipedia or general
        English at all (which includes surnames, places, firms, acronyms; and every listed lower-case word: Rose).
        """
        return stem(normal(word)) in self._words

    def attestation(self, name: str) -> int:
        """The Wikipedia count of a name's form, possessive left out."""
        return self.count(stem(normal(name)))

    def sounding(self, key: str) -> list[str]:
        """The offered words whose `sound_key` is `key`."""
        at = len(key) + 1
        return [entry[at:] for entry in self._sounds.keys(key + "\t")]

    def sounds_like(self, word: str) -> list[str]:
        """The offered words that sound like `word`."""
        return self.sounding(sound_key(folded(normal(word))))

    def is_only_name(self, word: str) -> bool:
        """Whether dictionaries have it with a capital alone: Thursday, not Rose."""
        return self.marks(word) & (LISTED | LISTED_NAME) == LISTED_NAME

    def beginning(self, letter: str, length: int) -> list[str]:
        """The offered words of `length` letters (apostrophes included) that begin with `letter`, in lower case.

        Names that everybody knows are among them (see `is_only_name`).
        """
        return self._buckets(letter, length)

    def other_dialect(self, word: str) -> str | None:
        """The British spelling of an American word or the reverse (color, colour), in lower case, if it has one."""
        return self._variants.get(normal(word))

    @cached_property
    def _foreign(self) -> marisa_trie.Trie:
        import marisa_trie

        foreign = marisa_trie.Trie()
        foreign.mmap(str(self._folder / "foreign.marisa"))
        return foreign

    @cached_property
    def _foreign_zipfs(self) -> mmap.mmap:
        return mapped(self._folder / "foreign.bin")

    @cached_property
    def _sounds(self) -> marisa_trie.Trie:
        import marisa_trie

        sounds = marisa_trie.Trie()
        sounds.mmap(str(self._folder / "sounds.marisa"))
        return sounds

    @cached_property
    def _variants(self) -> dict[str, str]:
        lines = (self._folder / "variants.txt").read_text(encoding="utf-8").split("\n")
        pairs = [(american, british) for american, _, british in (line.partition(" ") for line in lines if line)]
        return dict(pairs) | {british: american for american, british in reversed(pairs)}

    @cached_property
    def _offered(self) -> bytes:
        return (self._folder / "offered.txt").read_bytes()

    @cached_property
    def _index(self) -> list[tuple[str, int, int]]:
        """(first letter, length, offset in _offered) of each line, sorted: one line a bucket."""
        rows, at = [], 0
        for line in self._offered.split(b"\n"):
            if line:
                word = line.split(b" ", 1)[0].decode()
                rows.append((word[0], len(word), at))
            at += len(line) + 1
        return rows

    @lru_cache(maxsize=256)  # noqa: B019  one lexicon lives as long as the process
    def _buckets(self, letter: str, length: int) -> list[str]:
        at = bisect_left(self._index, (letter, length, 0))
        if at == len(self._index) or self._index[at][:2] != (letter, length):
            return []
        start = self._index[at][2]
        return self._offered[start : self._offered.index(b"\n", start)].decode().split(" ")


@cache
def load() -> Lexicon:
    """The lexicon shipped with the package; opened once a process, in a few milliseconds."""
    return Lexicon()


def normal(word: str) -> str:
    """Lower case, composed, apostrophes straight: as words stand in the tables."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.replace("’", "'").replace("‘", "'")).lower()


_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


def folded(word: str) -> str:
    """`word` (lower case) without accents: café → cafe, Łódź → lodz."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word)
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(_PLAIN)


def stem(word: str) -> str:
    """`word` (normal) without a possessive: paris's, states' → paris, states."""
    if word.endswith("'s"):
        return word[:-2]
    return word[:-1] if word.endswith("s'") else word


def mapped(path: Path) -> mmap.mmap:
    """The bytes of a data file, read as they are asked for."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _known(lexicon: Lexicon, word: str) -> bool:
    if _stands(lexicon, word):
        return True
    if "-" in word:  # al-Assad, anti-Putin, state-owned
        parts = [part for part in word.split("-") if part]
        return bool(parts) and all(part.lower() in HYPHENATED or _known(lexicon, part) for part in parts)
    if "'" in word or "’" in word:
        word = word.replace("’", "'")
        base = stem(word)
        if base != word:
            return _known(lexicon, base)
        head, _, tail = word.rpartition("'")  # l'Oréal, O'Brien, D'Souza
        return len(head) <= 3 and tail[:1].isupper() and _stands(lexicon, tail)
    return False


def _stands(lexicon: Lexicon, word: str) -> bool:
    """Whether the bare form, with or without its accents, is known as it is cased."""
    plain = normal(word)
    has_capital = word != word.lower()  # Paris, NATO, iPhone
    for form in dict.fromkeys((plain, folded(plain))):
        if lexicon.marks(form) & (LISTED | COMMON) or (has_capital and form in lexicon):
            return True
    return False
