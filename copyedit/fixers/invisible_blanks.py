"""Blanks that are not U+0020: which of them mean something."""

from __future__ import annotations

from collections.abc import Iterator

from copyedit.model import Confidence
from copyedit.patterns import lazily
from copyedit.reading import Reading

BLANKS = "\xa0\u2000-\u200a\u202f\u205f\u3000"
_RUN = lazily(f" *[{BLANKS}][ {BLANKS}]*")
# Mr Smith, p. 3, J. Smith: an abbreviation or initial, held to what follows
_TITLES = "Mr|Mrs|Ms|Dr|St|Prof|Gen|Sen|Rep|Gov|Rev|Lt|Col|Capt|Sgt|Nos?|pp?|vol|fig|art"
_HOLDS = lazily(rf"(?:\b(?:{_TITLES})\.?|\b[A-Z]\.)\Z")
_LONGEST = 30  # code points of a word
# ASCII words and the ends of clauses: no convention asks for a particular blank after the one or before the other
_PLAIN_BEFORE = lazily(r"(?:\A|[^\w])[A-Za-z'’-]*[A-Za-z.,;:!?)'\"’”]\Z")
_PLAIN_AFTER = lazily(r"[('\"‘“]*[A-Za-z](?:[A-Za-z'’-]*(?:[^\w]|\Z))")


def odd_blanks(reading: Reading) -> Iterator[tuple[int, int, str, Confidence]]:
    """Runs of blanks with an odd one among them, and what shall stand there: one plain blank, or nothing at an edge.

    Left alone beside digits and signs (`10 km`, `§ 5`, `5 %`), French marks (`« non »`, `Quoi !`), initials and
    titles, dashes, marks in pairs, Chinese and Japanese, words with letters beyond ASCII, and other languages.
    """
    text = reading.text
    if not _RUN.search(text) or not reading.is_english:
        return
    for match in _RUN.finditer(text):
        start, end = match.span()
        before, after = text[max(0, start - _LONGEST) : start], text[end : end + _LONGEST]
        plain_before, plain_after = _PLAIN_BEFORE.search(before), _PLAIN_AFTER.match(after)
        at_edge = end >= reading.prose_end or before[-1:] in ("", "\n") or after[:1] in ("\r", "\n")
        if at_edge:
            if end - start > 1 or plain_before or plain_after:
                yield start, end, "", Confidence.SURE
        elif plain_before and plain_after and not _HOLDS.search(before):
            yield start, end, " ", Confidence.SURE
        elif end - start > 1 and before[-1].isascii() and after[0].isascii():
            yield start, end, " ", Confidence.LIKELY
