"""What a lost character may have been, by what stands around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from copyedit.fixers.lost_letters import Word, is_word, restored
from copyedit.fixers.lost_pairing import CLOSE_DOUBLE, CLOSE_SINGLE, OPEN_DOUBLE, OPEN_SINGLE, Option

# they�re, don�t, I�m: what may follow the apostrophe of a contraction, and after which words
_PRONOUNS = frozenset(
    ["i", "you", "he", "she", "it", "we", "they", "who", "that", "there", "this", "what", "where", "how"]
)
_ENDINGS = frozenset({"re", "ve", "ll", "d", "m"})
_NEGATED = re.compile(
    "(?:ai|are|ca|could|dare|did|do|does|had|has|have|is|might|must|need|ought|sha|should|was|were|wo|would)n",
    re.IGNORECASE,
)
_ELIDED = frozenset(["em", "til", "tis", "twas", "n", "cause", "round", "bout", "cos"])
_PREFIXES = frozenset(["O", "D", "L", "d", "l", "N", "qu", "M"])  # O�Brien, d�Ivoire, l�Oréal, N�Djamena, M�Bappé
_POINTS = ".,!?;:…"
_UNITS = re.compile(r"[CF]\b")
_FREE = "free"


class Evidence(NamedTuple):
    """What the article shows of its own usage: the dashes between blanks, and the money signs."""

    dashes: str = ""
    money: str = ""


class Place(NamedTuple):
    """Where a character is lost.

    `left` and `right` are the characters beside it ("" for a blank or the edge; other marks are seen through);
    `before` and `after` the letters or digits next to it. `size` is the number of bytes it had in UTF-8 (0: unknown).
    `sign` is what stands there now.
    """

    sign: str
    left: str
    right: str
    before: str
    after: str
    size: int = 0
    sentence_start: bool = False
    spaced_range: bool = False


def options(place: Place, evidence: Evidence) -> list[Option]:
    """All that `place` may have held, cheapest where it fits best. What stands there is one of them."""
    if not place.left and not place.right:
        found = _free(place, evidence)
    elif not place.left:
        found = _at_start(place, evidence)
    elif not place.right:
        found = _at_end(place)
    else:
        found = _inside(place)
    if place.sign == "?":
        return [Option("?", cost=_real_question(place)), *found]
    if place.size == 3 or place.sign in ("â€", "†"):
        found = [option for option in found if not option.text.isalpha() and option.text not in "£°\xa0"]
    if place.sign == "†":
        return [Option("†", cost=1.0), *found]
    return [*found, Option(place.sign, cost=6.0)]


def _real_question(place: Place) -> float:
    """What it costs to take a question mark for one."""
    if not place.left:
        return 4.0 if place.right else 1.5
    if not place.right:
        return 4.0 if place.left in ",;:" else 3.0 if place.left == "." else 0.0
    if place.left.isdigit() and place.right.isdigit():
        return 3.0
    contraction = _apostrophe(place.before, place.after, None) == 0.0
    return 0.0 if is_word(place.before) and is_word(place.after) and not contraction else 3.0


def _quote_marks(opening: bool, cost: float) -> list[Option]:
    if opening:
        return [Option("“", OPEN_DOUBLE, cost, _WHY_OPEN), Option("‘", OPEN_SINGLE, cost, _WHY_OPEN)]
    return [Option("”", CLOSE_DOUBLE, cost, _WHY_CLOSE), Option("’", CLOSE_SINGLE, cost, _WHY_CLOSE)]


_WHY_OPEN = "a quotation that is closed later begins here"
_WHY_CLOSE = "the quotation that stands open ends here"


def _at_start(place: Place, evidence: Evidence) -> list[Option]:
    """`�We will`, `�90s`, `�300`, `�lite`."""
    if place.right.isdigit():
        decade = re.fullmatch(r"\d0s", place.after) is not None
        money = Option(evidence.money or "£", cost=0.5 if evidence.money else 1.5, why="a sum of money")
        other = Option("€" if money.text == "£" else "£", cost=2.0, why="a sum of money")
        return [*_quote_marks(True, 1.0), Option("’", cost=0.0 if decade else 5.0, why="a decade"), money, other]
    elided = place.after.lower() in _ELIDED
    letter = restored(("", place.after), place.sentence_start) if place.size != 3 else None
    word = is_word(place.after)
    found = _quote_marks(True, 0.0 if word or letter is None else 2.0)
    found.append(Option("’", cost=0.0 if elided else 6.0, why=f"’{place.after} is short for a longer word"))
    return found + _letter(letter, 0, 3.0 if word else 0.5)


def _at_end(place: Place) -> list[Option]:
    """`we will,�`, `troops� commanders`, `caf�`, `20�`."""
    if not place.left.isalnum():
        return [*_quote_marks(False, 0.0), Option("…", cost=3.0), Option("—", cost=3.0)]
    if place.left.isdigit():
        return [*_quote_marks(False, 1.0), Option("°", cost=2.0), Option("½", cost=2.0), Option("’", cost=3.0)]
    letter = restored((place.before, "")) if place.size != 3 else None
    word = is_word(place.before)
    plural = place.before.endswith("s") and place.after != ""
    found = _quote_marks(False, 0.0 if word or letter is None else 2.5)
    found.append(Option("’", cost=0.5 if plural else 4.0, why=f"{place.before}’ is a possessive"))
    found += [Option("…", cost=3.0), Option("—", cost=3.5)]
    return found + _letter(letter, len(place.before), 4.0 if word else 0.0)


def _inside(place: Place) -> list[Option]:
    """`don�t`, `na�ve`, `2010�15`, `plan�which`, `,�he`."""
    before, after = place.before, place.after
    if place.left.isdigit() and place.right.isdigit():
        return [Option("–", why=f"from {before} to {after}"), Option("’", cost=4.0), Option("½", cost=4.0)]
    if place.left.isdigit():
        decade = after == "s"
        degrees = _UNITS.match(after) is not None
        return [
            Option("’", cost=0.0 if decade else 4.0, why="a decade"),
            Option("°", cost=0.0 if degrees else 4.0, why="degrees"),
            Option("\xa0", cost=2.0, why="a number and its unit"),
            Option("–", cost=2.0),
        ]
    if not place.left.isalpha() or not place.right.isalpha():
        closes = place.left in _POINTS and place.right.isalpha()
        return [Option(mark.text + " " * closes, mark.act, mark.cost + 1, mark.why) for mark in _quote_marks(False, 0)]
    letter = restored((before, after)) if place.size != 3 else None
    words = is_word(before) and is_word(after)
    found = [Option("’", cost=_apostrophe(before, after, letter), why=f"{before}’{after} is one word")]
    found.append(Option("—", cost=1.0 if words else 5.0, why=f"{before} and {after} are two words"))
    found.append(Option(" ", cost=2.5 if words else 6.0, why=f"{before} and {after} are two words"))
    return found + _letter(letter, len(before), 3.0 if words else 0.0)


def _apostrophe(before: str, after: str, letter: Word | None) -> float:
    """What it costs to read an apostrophe between two letters."""
    low = before.lower()
    if after == "t" or after == "T":
        return 0.0 if _NEGATED.fullmatch(before) else 4.0
    if after.lower() in _ENDINGS:
        return 0.0 if low in _PRONOUNS or (is_word(before) and letter is None) else 3.0
    if after in ("s", "S"):
        return 0.0 if is_word(before) else 2.5 if letter else 0.5
    if before in _PREFIXES and after[:1].isupper():
        return 0.0
    return 3.0 if letter else 3.5


def _letter(letter: Word | None, at: int, cost: float) -> list[Option]:
    if letter is None:
        return []
    return [Option(letter.text[at], cost=cost, why=f"{letter.text} is a word")]


def _free(place: Place, evidence: Evidence) -> list[Option]:
    """`the capital � a port`."""
    if place.sentence_start:
        return [Option("•", cost=0.0, why="it begins a line"), Option("–", cost=0.5), Option("—", cost=0.5)]
    used = evidence.dashes
    return [
        Option("–", cost=2.5 if used == "—" else 0.0, why="the article’s dashes" if used == "–" else "it stands alone"),
        Option("—", cost=2.5 if used == "–" else 0.5, why="the article’s dashes" if used == "—" else "it stands alone"),
    ]
