"""A `Reading` is a passage as it now reads, analysed once for all fixers; `Facts` are what the whole article shows.

Everything costly is computed on first use, so that a fixer that has nothing to do costs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from copyedit import language, lexicon
from copyedit.model import Span, merged
from copyedit.passage import Passage

if TYPE_CHECKING:
    from copyedit.quotation.found import Line, Quotes
    from copyedit.quotation.style import QuoteStyle

T = TypeVar("T")

# what is not prose, wherever it stands
_PROTECTED = re.compile(
    r"""
      (?:https?|ftp)://[^\s<>"“”]+ | \bwww\.[^\s<>"“”]+            # https://example.com/a?b
    | \b[\w.+-]+@[\w-]+(?:\.[\w-]+)+                               # desk@example.com
    | (?<![\w@])@\w{2,}                                            # @handle
    | (?<![\w&])\#\w*[^\W\d]\w*                                    # #hashtag, not &#39;
    | (?<!\w)[\w-]+(?:/[\w.-]+)*\.                                 # report.pdf
      (?:html?|php|aspx?|pdf|docx?|xlsx?|jpe?g|png|gif|svg|mp[34]|csv|json|xml|zip|exe|txt)\b
    | \b(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|mil|info|co\.uk|org\.uk|ac\.uk|gov\.uk|com\.au)\b(?:/[^\s<>"“”]*)?
    | \[sic\]
    """,
    re.VERBOSE,
)
_PROTECTED_HINT = re.compile(r"[@#]|://|www\.|\[sic\]|\.[a-z]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")


class Word(str):
    """A word and where it begins in the reading's text."""

    __slots__ = ("start",)
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self))


class Reading:
    """One passage as it now reads.

    `protected` and `gaps` are in the coordinates of `text`: no suggestion may touch the first or cross the second
    (the chain sees to it; a fixer may look in order to reason better). `facts` are the whole article's.
    `prose_end` is where the prose ends and the passage's own line ends begin.
    """

    def __init__(
        self,
        text: str,
        passage: Passage,
        index: int = 0,
        protected: tuple[Span, ...] = (),
        gaps: tuple[int, ...] = (),
    ) -> None:
        self.text = text
        self.passage = passage
        self.index = index
        self.gaps = gaps
        self._given = protected
        self.facts = Facts((self,))

    @cached_property
    def prose_end(self) -> int:
        return len(self.text) - self.passage.tail if self.passage.tail < len(self.text) else len(self.text)

    @cached_property
    def protected(self) -> tuple[Span, ...]:
        """Stretches that must not change, sorted, disjoint: the format's own, and URLs, addresses, handles, [sic]."""
        spans = [*self._given, *found_protected(self.text)]
        return merged(spans)

    def is_protected(self, span: Span) -> bool:
        """Whether `span` touches protected text."""
        at = bisect_right(self.protected, span.end, key=lambda s: s.start)
        return any(span.meets(other) for other in self.protected[max(0, at - 2) : at])

    def crosses_gap(self, span: Span) -> bool:
        """Whether markup stands strictly inside `span`."""
        return bisect_left(self.gaps, span.end) > bisect_right(self.gaps, span.start)

    @cached_property
    def is_english(self) -> bool:
        """False where the passage is in another language; what is too short to tell counts as English."""
        return language.is_english(self.text)

    @cached_property
    def foreign(self) -> tuple[Span, ...]:
        """What is in another language: the whole passage, or whole sentences and quotations in it, sorted."""
        if not self.is_english:
            return (Span(0, len(self.text)),)
        if not language.may_hold_foreign(self.text):
            return ()
        sentences = [s for s in self.sentences if language.is_foreign(self.text[s.start : s.end].split())]
        quoted = [q for q in self.quoted if _is_foreign_quotation(self.text[q.start : q.end].split())]
        return merged([*sentences, *quoted])

    def is_foreign(self, span: Span) -> bool:
        """Whether `span` stands in another language."""
        return any(span.meets(other) for other in self.foreign)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Words in order: letters, with inner apostrophes and hyphens."""
        words = []
        for match in _WORD.finditer(self.text):
            word = Word(match.group())
            word.start = match.start()
            words.append(word)
        return tuple(words)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences in order, by their end marks; blanks between them belong to none."""
        spans, start = [], 0
        for match in _SENTENCE_END.finditer(self.text):
            end = match.start() + len(match.group().rstrip())
            spans.append(Span(start, end))
            start = match.end()
        if self.text[start:].strip():
            spans.append(Span(start, start + len(self.text[start:].rstrip())))
        return tuple(spans)

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """What stands inside quotation marks, marks included, also where they stand in other passages.

        Marks that do not pair are read as the quotes fixer would repair them; scare quotes count as quotations.
        """
        return self.facts.quotes_of(self).quoted

    @cached_property
    def quote_line(self) -> Line:
        """The passage with its quote marks found, protected ones left out."""
        from copyedit.quotation.article import line

        parted = len(self.text[self.prose_end :].splitlines()) > 1
        return line(self.text, self.prose_end, parted, lambda: self.protected)

    def is_quoted(self, span: Span) -> bool:
        """Whether any of `span` stands inside quotation marks."""
        at = bisect_right(self.quoted, span.end, key=lambda s: s.start)
        return any(span.meets(other) for other in self.quoted[max(0, at - 2) : at])


