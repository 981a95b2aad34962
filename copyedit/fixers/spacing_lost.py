"""Blanks that were lost: after a sentence end (`war.This`), a comma (`Colorado,Washington`), a bracket (`(CNN)The`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from copyedit import lexicon
from copyedit.model import Confidence, Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Reading
from copyedit.rulebook import Rules

_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_NO_LEFT = lazily(r"[^\w'’.,-]|_")  # U.S, p.m, 10,000, well-known are words here
_END = lazily(
    rf"""(?P<mark>[.!?]) (?P<closers>[)\]”’"']*) (?P<openers>[(\[“‘"]*) (?=(?P<right>{_WORD})(?P<next>.?))""",
    re.VERBOSE,
)
_COMMA = lazily(rf"(?P<mark>[,;:])(?<=[^\W_].)(?P<opener>[“‘]?)(?=(?P<right>{_WORD})(?P<next>.?))")
_REFERENCE = lazily(r"&#?\w{1,10};")
_DAY_YEAR = lazily(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\.? [0-3]?\d,(?=(?:19|20)\d\d\b)"
)
_AFTER_BRACKET = lazily(rf"(?P<inner>\([^()\r\n]{{2,80}}\))(?P<right>{_WORD})")
_BEFORE_BRACKET = lazily(r"\((?<=[^\W\d_].)(?P<inner>[^()\r\n]{2,80})\)")
REACH = 40  # code points looked at to the left of a mark
STARTER = 5.3  # zipf of the words that often begin a sentence: the, it, but, police
COMMON = 3.0  # zipf of an ordinary word


class _Place(NamedTuple):
    """A mark between two words and what stands around it."""

    left: str
    mark: str
    right: str
    next: str  # the character after `right`


def lost_blanks(rules: Rules, reading: Reading) -> Iterator[Suggestion]:
    """A blank to be put in wherever two words touch across a mark that must be followed by one."""
    yield from _after_ends(rules, reading)
    yield from _after_commas(rules, reading)
    yield from _around_brackets(rules, reading)


def _after_ends(rules: Rules, reading: Reading) -> Iterator[Suggestion]:
    text = reading.text
    straight = [quote.start() for quote in re.finditer('"', text)]
    for match in _END.finditer(text, 0, reading.prose_end):
        left = _left_of(text, match.start())
        at = _between_marks(match, straight)
        if not left or at is None:
            continue
        place = _Place(left, match["mark"], match["right"], match["next"])
        if place.right[0].isupper():
            verdict = _after_end(rules, place, bool(match["closers"] or match["openers"]))
        else:
            verdict = _before_small_letter(rules, place) if not match["closers"] else None
        if verdict is None:
            continue
        rule_id, confidence = verdict
        if text.startswith(tuple(rules["spacing.after-sentence"].data["residue"]), match.start("right")):
            confidence = min(confidence, Confidence.LIKELY)  # the line ended here; what follows is not of the article
        evidence = f"“{_seen(left)}” and “{place.right}” touch"
        yield rules[rule_id].suggest(
            text, match.start(), at, text[match.start() : at] + " ", confidence=confidence, evidence=evidence
        )


def _between_marks(match: re.Match[str], straight: list[int]) -> int | None:
    """Where between a mark and the word after it the blank belongs: `war.”|The`, `war.|“The`; None where unclear.

    `straight` are the places of the passage's straight quotation marks, which close and open by turns.
    """
    between = (match["closers"] + match["openers"]).count('"')
    if not between:
        return match.end("closers")
    if between > 1 or len(straight) % 2:
        return None
    number = bisect_left(straight, match.start())
    return straight[number] + (number % 2)  # the first of a pair opens, and the blank stands before it


_INITIALS = lazily(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")  # U.S, p.m


def _after_end(rules: Rules, place: _Place, marks_between: bool) -> tuple[str, Confidence] | None:
    """The rule and confidence for `left.Right`, None where it may be meant: Ph.D, IQ.LIGHT, Will.I.Am."""
    left, right = place.left, place.right
    if right in rules["spacing.after-sentence"].data["site_endings"] or place.next in ("(", "_", "@", "\\"):
        return None
    if left in rules["spacing.after-sentence"].data["name_heads"]:
        return None
    if len(right) == 1 and not (right in "AI" and place.next.isspace()):
        return None
    if right.isupper() and len(right) > 1 and not (left.islower() or left.istitle()):
        return None  # IQ.LIGHT, IL2RγcKO.NOD
    if place.mark == "." and not marks_between:
        if left in rules["spacing.after-abbreviation"].data["abbreviations"]:
            return ("spacing.after-abbreviation", Confidence.SURE)
        if _INITIALS.search(left):
            return ("spacing.after-sentence", _sure_if(_starts_sentences(right)))
        initial = left.rpartition("-")[2]  # R-W.Va
        if len(initial) == 1 and initial.isalpha():
            rule = rules["spacing.after-initial"]
            is_name = initial.isupper() and len(right) > 2 and right not in rule.data["degrees"]
            return (rule.id, Confidence.LIKELY) if is_name else None
    return ("spacing.after-sentence", _sentence_end(left, right, marks_between))


def _sentence_end(left: str, right: str, marks_between: bool) -> Confidence:
    words = lexicon.load()
    if marks_between or _starts_sentences(right):
        return Confidence.SURE
    if left.isdigit() or left[-1].isdigit():
        return _sure_if(_is_common(right))
    last = re.split(r"[.,]", left)[-1]
    if last.islower():
        return _sure_if(words.known(last) and (words.known(right) or len(right) > 2))
    return _sure_if(_is_common(right))


def _before_small_letter(rules: Rules, place: _Place) -> tuple[str, Confidence] | None:
    """`peace.the talks`: only words that no address ends in."""
    left = re.split(r"[.,]", place.left)[-1]
    if (
        place.right not in rules["spacing.after-sentence"].data["small_starters"]
        or place.next == "."
        or len(left) < 2
        or not lexicon.load().known(left)
    ):
        return None
    return ("spacing.after-sentence", Confidence.LIKELY)


def _after_commas(rules: Rules, reading: Reading) -> Iterator[Suggestion]:
    text = reading.text
    is_list, has_references = _tight_list(text), _REFERENCE.search(text) is not None
    for match in _COMMA.finditer(text, 0, reading.prose_end):
        left = _left_of(text, match.start())
        place = _Place(left, match["mark"], match["right"], match["next"])
        if place.mark == ";" and has_references:
            continue  # &amp;word
        confidence = _after_comma(place, quoted=bool(match["opener"]), is_list=is_list)
        if confidence is not None:
            rule = rules["spacing.after-colon" if place.mark == ":" else "spacing.after-comma"]
            at = match.end("mark")
            evidence = f"“{_seen(left)}” and “{place.right}” touch"
            yield rule.suggest(text, match.start(), at, place.mark + " ", confidence=confidence, evidence=evidence)
    for match in _DAY_YEAR.finditer(text, 0, reading.prose_end) if ",19" in text or ",20" in text else ():
        yield rules["spacing.after-comma"].suggest(
            text, match.end() - 1, match.end(), ", ", evidence="a day and a year touch"
        )


def _after_comma(place: _Place, *, quoted: bool, is_list: bool) -> Confidence | None:
    """None for what may be meant: TL;DR, a,b,c, Re:Invent."""
    words, left, right = lexicon.load(), place.left, place.right
    if quoted and place.mark != ";":
        return Confidence.SURE
    if place.next in ("(", "_", ":", "=", "/") or (right.isupper() and left.isupper()):
        return None
    if len(right) < 2 and right not in ("a", "I", "A"):
        return None
    if place.mark == ":":
        return (
            Confidence.LIKELY if left.islower() and len(left) > 2 and words.known(left) and words.known(right) else None
        )
    if is_list:
        return None
    if left[-1].isdigit():
        return Confidence.SURE if right.islower() and len(right) > 1 and _is_common(right) else None
    if len(left) < 2:
        return None
    return _sure_if(words.known(re.split(r"[.,]", left)[-1]) and words.known(right))


def _tight_list(text: str) -> bool:
    """Whether commas without a blank are the way of the passage: `red,green,blue`."""
    tight = len(_COMMA.findall(text))
    return tight > 2 and tight > text.count(", ")


def _around_brackets(rules: Rules, reading: Reading) -> Iterator[Suggestion]:
    """`(CNN)The president`, `Trump(left)`; not `401(k)`, `(multi)media`, `print(value)`."""
    text, words = reading.text, lexicon.load()
    for match in _AFTER_BRACKET.finditer(text, 0, reading.prose_end):
        inner, right = match["inner"], match["right"]
        if not right[0].isupper() or not (inner[1].isupper() or " " in inner) or (right.isupper() and len(right) > 1):
            continue
        level = _sure_if(_is_common(right) and (len(right) > 1 or right in "AI"))
        at = match.end("inner")
        yield rules["spacing.outside-brackets"].suggest(
            text, at - 1, at, ") ", confidence=level, evidence=f"“{right}” touches the bracket"
        )
    for match in _BEFORE_BRACKET.finditer(text, 0, reading.prose_end):
        left, inner = _left_of(text, match.start()), match["inner"]
        if " " not in inner or "," in inner or len(left) < 3 or not words.known(left):
            continue
        at = match.start()
        yield rules["spacing.outside-brackets"].suggest(
            text, at, at + 1, " (", confidence=Confidence.LIKELY, evidence=f"“{left}” touches the bracket"
        )


def _left_of(text: str, at: int) -> str:
    """The word that ends at `at`; what stands in a bracket that closes there counts as one."""
    word = _NO_LEFT.split(text[max(0, at - REACH) : at])[-1].lstrip("'’.,-")
    if word and word[-1].isalnum():
        return word
    return "and" if text[at - 1 : at] in (")", "]", "”", "%") else ""


def _seen(left: str) -> str:
    return left[-20:]


def _sure_if(condition: bool) -> Confidence:
    return Confidence.SURE if condition else Confidence.LIKELY


def _starts_sentences(word: str) -> bool:
    """Whether `word` (with its capital) is so common in lower case that only a sentence end gives it the capital."""
    words = lexicon.load()
    plain = re.split(r"['’]", word)[0].lower()
    if word in ("A", "I"):
        return True
    return word[1:].islower() and words.listed(plain) and words.zipf(plain) >= STARTER


def _is_common(word: str) -> bool:
    words = lexicon.load()
    plain = re.split(r"['’]", word)[0].lower()
    return word in ("A", "I") or (words.listed(plain) and words.zipf(plain) >= COMMON)
