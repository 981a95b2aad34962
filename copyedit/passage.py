"""A passage: one stretch of prose, and where it lives in its file. An article: the passages that belong together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from copyedit.model import Span


class Run(NamedTuple):
    """A stretch of a passage's text and its place in the source.

    Equal lengths mean verbatim; else one unbreakable escape (`\\u2019` in JSON is one code point of text).
    """

    text: Span
    source: Span

    @property
    def verbatim(self) -> bool:
        return self.text.end - self.text.start == self.source.end - self.source.start


class Silence(NamedTuple):
    """A stretch of a passage's text in which `rules` (all where empty) say nothing, as suppression `number` asks."""

    span: Span
    rules: frozenset[str]
    number: int


def as_it_is(text: str) -> str:
    """The spelling of formats without escapes."""
    return text


class Passage(NamedTuple):
    """One stretch of prose: usually a paragraph, with its line end(s) in plain text.

    `runs` cover `text` in order. Where one run's source does not begin at the end of the one before, markup stands
    between them: a gap, which no change may cross. `protected` (in `text`) must never change. `spell` writes new text
    as the format needs it. `where` names the place for a reader ("record 3, text"; "front matter, title").
    In each of `silences` some rules shall say nothing.
    `tail` code points at the end are the line ends that follow the prose: they go with the whole passage or not at all.
    """

    text: str
    runs: tuple[Run, ...]
    spell: Callable[[str], str] = as_it_is
    protected: tuple[Span, ...] = ()
    where: str = ""
    tail: int = 0
    field: str = ""
    silences: tuple[Silence, ...] = ()

    @property
    def gaps(self) -> tuple[int, ...]:
        """Offsets in `text` at which markup stands in the source."""
        return tuple(b.text.start for a, b in pairwise(self.runs) if a.source.end != b.source.start)

    @property
    def prose_end(self) -> int:
        """Where the prose ends and the line ends begin."""
        return len(self.text) - self.tail

    def source_span(self, span: Span) -> Span:
        """The place of a non-empty `span` of the text in the source; a cut escape is taken whole."""
        first = self._run_at(span.start)
        last = self._run_at(span.end - 1)
        start = first.source.start + (span.start - first.text.start if first.verbatim else 0)
        end = last.source.start + (span.end - last.text.start) if last.verbatim else last.source.end
        return Span(start, end)

    def within(self, reach: Span) -> list[Span]:
        """The stretch of the text that stands within `reach` of the source, if there is any; escapes whole."""
        first = bisect_right(self.runs, reach.start, key=lambda run: run.source.end)
        last = bisect_left(self.runs, reach.end, key=lambda run: run.source.start) - 1
        if first > last:
            return []
        head, tail = self.runs[first], self.runs[last]
        start = head.text.start + (max(0, reach.start - head.source.start) if head.verbatim else 0)
        end = tail.text.end - (max(0, tail.source.end - reach.end) if tail.verbatim else 0)
        return [Span(start, end)]

    def whole_runs(self, span: Span) -> Span:
        """`span` widened so that it cuts no escape."""
        first, last = self._run_at(span.start), self._run_at(max(span.start, span.end - 1))
        start = span.start if first.verbatim else first.text.start
        end = span.end if last.verbatim else last.text.end
        return Span(start, end)

    def _run_at(self, offset: int) -> Run:
        return self.runs[bisect_right(self.runs, offset, key=lambda run: run.text.start) - 1]


def verbatim(text: str, start: int, end: int, *, tail: int = 0, where: str = "") -> Passage:
    """The passage that is `text[start:end]` as it stands."""
    run = Run(Span(0, end - start), Span(start, end))
    return Passage(text[start:end], (run,), tail=tail, where=where)


class Article(NamedTuple):
    """The passages that share their names, quote style and dialect: a file, or one JSONL record (counted from 1).

    `notes` are the comments in the source that speak to us; those of a record hold for the `whole` of it.
    """

    passages: tuple[Passage, ...]
    record: int | None = None
    notes: tuple[Span, ...] = ()
    whole: Span | None = None