def _is_foreign_quotation(words: list[str]) -> bool:
    return language.is_foreign(words) or language.is_foreign_title(words)


class Facts:
    """What the whole article shows. Made anew whenever its text has changed; each part on first use."""

    def __init__(self, readings: tuple[Reading, ...]) -> None:
        self.readings = readings
        self._learned: dict[Callable[[Facts], object], object] = {}

    def learned(self, learn: Callable[[Facts], T]) -> T:
        """What `learn` finds in the article; asked once, however many passages and fixers want to know."""
        if learn not in self._learned:
            self._learned[learn] = learn(self)
        return cast(T, self._learned[learn])

    @cached_property
    def word_counts(self) -> Counter[str]:
        """How often each word stands in the article, as written."""
        counts: Counter[str] = Counter()
        for reading in self.readings:
            counts.update(_WORD.findall(reading.text))
        return counts

    @cached_property
    def quote_style(self) -> QuoteStyle:
        """The quote marks that the article mostly uses."""
        from copyedit.quotation.style import style_of

        return style_of([reading.quote_line for reading in self.readings], self._quotes)

    def quotes_of(self, reading: Reading) -> Quotes:
        """What the quote marks of `reading`, one of `readings`, are."""
        return self._quotes[self._place[id(reading)]]

    @cached_property
    def _place(self) -> dict[int, int]:
        return {id(reading): place for place, reading in enumerate(self.readings)}

    @cached_property
    def _quotes(self) -> tuple[Quotes, ...]:
        from copyedit.quotation.article import read

        return read([reading.quote_line for reading in self.readings])

    @cached_property
    def dialect(self) -> Literal["en-GB", "en-US"]:
        """Whichever spelling most of the words have that the two spell differently; en-US where none tells."""
        words = lexicon.load()
        british = american = 0
        for word, count in self.word_counts.items():
            marks = words.marks(word)
            british += count if marks & lexicon.BRITISH_ONLY else 0
            american += count if marks & lexicon.AMERICAN_ONLY else 0
        return "en-GB" if british > american else "en-US"


def found_protected(text: str) -> list[Span]:
    """URLs, addresses, handles, hashtags, file names and [sic] in `text`."""
    if not _PROTECTED_HINT.search(text):
        return []
    return [Span(*_without_end_marks(match)) for match in _PROTECTED.finditer(text)]


def _without_end_marks(match: re.Match[str]) -> tuple[int, int]:
    """A URL at the end of a sentence does not own the full stop."""
    return match.start(), match.start() + len(match.group().rstrip(".,;:!?’”)'"))
