"""How likely a single mark is an apostrophe: what that reading costs, by the words on either side.

0 is plain (O’Brien, ’90s), 0.4 usual (the players’ union), 3 and more hardly.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from copyedit.patterns import lazily
from copyedit.quotation.marks import Mark, Side

# words that begin with an apostrophe where letters were left out
_ELISIONS = """
    bout burb burbs cause cept cos coz cross cuz em ere fess flu fraid fro gainst gator gators gram hood im kay least
    less lo long mid mongst mum n nam neath net nother nough nuff ol onna op pon possum quipment rents round scuse
    shroom shrooms specially spect sposed stache sup taint til till tis tude twas twasn twere twill twixt twould uns
    un ve way weren yall zackly zup
"""
ELISIONS = frozenset(_ELISIONS.split())
_DECADE = lazily(r"\d\ds?\b")
# words that end in an apostrophe: goin’, an’ , o’ clock, ol’, th’, ma’
_DROPPED_LETTERS = "an o ol th wi ma po mo lil fo wit jes jus tha yo da bo gon sho s"
_DROPPED = frozenset(_DROPPED_LETTERS.split())
_DROPPED_G = lazily(r"[^\W\d_]{2,}in\Z", re.IGNORECASE)
# after a possessive comes a noun or an adjective; these are neither
_FUNCTION_WORDS = """
    a about after against although am among an are as at be because been before behind being but by can could did
    do does during for from had has have he her here him if in into is it its may me might must my nor not of off on
    our out over shall she should since so than that the their them then there these they this those though through
    to under until up upon us was we were what when where whether which while who whom whose why will with within
    without would you your said says
