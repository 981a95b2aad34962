"""Which words follow which: a pruned trigram model of general English, memory-mapped.

Made by `python -m copyedit.lexicon.build` from the model that pocketsphinx ships. A gain is a base-10 logarithm: how
much likelier a word is after these words than anywhere.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from copyedit.lexicon import DATA, mapped

START, END = "<s>", "</s>"  # stand for the beginning and the end of a sentence
STEP = 20.0
LOWEST = -4.0  # gains are kept in steps of 0.05 from here up to 8.75
# by their endings, tried in order, words fall into classes that a sentence slot wants or does not want
_ENDINGS = re.compile(
    r"(?:(ly)|(ing)|(ings)|(ed)|(ities|ity)|(ness|nesses)|(ments?)|([st]ions?)|([ai]ble)|(ous)|(ive)|([tcs]ial|[nrt]al|[iu]al)"
    r"|(ics?)|(ful)|(less)|([ae]nce|[ae]ncy)|([ae]nt)|(iest|est)|(isms?)|(ists?)|(ish)|(i[sz]e)|(ers|ors)|(er|or)|('s)|(s)|(y))$"
)


def ending_class(word: str) -> str:
    """The class of a word by its ending: "-7"; "-" for none. Function words are classes of their own (see `gain`)."""
    found = _ENDINGS.search(word) if len(word) > 4 else None
    return f"-{found.lastindex}" if found else "-"


class Sequences:
    """Words are given in lower case with straight apostrophes; an empty word is one of which nothing is known."""

    def __init__(self, folder: Path = DATA) -> None:
        import marisa_trie

        self._grams = marisa_trie.Trie()
        self._grams.mmap(str(folder / "sequences.marisa"))
        self._gains = mapped(folder / "sequences.bin")

    def _at(self, gram: str) -> int | None:
        """The number of a gram. A stray byte, which stands as a lone surrogate, has no UTF-8 and so is in none."""
        try:
            number: int | None = self._grams.get(gram)
        except UnicodeEncodeError:
            return None
        return number

    def knows(self, word: str) -> bool:
        """Whether the model has seen `word` at all."""
        return self._at(word) is not None

    def gain(self, first: str, second: str) -> float:
        """How much likelier `second` is after `first` than anywhere; `first`'s back-off weight where unseen."""
        at = self._at(f"{first} {second}")
        if at is None:
            at = self._at(first) if first and second else None
        return 0.0 if at is None else self._gains[at] / STEP + LOWEST

    def gain_of_three(self, first: str, second: str, third: str) -> float:
        """How much likelier `third` is after both than after `second` alone; 0.0 where unseen."""
        at = self._at(f"{first} {second} {third}")
        return 0.0 if at is None else self._gains[at] / STEP + LOWEST

    def class_gain(self, first: str, second: str) -> float:
        """How much likelier a word with the ending of `second` is after one like `first` than anywhere."""
        at = self._at(f"~{self._class_of(first)} ~{self._class_of(second)}") if first and second else None
        return 0.0 if at is None else self._gains[at] / STEP + LOWEST

    def _class_of(self, word: str) -> str:
        return word if self._at(f"~{word}") is not None else ending_class(word)

    def fit(self, before: tuple[str, str], word: str, after: tuple[str, str]) -> float:
        """How much likelier the neighbours make `word` (or two words with a blank) than it is anywhere."""
        first, _, second = word.rpartition(" ")
        far, left = before
        right, beyond = after
        if first:
            far, left, inner = left, first, self.gain(left, first) + self.gain_of_three(far, left, first)
        else:
            inner = 0.0
        return (
            inner
            + self.gain(left, second)
            + self.gain(second, right)
            + self.gain_of_three(far, left, second)
            + self.gain_of_three(left, second, right)
            + self.gain_of_three(second, right, beyond)
        )


@cache
def load() -> Sequences:
    """The model shipped with the package; opened once a process."""
    return Sequences()
