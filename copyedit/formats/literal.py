"""The text of one literal (a JSON string, a field of CSV) as passages, each with its place among the escapes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from copyedit.formats.plain import passages
from copyedit.model import Span
from copyedit.passage import Passage, Run


class Piece(NamedTuple):
    """A stretch of a literal as it reads and as it is written; where both are of one length, it stands as it is."""

    read: str
    raw: str


def literal_passages(pieces: Iterable[Piece], at: int, spell: Callable[[str], str], field: str) -> Iterator[Passage]:
    """The paragraphs of the literal whose pieces begin at `at` in the source."""
    texts, runs, length = [], [], 0
    for read, raw in pieces:
        runs.append(Run(Span(length, length + len(read)), Span(at, at + len(raw))))
        texts.append(read)
        length, at = length + len(read), at + len(raw)
    for passage in passages("".join(texts)):
        span = passage.runs[0].source
        yield passage._replace(runs=tuple(_within(runs, span)), spell=spell, where=field, field=field)


def _within(runs: list[Run], span: Span) -> Iterator[Run]:
    """The runs of `span`, in the coordinates of its own beginning."""
    first = bisect_right(runs, span.start, key=lambda run: run.text.start) - 1
    for run in islice(runs, first, None):
        start, end = max(run.text.start, span.start), min(run.text.end, span.end)
        if start >= span.end:
            break
        here = Span(start - span.start, end - span.start)
        if run.verbatim:
            move = run.source.start - run.text.start
            yield Run(here, Span(start + move, end + move))
        else:
            yield Run(here, run.source)
