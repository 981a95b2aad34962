"""Question marks that may stand in the place of a lost character, and what it costs to take one at its word."""

from __future__ import annotations

import re

from copyedit.fixers.lost_letters import is_word
from copyedit.fixers.lost_place import Place
from copyedit.model import Span
from copyedit.patterns import lazily
from copyedit.reading import Reading

# before a word or a small letter, after a comma or a full stop: few question marks stand there
_ODD = lazily(r"\?(?:(?=[^\W_])|(?<=[,;.]\?)|(?=\s+[a-z])|(?<=\) \?)(?= [A-Z])|(?<=^\?)(?= \w))")
# ?We will,? / they?re: programs that write ? for what they cannot
_LOSSY = lazily(r"\?(?:(?<=\s\?)[^\W_]|(?<=[,;]\?)(?:\s|$)|(?<=[^\W\d_]\?)(?:s|t|re|ve|ll)\b)|\A\?[^\W_]", re.MULTILINE)
_WORDS_AROUND = lazily(r"[^\W\d_]{2}\s\?\s(?:a\b|[^\W\d_]{2})")
_ABBREVIATED = lazily(r"(?:\b[A-Z]|\b(?:etc|Inc|Co|Corp|Ltd|Jr|Sr|No|vs))\.\Z")


def is_lossy(text: str) -> bool:
    """Whether `text` shows question marks that cannot be ones."""
    return "?" in text and _LOSSY.search(text) is not None


def questions(reading: Reading, lossy: bool) -> list[Span]:
    """The question marks of a passage that may be lost characters; `lossy` says that the article has lost some."""
    text = reading.text
    if not _ODD.search(text):
        return []
    unclosed = text.count("“") > text.count("”")
    found = []
    for match in re.finditer(r"(?<!\?)\?(?![?!])", text):
        at = match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        following = text[at + 1 : at + 20].lstrip()
        odd = after.isalnum() or (before != "" and before in ",;")
        if before.isspace() or not before:
            dateline = text[at - 2 : at - 1] == ")" and following[:1].isupper()
            amid = _WORDS_AROUND.search(text, max(0, at - 20), at + 20) is not None and following[:1].islower()
            odd = odd or not before or dateline or lossy or amid
        elif unclosed or lossy:
            odd = odd or lossy or before == "." or following[:1].islower()
        if odd and not reading.is_protected(Span(*match.span())):
            found.append(Span(*match.span()))
    return found


def cost_at_its_word(place: Place, contraction: bool, lossy: bool) -> float:
    """What it costs to read a question mark where one stands."""
    if not place.left:
        return 4.0 if place.right else 3.0 if place.line_start else 1.0
    if not place.right:
        if place.left in ",;:":
            return 4.0
        if place.left == ".":
            return 1.0 if _ABBREVIATED.search(place.text[max(0, place.at - 6) : place.at]) else 3.0
        return (2.0 if lossy else 0.3) if place.after[:1].islower() else 0.0
    if place.left.isdigit() and place.right.isdigit():
        return 3.0 if len(place.before) > 1 and len(place.after) > 1 else 0.0
    if place.left == "." and place.after == "s":
        return 3.0
    if not (_is_latin(place.left) and _is_latin(place.right)):
        return 0.0
    return 0.0 if is_word(place.before) and is_word(place.after) and not contraction else 3.0


def _is_latin(character: str) -> bool:
    """Whether it may stand in a word of the Latin alphabet."""
    return character in ("'", "’") or (character.isalpha() and character < "\u0250")
