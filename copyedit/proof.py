"""A `Proof`: one file's text, settled, with all there is to decide; and the one writer that splices decisions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from copyedit.chain import settle
from copyedit.config import Config
from copyedit.fixers import Fixer, build
from copyedit.formats import reader_for
from copyedit.model import Change, Choice, Confidence, Span
from copyedit.passage import Article, Passage
from copyedit.suppression import HINT, suppressions

Pick = int | str  # the index of a choice, or a text of one's own


class Mark(NamedTuple):
    """A change in its place: `span` (code points) and `line`, `column` (from 1) in the source."""

    change: Change
    passage: Passage
    span: Span
    line: int
    column: int
    record: int | None = None

    @property
    def before(self) -> str:
        return self.change.before

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.change.choices

    def text_of(self, pick: Pick) -> str:
        """The text that `pick` stands for. Raises IndexError where there is no such choice."""
        if isinstance(pick, str):
            return pick
        if not 0 <= pick < len(self.choices):
            raise IndexError(f"there are choices 0 to {len(self.choices) - 1}, not {pick}")
        return self.choices[pick].text


class Notice(NamedTuple):
    """Something to say of the text that is no change; its place counts from 1."""

    line: int
    column: int
    message: str


class Proof:
    """One text with its marks, in order of place. Immutable; nothing is changed until `decide` is asked.

    `restless` names, for each article that would not come to rest, its rules; such an article has no marks.
    `notices` speak of suppressions that are wrong or keep nothing quiet.
    """

    def __init__(
        self,
        name: str,
        source: str,
        marks: Iterable[Mark],
        restless: Sequence[tuple[str, ...]] = (),
        notices: tuple[Notice, ...] = (),
    ) -> None:
        self.name = name
        self.notices = notices
        self.source = source
        self.marks = tuple(sorted(marks, key=lambda mark: mark.span))
        self.restless = tuple(restless)

    @property
    def changes(self) -> tuple[Mark, ...]:
        """The marks: each is a change and its place."""
        return self.marks

    def shown_at(self, level: Confidence) -> list[Mark]:
        """The marks that say something at `level`."""
        return [mark for mark in self.marks if mark.change.shown_at(level)]

    def only(self, wanted: Callable[[Mark], bool]) -> Proof:
        """This proof with those marks that are `wanted`; the others stay as they were."""
        kept = [mark for mark in self.marks if wanted(mark)]
        return (
            self if len(kept) == len(self.marks) else Proof(self.name, self.source, kept, self.restless, self.notices)
        )

    @property
    def defaults(self) -> dict[int, Pick]:
        """By the mark's index, the edits that flow of themselves: what `--fix` writes."""
        return {i: mark.change.default for i, mark in enumerate(self.marks) if mark.change.default}

    def decide(self, picks: Mapping[int, Pick]) -> str:
        """The source with each mark as picked (by index); a mark that is not picked stays as it was."""
        out, at = [], 0
        for index in sorted(picks):
            mark = self.marks[index]
            text = mark.text_of(picks[index])
            if text == mark.before:
                continue
            span, spelled = spliced(mark, text)
            out += [self.source[at : span.start], spelled]
            at = span.end
        return "".join([*out, self.source[at:]])

    @cached_property
    def fixed(self) -> str:
        """The source with every default taken."""
        return self.decide(self.defaults)


def spliced(mark: Mark, text: str) -> tuple[Span, str]:
    """The place of a mark in the source, and `text` as the format spells it; a cut escape is spelled whole."""
    asked = mark.change.span
    whole = mark.passage.whole_runs(asked)
    head = mark.passage.text[whole.start : asked.start]
    tail = mark.passage.text[asked.end : whole.end]
    return mark.passage.source_span(whole), mark.passage.spell(head + text + tail)


def prove(
    source: str,
    name: str = "text.txt",
    config: Config | None = None,
    level: Confidence = Confidence.SURE,
    fixers: tuple[Fixer, ...] | None = None,
) -> Proof:
    """Read `source` as the suffix of `name` says and settle its articles; `level` and above flow of themselves.

    Raises FormatError where the text is not what the suffix says, RuleError where a rule file cannot be used.
    """
    config = config or Config()
    chain = build(config) if fixers is None else fixers
    places = Places(source)
    marks: list[Mark] = []
    restless = []
    articles = reader_for(name)(source, config)
    asked = suppressions(source, articles) if HINT in source else None
    quieted: set[int] = set()
    for article in asked.applied(articles) if asked else articles:
        settled = settle(article, chain, config, level)
        marks += marks_of(article, settled.changes, places)
        quieted |= settled.quieted
        if settled.restless:
            restless.append(settled.restless)
    said = (*asked.wrong, *asked.unused(quieted)) if asked else ()
    notices = tuple(Notice(*places.of(offset), message) for offset, message in sorted(said))
    return Proof(name, source, marks, restless, notices)


def marks_of(article: Article, changes: Iterable[tuple[Change, ...]], places: Places) -> Iterable[Mark]:
    """The settled changes of an article's passages, in their places in the source."""
    for passage, found in zip(article.passages, changes, strict=True):
        for change in found:
            span = passage.source_span(change.span)
            yield Mark(change, passage, span, *places.of(span.start), article.record)


class Places:
    """Lines and columns, from 1, of offsets in a text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def of(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
