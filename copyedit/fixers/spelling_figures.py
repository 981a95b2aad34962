"""Figures that a finger has left in a word, or that stand for the letter they look like: lo9nger, y0ung."""

from __future__ import annotations

from copyedit.lexicon import LISTED, Lexicon, normal
from copyedit.patterns import lazily

# letters on both sides, one figure: not mp3, A4, 5pm, b2b (too short), nor parts of codes and addresses
HINT = lazily(r"\d[a-zA-Z]")  # cheap: most passages have none
FIGURED = lazily(r"(?<![\w@#./\\:&=-])[^\W\d_]+\d[^\W\d_]+(?![\w@#/\\=-]|\.\w)")
_NEXT_KEYS = dict(zip("1234567890", ("q", "qw", "we", "er", "rt", "ty", "yu", "ui", "io", "op"), strict=True))
_LOOKS_LIKE = {"0": "o", "1": "li"}
SHORTEST = 5  # letters
COMMON_ZIPF = 3.0


def without_figure(lexicon: Lexicon, word: str) -> str | None:
    """The common word that `word` would be without its figure, or with a letter for it; None if none or several."""
    at = next(index for index, letter in enumerate(word) if letter.isdigit())
    before, figure, after = word[:at], word[at], word[at + 1 :]
    found = {before + letter + after for letter in _LOOKS_LIKE.get(figure, "") + _NEXT_KEYS[figure]}
    if before[-1].lower() in _NEXT_KEYS[figure] or after[0].lower() in _NEXT_KEYS[figure]:
        found.add(before + after)
    words = {text for text in found if _is_common(lexicon, text)}
    return words.pop() if len(words) == 1 else None


def _is_common(lexicon: Lexicon, word: str) -> bool:
    if len(word) < SHORTEST or not word[1:].islower():
        return False
    entry = lexicon.entry(normal(word))
    return entry.zipf >= COMMON_ZIPF and bool(entry.marks & LISTED or (word[0].isupper() and entry.marks))