"""
_NO_NOUN = frozenset(_FUNCTION_WORDS.split())
_LETTERS_BEFORE = lazily(r"[^\W_]+\Z")
_LETTERS_AFTER = lazily(r"[^\W_]+")
_WORD_AFTER = lazily(r"[^\S\n]+([^\W\d_]+)")
_LONGEST = 40  # code points; what is longer is no word
_SUFFIXES = frozenset(("s", "t", "d", "m", "ll", "re", "ve"))
_PRONOUNS = frozenset(("i", "you", "he", "she", "it", "we", "they", "who", "that", "there"))
_NEGATED = "ai are ca could did does do had has have is might must need should was were wo would"
_CONTRACTED = {
    "t": frozenset(f"{verb}n" for verb in _NEGATED.split()),
    "m": frozenset(("i",)),
    "d": _PRONOUNS,
    "ll": _PRONOUNS,
    "re": _PRONOUNS,
    "ve": _PRONOUNS | {"could", "would", "should", "might", "must"},
}
_SUFFIX = lazily(r"(s|t|re|ve|ll|d|m)(?=[a-z]{3})")

_FREQUENT, _USUAL_TOGETHER = 5.0, 6.8  # zipf: of a short word; of both together
PLAIN, USUAL, POSSIBLE, HARDLY, UNFIT, NEVER = 0.0, 0.4, 1.6, 3.2, 6.0, 8.0


class Apostrophe(NamedTuple):
    """What reading a mark as an apostrophe costs; `glued_at` is where a blank was lost (Ukraine’s|combat), or -1."""

    cost: float
    glued_at: int = -1


def as_apostrophe(text: str, mark: Mark) -> Apostrophe:
    """What it costs to read the single mark `mark` as an apostrophe."""
    before = _LETTERS_BEFORE.search(text, max(0, mark.start - _LONGEST), mark.start)
    after = _LETTERS_AFTER.match(text, mark.end, mark.end + _LONGEST)
    left = before.group() if before else ""
    right = after.group() if after else ""
    if left and right:
        return _inside(left, right, mark)
    if right:
        return Apostrophe(_leading(right, text, mark))
    if left:
        return Apostrophe(_trailing(left, text, mark))
    return Apostrophe(NEVER)


def is_elision(text: str, mark: Mark) -> bool:
    """Whether letters or digits that may stand after an apostrophe follow: ’90s, ’tis, ’em."""
    after = _LETTERS_AFTER.match(text, mark.end, mark.end + _LONGEST)
    return after is not None and (after.group().lower() in ELISIONS or _DECADE.fullmatch(after.group()) is not None)


def cost_when_joined(text: str, mark: Mark) -> float | None:
    """What it costs to read a mark after a blank as an apostrophe of the word before it; None if there is no such word.

    Britain ’s, the players ’ union.
    """
    before = _LETTERS_BEFORE.search(text, max(0, mark.start - _LONGEST), mark.start - 1)
    if before is None or text[mark.start - 1] in "\r\n":
        return None
    after = _LETTERS_AFTER.match(text, mark.end, mark.end + _LONGEST)
    if after is not None:
        return 1.0 if text[after.end() : after.end() + 1] != "-" and _joins(before.group(), after.group()) else None
    return 1.4 if mark.right is Side.BLANK and before.group()[-1] in "sz" else None


def _joins(word: str, suffix: str) -> bool:
    """Whether `suffix` makes a contraction of `word`: Britain ’s, don ’t; not: van ’t Hooft."""
    return suffix == "s" or word.lower() in _CONTRACTED.get(suffix, ())


def _inside(left: str, right: str, mark: Mark) -> Apostrophe:
    if len(right) == 1 or (len(left) == 1 and left not in "aAI"):
        return Apostrophe(PLAIN)  # Sana’a, O’Brien, N’Djamena, d’Ivoire
    if right[0].isupper():
        return Apostrophe(POSSIBLE if left.islower() and _frequent(left) else PLAIN)  # the’Times’, but: De’Aaron
    if left[-1].isdigit() or right[0].isdigit():
        return Apostrophe(USUAL)  # class of’98
    return _between(left, right)


@lru_cache(maxsize=4096)
def _between(left: str, right: str) -> Apostrophe:
    """Of a mark between two words of letters, the second in lower case."""
    from copyedit.lexicon import load

    lexicon = load()
    if f"{left}'{right}" in lexicon:
        return Apostrophe(PLAIN)
    if _are_words(left, right):
        return Apostrophe(NEVER, glued_at=0 if left.endswith("s") else -1)  # the players’union
    suffix = _SUFFIX.match(right)
    if suffix and lexicon.listed(right[suffix.end() :]) and f"{left}'{suffix.group()}".lower() and lexicon.known(left):
        return Apostrophe(NEVER, glued_at=suffix.end())
    return Apostrophe(PLAIN)


def _are_words(left: str, right: str) -> bool:
    """Whether both are usual words; of short letter groups too many are listed (er, ba, xi)."""
    from copyedit.lexicon import load

    lexicon = load()
    if len(left) + len(right) < 5 or not (lexicon.listed(left.lower()) and lexicon.listed(right)):
        return False
    if any(len(word) <= 3 and not _frequent(word) for word in (left, right)):
        return False
    return lexicon.zipf(left) + lexicon.zipf(right) >= _USUAL_TOGETHER


@lru_cache(maxsize=1024)
def _is_listed(word: str) -> bool:
    from copyedit.lexicon import load

    return load().listed(word)


@lru_cache(maxsize=1024)
def _frequent(word: str) -> bool:
    from copyedit.lexicon import load

    return load().zipf(word) >= _FREQUENT


def _leading(right: str, text: str, mark: Mark) -> float:
    if right.lower() in ELISIONS or _DECADE.fullmatch(right):
        return PLAIN
    if right in _SUFFIXES and mark.left not in (Side.BLANK, Side.EDGE):
        return PLAIN  # (BBC)’s, U.S.’s
    if right == "t" or (right == "s" and text[mark.end + 1 : mark.end + 2] == "-"):
        return PLAIN  # van ’t Hooft, ’s-Hertogenbosch
    if right in _SUFFIXES:
        return NEVER  # Britain ’s
    return UNFIT if mark.shape == "‘" else HARDLY


def _trailing(left: str, text: str, mark: Mark) -> float:
    low = left.lower()
    if low in _DROPPED or (_DROPPED_G.match(left) and low not in ("begin", "within", "again", "remain", "certain")):
        return USUAL
    if low[-1] not in "sxz":
        if left[-1].isdigit():
            return POSSIBLE
        return UNFIT if left == low and len(left) > 2 and _is_listed(left) else HARDLY  # poor’, but: Sevastopol’
    follower = _WORD_AFTER.match(text, mark.end, mark.end + _LONGEST)
    if low.endswith("ss") and not left[0].isupper():
        return UNFIT if follower and follower[1] in _NO_NOUN else POSSIBLE
    if follower is None or follower[1] in _NO_NOUN:
        return POSSIBLE
    return USUAL
