"""How a change looks in its passage: pieces of text with a role each. For the terminal and the page alike."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import Literal, NamedTuple

from copyedit.model import tokens
from copyedit.proof import Mark
from copyedit.review import Item, Review, ReviewedFile

Role = Literal["text", "around", "old", "new", "refused", "open", "taken", "sign"]

NOTHING = "∅"  # stands for a text that is removed
FEW_TOKENS = 7  # a text of so few words and marks is shown whole, old and new
_MOST_COMPARED = 4_000_000
_LONG = 60

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


class Hunk(NamedTuple):
    """A stretch in which two texts differ, and what both have `ahead` of it."""

    ahead: str
    old: str
    new: str


def hunks(old: str, new: str) -> tuple[list[Hunk], str]:
    """How `old` becomes `new`, in whole words, and what both end with. One hunk where they share too little."""
    a, b = tokens(old), tokens(new)
    if len(a) <= FEW_TOKENS or len(b) <= FEW_TOKENS or len(a) * len(b) > _MOST_COMPARED:
        return [Hunk("", old, new)], ""
    from difflib import SequenceMatcher

    out: list[Hunk] = []
    ahead = ""
    for what, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        here, there = "".join(a[i:j]), "".join(b[k:m])
        if what == "equal":
            ahead = here
        elif out and not ahead.strip():
            # only a blank between two hunks: they read better as one
            out[-1] = Hunk(out[-1].ahead, out[-1].old + ahead + here, out[-1].new + ahead + there)
            ahead = ""
        else:
            out.append(Hunk(ahead, here, there))
            ahead = ""
    return (out, ahead) if any(hunk.ahead.strip() for hunk in out) or ahead.strip() else ([Hunk("", old, new)], "")


def pair(before: str, after: str) -> tuple[str, str]:
    """Both texts made visible; blanks too, where only they differ."""
    blanks = before != after and "".join(before.split()) == "".join(after.split())
    return visible(before, blanks=blanks) or NOTHING, visible(after, blanks=blanks) or NOTHING


def in_words(item: Item, after: str) -> tuple[str, str]:
    """The change on whole words, to be read by itself; of a long text only what differs: "A … Zilensky"."""
    mark = item.mark
    found, tail = hunks(mark.before, after)
    if not found or (len(found) == 1 and not found[0].ahead and not tail):
        return _beside_neighbours(mark, after)
    pairs = []
    for number, hunk in enumerate(found):
        following = found[number + 1].ahead if number + 1 < len(found) else tail
        head = "" if _says(hunk.old) and _says(hunk.new) else _last_word(hunk.ahead)
        end = "" if head.strip() or (_says(hunk.old) and _says(hunk.new)) else _first_word(following)
        pairs.append(pair(head + hunk.old + end, head + hunk.new + end))
    return " … ".join(old for old, _ in pairs), " … ".join(new for _, new in pairs)


def _beside_neighbours(mark: Mark, after: str) -> tuple[str, str]:
    """A mark or a text that goes says little by itself: its neighbours stay beside it."""
    if (_says(mark.before) and _says(after)) or len(mark.before) > _LONG:
        return pair(mark.before, after)
    text, (start, end) = mark.passage.text, mark.change.span
    head = _last_word(text[max(0, start - 40) : start])
    tail = "" if head.strip() and not after.strip() else _first_word(text[end : end + 40])
    return visible(head + mark.before + tail), visible(head + after + tail) or NOTHING


def _says(text: str) -> bool:
    """Whether a text has a letter or digit, so that it can be read by itself."""
    return any(char.isalnum() for char in text)


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
        out += change_pieces(review, item) if other is item else _neighbour(review, other)
        at = span.end
    out.append(Piece(visible(text[at:end].rstrip("\n"), breaks=False), "text"))
    return [*out, Piece(" …", "sign")] if end < len(text) else out


def surroundings(file: ReviewedFile, item: Item, *, before: int, after: int) -> tuple[str, str]:
    """What stands before and after the passage in its file, at most so many code points, in whole words.

    Nothing for a record, whose neighbours are other fields.
    """
    runs, source = item.mark.passage.runs, file.proof.source
    if item.mark.record is not None:
        return "", ""
    start, end = runs[0].source.start, runs[-1].source.end
    first, last = _clip_start(source, start - before), _clip_end(source, end + after)
    head = ("… " if first else "") + source[min(first, start) : start]
    tail = source[end : max(last, end)] + (" …" if last < len(source) else "")
    return visible(head, breaks=False).strip("\n"), visible(tail, breaks=False).strip("\n")


def change_pieces(review: Review, item: Item) -> list[Piece]:
    """What stands there and what is to stand there; where much stays the same, only what differs twice."""
    state = sign(review, item)
    old, new = item.mark.before, review.taken(item.place)
    head = Piece("[" if state == OPEN else f"{state}[", "sign")
    if not item.offered and state in (OPEN, REJECTED):
        return [head, Piece(visible(old), "open"), Piece("]", "sign")]
    struck: Role = "old"
    added: Role = "new"
    if state == REJECTED:
        new, struck, added = item.alike.after, "text", "refused"
    found, tail = hunks(old, new)
    out: list[Piece] = []
    for hunk in found:
        out.append(Piece(visible(hunk.ahead, breaks=False), "text"))
        before, after = pair(hunk.old, hunk.new)
        if len(found) > 1 or tail or hunk.ahead:
            before, after = visible(hunk.old), visible(hunk.new)
        arrow = [Piece("→", "sign")] if before and after else []
        out += [Piece(before, struck), *arrow, Piece(after, added)]
    return [head, *out, Piece(visible(tail, breaks=False), "text"), Piece("]", "sign")]


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


def counted(number: int, noun: str) -> str:
    """“1 change”, “2 changes”."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
