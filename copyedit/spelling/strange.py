"""Which words the speller asks about at all."""

from __future__ import annotations

from copyedit.lexicon import COMMON, LISTED_NAME, Lexicon, stem

FAMILIAR_ZIPF = 4.0  # so frequent that it is meant: lol, wifi, btw
FAMILIAR_NAME_ZIPF = 3.0  # ipod, irish, tv: a matter of capitals
FOREIGN_ZIPF = 5.0

# what stands before or after a lost apostrophe: "isn t", "they ve"
_HALVES = """
    aren couldn didn doesn don hadn hasn haven isn ll mightn mustn needn re shouldn ve wasn weren wouldn
"""
HALVES = frozenset(_HALVES.split())


def is_strange(lexicon: Lexicon, form: str) -> bool:
    """Whether `form` (lower case, straight apostrophe) may be a misspelling where it stands in lower case.

    What is left alone: known words, names and acronyms in lower case, what everybody writes on purpose though no
    dictionary has it, words with accents, and everyday words of other languages.
    """
    if len(form) < 2 or not form.isascii() or form in HALVES:
        return False
    marks, zipf = lexicon.marks(form), lexicon.zipf(form)
    if marks & LISTED_NAME and zipf >= FAMILIAR_NAME_ZIPF:
        return False
    if zipf >= FAMILIAR_ZIPF and f"{form[:-1]}'{form[-1:]}" not in lexicon:  # not dont, thats
        return False
    if lexicon.foreign_zipf(form) >= FOREIGN_ZIPF and zipf < lexicon.foreign_zipf(form) - 1.5:
        return False
    return bool(marks & COMMON) or not lexicon.known(form)


def is_strange_with_capital(lexicon: Lexicon, form: str, most: int) -> bool:
    """The same for a word with a capital: attested names, `most` times in Wikipedia or more, are left alone."""
    name = stem(form)
    if name != form or lexicon.marks(form) & LISTED_NAME or lexicon.count(form) >= most:
        return False
    return form.isascii() and not lexicon.known(form)
