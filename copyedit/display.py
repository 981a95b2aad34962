"""How a change looks in its passage: pieces of text with a role each. For the terminal and the page alike."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import Literal, NamedTuple

from copyedit.model import tokens
from copyedit.review import Item, Review, ReviewedFile

Role = Literal["text", "old", "new", "refused", "open", "taken", "sign"]

NOTHING = "∅"  # stands for a text that is removed
OPEN, ACCEPTED, REJECTED, OWN = "·", "✓", "✗", "✎"

_NAMED = {
    "\t": "⇥",
    "\r": "␍",
    "\u00a0": "⍽",
    "\u00ad": "‹soft hyphen›",
    "\u200b": "‹zero-width space›",
    "\u200c": "‹zero-width non-joiner›",
    "\u200d": "‹zero-width joiner›",
    "\u200e": "‹LTR mark›",
    "\u200f": "‹RTL mark›",
    "\u2060": "‹word joiner›",
    "\ufeff": "‹BOM›",
    "\ufffd": "‹lost character›",
}
_UNSEEN = re.compile(
    r"[^\S\n ]"  # every blank but the ordinary ones
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd]"
    r"|[\ud800-\udfff\ue000-\uf8ff]"
)


class Piece(NamedTuple):
    """A stretch of text and how it is to be shown."""

    text: str
    role: Role


def visible(text: str, *, blanks: bool = False, breaks: bool = True) -> str:
    """`text` with what cannot be seen named; with `blanks` also the blanks, with `breaks` the line ends."""
    out = _UNSEEN.sub(_named, text)
    if breaks:
        out = out.replace("\n", "⏎")
    return out.replace(" ", "·") if blanks else out


def _named(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if char in _NAMED:
        return _NAMED[char]
    if 0xDC80 <= code <= 0xDCFF:
        return f"‹byte {code - 0xDC00:02X}›"
    name = unicodedata.name(char, "") if unicodedata.category(char) == "Zs" else ""
    return f"‹{name.lower() or f'U+{code:04X}'}›"


def pair(before: str, after: str) -> tuple[str, str]:
    """Both texts made visible; blanks too, where only they differ."""
    blanks = before != after and "".join(before.split()) == "".join(after.split())
    return visible(before, blanks=blanks) or NOTHING, visible(after, blanks=blanks) or NOTHING


def in_words(item: Item, after: str) -> tuple[str, str]:
    """The change on whole words, to be read by itself: for a text that goes, its neighbour stays beside it."""
    before, (start, end) = item.mark.before, item.mark.change.span
    if before.strip() and after.strip():
        return pair(before, after)
    text = item.mark.passage.text
    head = _last_word(text[max(0, start - 40) : start])
    tail = "" if head.strip() else _first_word(text[end : end + 40])
    return pair(head + before + tail, head + after + tail)


def _last_word(text: str) -> str:
    found = tokens(text)
    return "".join(found[-2:]) if found and found[-1].isspace() else "".join(found[-1:])


def _first_word(text: str) -> str:
    found = tokens(text)
    return "".join(found[:2]) if found and found[0].isspace() else "".join(found[:1])


def sign(review: Review, item: Item) -> str:
    """Whether it is open, accepted, rejected, or has a text of one's own."""
    pick = review.pick(item.place)
    if pick is None:
        return OPEN
    if isinstance(pick, str) and pick != item.mark.before:
        return OWN
    return REJECTED if item.mark.text_of(pick) == item.mark.before else ACCEPTED


def passage_pieces(review: Review, item: Item, *, before: int = 600, after: int = 1200) -> list[Piece]:
    """The passage around `item` as it would read, with at most so many code points on either side of it."""
    file = review.files[item.place.file]
    mark = item.mark
    text = mark.passage.text
    start = _clip_start(text, mark.change.span.start - before)
    end = _clip_end(text, mark.change.span.end + after)
    out = [Piece("… ", "sign")] if start else []
    at = start
    for other in _of_passage(file, item):
        span = other.mark.change.span
        if span.start < at or span.end > end:
            continue
        out.append(Piece(visible(text[at : span.start], breaks=False), "text"))
        out += _current(review, item) if other is item else _neighbour(review, other)
        at = span.end
    out.append(Piece(visible(text[at:end].rstrip("\n"), breaks=False), "text"))
    return [*out, Piece(" …", "sign")] if end < len(text) else out


def _current(review: Review, item: Item) -> list[Piece]:
    state = sign(review, item)
    new = review.taken(item.place)
    old = item.mark.before
    head = "" if state == OPEN else state
    if not item.offered and state in (OPEN, REJECTED):
        return [Piece(f"{head}[", "sign"), Piece(visible(old), "open"), Piece("]", "sign")]
    if state == REJECTED:
        old, new = pair(old, item.mark.text_of(item.offered))
        return [
            Piece(f"{head}[", "sign"),
            Piece(old, "text"),
            Piece("→", "sign"),
            Piece(new, "refused"),
            Piece("]", "sign"),
        ]
    old, new = pair(old, new)
    return [Piece(f"{head}[", "sign"), Piece(old, "old"), Piece("→", "sign"), Piece(new, "new"), Piece("]", "sign")]


def _neighbour(review: Review, item: Item) -> list[Piece]:
    state = sign(review, item)
    if state == OPEN:
        return [Piece(visible(item.mark.before), "open")]
    if state == REJECTED:
        return [Piece(visible(item.mark.before, breaks=False), "text")]
    return [Piece(visible(review.taken(item.place)), "taken")]


def _of_passage(file: ReviewedFile, item: Item) -> list[Item]:
    """The items of the same passage, in order: marks of one passage stand side by side."""
    passage, numbers = item.mark.passage, file.numbers
    at = first = bisect_left(numbers, item.place.mark)
    while first > 0 and file.items[numbers[first - 1]].mark.passage is passage:
        first -= 1
    while at + 1 < len(numbers) and file.items[numbers[at + 1]].mark.passage is passage:
        at += 1
    return [file.items[number] for number in numbers[first : at + 1]]


def _clip_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    blank = text.find(" ", at, at + 40)
    return blank + 1 if blank >= 0 else at


def _clip_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    blank = text.rfind(" ", at - 40, at)
    return blank if blank >= 0 else at


def steps(item: Item, pick: int) -> list[str]:
    """The texts from the original to choice `pick`, where it took more than one step."""
    mark = item.mark
    edits = mark.choices[pick].edits
    if len(edits) < 2:
        return []
    way = [mark.before]
    for choice in mark.choices[1:pick]:
        if choice.edits == edits[: len(choice.edits)]:
            way.append(choice.text)
    return [*way, mark.choices[pick].text]
