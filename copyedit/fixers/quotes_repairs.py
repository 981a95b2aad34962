"""What a mark and its blanks become, and where a missing mark may be put: texts for stretches of a passage."""

from __future__ import annotations

from typing import NamedTuple

from copyedit.patterns import lazily
from copyedit.quotation.found import Judged, Missing
from copyedit.quotation.roles import Act, mark_for, written

_LONGEST_EXCERPT = 60  # code points
_WORD = lazily(r"\S+")
_NEAR = 60  # code points within which a mark and its missing partner are shown as one change


class Repair(NamedTuple):
    """`text[start:end]` becomes `after`."""

    start: int
    end: int
    after: str


def repair_of(text: str, judged: Judged, curly: bool, *, restyle: bool = False) -> Repair | None:
    """What `judged` and the blanks beside it become in its role; None where they stay.

    `curly` decides for marks of neither style; with `restyle`, for every mark.
    """
    mark, role = judged.mark, judged.role
    start, end = mark.start, mark.end
    after = written(mark, role, curly)
    if restyle and role.act is not Act.DROP and role.family:
        after = mark_for(role.act, role.family, curly)
    if role.before < 0:
        start = _blanks_before(text, start)
    if role.after < 0:
        end = _blanks_after(text, end)
    if role.inner:
        after, end = after + text[end : end + role.inner] + " ", end + role.inner
    after = (" " if role.before > 0 else "") + after + (" " if role.after > 0 else "")
    return None if after == text[start:end] else Repair(start, end, after)


def combined(text: str, asked: Repair, other: Repair | None) -> str | None:
    """What `other` makes of the stretch of `asked`; None where it reaches out of it."""
    if other is None:
        return None
    start, end = min(asked.start, other.start), max(asked.end, other.end)
    if (start, end) != (asked.start, asked.end):
        return None
    return text[start : other.start] + other.after + text[other.end : end]


def missing_texts(
    text: str, judged: Judged, own: Repair | None, missing: Missing, curly: bool
) -> tuple[Repair, tuple[str, ...], bool]:
    """The stretch in which the partner of `judged` is missing, its texts, best first, and whether it is far away.

    A near one takes in the mark itself with its repair `own`; then doing without the mark is the last text.
    """
    inserted = mark_for(missing.act, missing.family, curly)
    first = missing.places[0]
    here = own or Repair(judged.mark.start, judged.mark.end, judged.mark.shape)
    far = abs(first.at - judged.mark.start) > _NEAR
    centre = first.at if far else judged.mark.start
    places = [place for place in missing.places if abs(place.at - centre) <= _NEAR]
    if far:
        start, end = min(p.at for p in places), max(p.at for p in places)
        texts = [_with_marks(text, start, end, [Repair(p.at, p.at, inserted)]) for p in places]
    else:
        start = min(here.start, *(p.at for p in places))
        end = max(here.end, *(p.at for p in places))
        texts = [_with_marks(text, start, end, [here, Repair(p.at, p.at, inserted)]) for p in places]
        texts.append(_with_marks(text, start, end, [_without(text, judged)]))
    return Repair(start, end, texts[0]), tuple(dict.fromkeys(texts)), far


def _without(text: str, judged: Judged) -> Repair:
    """The mark left out; between two words a blank takes its place."""
    start, end = judged.mark.start, judged.mark.end
    between_words = text[max(0, start - 1) : start].isalnum() and text[end : end + 1].isalnum()
    return Repair(start, end, " " if between_words else "")


def _with_marks(text: str, start: int, end: int, repairs: list[Repair]) -> str:
    """`text[start:end]` with disjoint `repairs` made."""
    out, at = [], start
    for repair in sorted(repairs):
        out += [text[at : repair.start], repair.after]
        at = repair.end
    return "".join([*out, text[at:end]])


def _blanks_before(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isspace() and text[at - 1] not in "\r\n":
        at -= 1
    return at


def _blanks_after(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace() and text[at] not in "\r\n":
        at += 1
    return at


def excerpt(text: str, start: int, end: int, *, before: int, after: int) -> str:
    """`text[start:end]` with so many words before and after it, "…" where more stands there."""
    head, tail = text[max(0, start - _LONGEST_EXCERPT) : start], text[end : end + _LONGEST_EXCERPT]
    words = list(_WORD.finditer(head))
    kept = head[words[-before].start() :] if 0 < before <= len(words) else head if before else ""
    words = list(_WORD.finditer(tail))
    follows = tail[: words[after - 1].end()] if 0 < after <= len(words) else tail if after else ""
    left = "… " if before and len(kept) < start else ""
    right = " …" if after and end + len(follows) < len(text.rstrip()) else ""
    return f"{left}{kept}{text[start:end]}{follows}{right}".replace("\n", " ")


def shortened(text: str) -> str:
    """`text`, the middle left out where it is long."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST_EXCERPT:
        return text
    return f"{text[:30].rsplit(None, 1)[0]} … {text[-30:].split(None, 1)[-1]}"
