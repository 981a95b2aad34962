"""What a lost character may have been, by what stands around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from copyedit.fixers.lost_letters import Word, commonness, is_word, restored
from copyedit.fixers.lost_pairing import CLOSE_DOUBLE, CLOSE_SINGLE, OPEN_DOUBLE, OPEN_SINGLE, Option
from copyedit.fixers.lost_place import Place
from copyedit.fixers.lost_question import cost_at_its_word
from copyedit.patterns import lazily

# they�re, don�t, I�m: what may follow the apostrophe of a contraction, and after which words
_PRONOUNS = frozenset(
    ["i", "you", "he", "she", "it", "we", "they", "who", "that", "there", "this", "what", "where", "how"]
)
_ENDINGS = frozenset({"re", "ve", "ll", "d", "m"})
_NEGATED = lazily(
    "(?:ai|are|ca|could|dare|did|do|does|had|has|have|is|might|must|need|ought|sha|should|was|were|wo|would)n",
    re.IGNORECASE,
)
_ELIDED = frozenset(["em", "til", "tis", "twas", "n", "cause", "round", "bout", "cos"])
_PREFIXES = frozenset(["O", "D", "L", "d", "l", "N", "qu", "M"])  # O�Brien, d�Ivoire, l�Oréal, N�Djamena, M�Bappé
# they end in s, yet own nothing
_NO_PLURALS = lazily(
    "always|as|does|goes|has|his|is|its|less|perhaps|plus|says|sometimes|this|thus|us|was|yes", re.IGNORECASE
)
_POINTS = ".,!?;:…"
_UNITS = lazily(r"[CF]\b")
_FREE = "free"


class Evidence(NamedTuple):
    """What the article shows: dashes and ellipses between blanks, money signs, whether ? stands for what was lost."""

    dashes: str = ""
    money: str = ""
    lossy: bool = False
    ellipses: bool = False


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
        contraction = _apostrophe(place.before, place.after) == 0.0
        cost = cost_at_its_word(place, contraction, evidence.lossy)
        doubt = 1.5 if place.left.isalpha() and not place.right and not evidence.lossy else 0.0
        return [Option("?", cost=cost), *(option._replace(cost=option.cost + doubt) for option in found)]
    if place.sign == "â€":  # of these only ” ends in a byte that Windows-1252 lacks
        found = [o if o.text == "”" else o._replace(cost=o.cost + 1.0) for o in found]
    if place.sign == "†":
        found.append(Option("†", cost=1.0))
    else:
        named = any(option.text.isalpha() for option in found)
        found.append(Option(place.sign, cost=3.0 if named else _unknown(place)))
    return [option for option in found if option.text == place.sign or _has_size(option, place)]


def _has_size(option: Option, place: Place) -> bool:
    """Whether the option has as many bytes in UTF-8 as the place had."""
    return not place.size or len(option.text.strip(" ").encode()) == place.size


def _unknown(place: Place) -> float:
    """What it costs that the character is one that nothing here suggests: a letter of a rare name."""
    if place.size == 3:
        return 5.0
    if place.left in ("'", '"', "’") and place.right.isalpha():
        return 2.5
    inner = place.left.isalpha() and place.right.isalpha()
    if inner and _apostrophe(place.before, place.after) == 0.0:
        return 4.5
    words = [word for word in (place.before, place.after if inner else "") if word]
    known = all(map(is_word, words))
    return (4.0 if known else 1.5) if inner else 5.0 if known else 2.5


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
    found = _quote_marks(True, 1.5 if elided else _behind(place.after, letter))
    found.append(Option("’", cost=0.0 if elided else 6.0, why=f"’{place.after} is short for a longer word"))
    return found + _letter(letter, 0, 0.5 + _ahead(place.after, letter))


def _at_end(place: Place) -> list[Option]:
    """`we will,�`, `troops� commanders`, `caf�`, `20�`."""
    if not place.left.isalnum():
        return [*_quote_marks(False, 0.0), Option("…", cost=3.0), Option("—", cost=3.0)]
    if place.left.isdigit():
        return [*_quote_marks(False, 1.0), Option("°", cost=2.0), Option("½", cost=2.0), Option("’", cost=3.0)]
    letter = restored((place.before, "")) if place.size != 3 else None
    elided = place.before.lower() == "n"  # rock �n� roll
    plural = place.before.endswith("s") and place.after != "" and not _NO_PLURALS.fullmatch(place.before)
    found = _quote_marks(False, _behind(place.before, letter))
    found.append(Option("’", cost=-1.5 if elided else 0.5 if plural else 4.0, why=f"{place.before}’ is a possessive"))
    found += [Option("…", cost=3.0), Option("—", cost=3.5)]
    return found + _letter(letter, len(place.before), _ahead(place.before, letter))


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
    if place.left in ("'", "’") and place.right.isalpha():
        return _letter(restored(("", after)), 0, 0.0)  # coup d'�tat
    if not place.left.isalpha() or not place.right.isalpha():
        closes = place.left in _POINTS and place.right.isalpha()
        marks = _quote_marks(False, 1.0 if closes else 2.5)
        initials = place.left == "." and after == "s"
        found = [mark._replace(text=mark.text + " " * closes) for mark in marks]
        found.append(Option("’", cost=0.0 if initials else 5.0, why="initials and their ’s"))
        return [*found, Option("—", cost=3.0 if closes else 1.0)]
    letter = restored((before, after)) if place.size != 3 else None
    words = is_word(before) and is_word(after)
    joined = f"{before}'{after}"
    apostrophe = _apostrophe(before, after)
    words = words and apostrophe > 0.0
    found = [Option("’", cost=apostrophe + _behind(joined, letter), why=f"{before}’{after} is one word")]
    weak = max(0.0, _A_COMMON_WORD - min(commonness(before), commonness(after)))
    found.append(Option("—", cost=1.0 + weak if words else 3.5, why=f"{before} and {after} are two words"))
    found.append(Option(" ", cost=2.5 if words else 6.0, why=f"{before} and {after} are two words"))
    return found + _letter(letter, len(before), max(3.0 - 2 * weak if words else 0.0, _ahead(joined, letter)))


def _apostrophe(before: str, after: str) -> float:
    """What it costs to read an apostrophe between two letters."""
    low, ending = before.lower(), after.lower()
    if ending == "t":
        return 0.0 if _NEGATED.fullmatch(before) else 4.0
    if ending in _ENDINGS:
        return 0.0 if low in _PRONOUNS or is_word(before) else 3.0
    if ending == "s":
        return 0.0 if is_word(before) else 0.5
    return 0.0 if before in _PREFIXES and after[:1].isupper() else 3.0


_MOST_DIFFERENCE = 3.5
_A_COMMON_WORD = 4.0
_RARE = 2.0  # a word below this may not be the one


def _behind(reading: str, letter: Word | None) -> float:
    """What it costs `reading` that a letter would make a word here, by how much the more common it is."""
    return 0.0 if letter is None else min(_MOST_DIFFERENCE, max(0.0, letter.common - commonness(reading)))


def _ahead(reading: str, letter: Word | None) -> float:
    """What it costs the letter that `reading` does without it."""
    return 0.0 if letter is None else min(_MOST_DIFFERENCE, max(0.0, commonness(reading) - letter.common + 0.5))


def _letter(letter: Word | None, at: int, cost: float) -> list[Option]:
    if letter is None:
        return []
    rare = max(0.0, _RARE - letter.common)
    why = f"{letter.text} is a word"
    found = [Option(letter.text[at], cost=cost + rare, why=why)]
    if letter.case_guessed:
        found.append(Option(letter.text[at].upper(), cost=cost + rare + 1.0, why=why))
    return found


def _free(place: Place, evidence: Evidence) -> list[Option]:
    """`the capital � a port`."""
    if place.line_start and place.sign != "â€":
        credit = place.text.find("(@", place.at, place.at + 60) > 0  # — Name (@name)
        dash = Option("—", cost=0.0 if credit else 0.8, why="a name follows")
        return [Option("•", cost=1.0 if credit else 0.0, why="it begins a line"), dash, Option("–", cost=1.2)]
    en, em = {"–": (0.0, 2.5), "—": (2.5, 0.0)}.get(evidence.dashes, (0.0, 0.5))
    why = "the article’s dashes" if evidence.dashes else "it stands alone"
    ellipsis = 0.5 if evidence.ellipses else 1.0 if place.line_end else 3.0 if evidence.dashes else 1.5
    return [
        *_quote_marks(True, 2.5),
        *_quote_marks(False, 2.5),
        Option("…", cost=ellipsis),
        Option("–", cost=en, why=why),
        Option("—", cost=em, why=why),
    ]
