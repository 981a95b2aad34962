"""settle(): an article goes through the chain, round after round, until a round alters nothing.

What holds for every fixer is enforced here, once: protected text, markup, whole words, conflicts, confidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copyedit.config import Config
from copyedit.draft import Draft
from copyedit.fixers import Fixer
from copyedit.model import Change, Confidence, Edit, Span, Suggestion, merged, trimmed
from copyedit.passage import Article, Passage
from copyedit.reading import Facts, Reading, found_protected
from copyedit.rulebook import is_wording

MOST_ROUNDS = 8


class Settled(NamedTuple):
    """An article at rest: for each passage its changes. `restless` names the rules that would not come to rest.

    `quieted` are the suppressions that kept something quiet.
    """

    changes: tuple[tuple[Change, ...], ...]
    restless: tuple[str, ...] = ()
    quieted: frozenset[int] = frozenset()


def settle(article: Article, fixers: Sequence[Fixer], config: Config, level: Confidence = Confidence.SURE) -> Settled:
    """What there is to decide in `article`; suggestions at `level` or above flow on, the others wait for a person.

    An article that is not at rest after MOST_ROUNDS is left as it was.
    """
    work = _Work(article.passages, config, level)
    for _ in range(MOST_ROUNDS):
        if not work.round(fixers):
            return Settled(work.changes(), quieted=frozenset(work.quieted))
    restless = tuple(sorted(work.applied))
    return Settled(tuple(() for _ in article.passages), restless, frozenset(work.quieted))


class _Work:
    """The drafts of one article on their way through the chain."""

    def __init__(self, passages: Sequence[Passage], config: Config, level: Confidence) -> None:
        self.passages = passages
        self.config = config
        self.level = level
        self.drafts = [Draft(passage.text) for passage in passages]
        self.kept = [merged([*p.protected, *found_protected(p.text)]) for p in passages]
        self.readings = [self._read(index) for index in range(len(passages))]
        self.waiting: list[list[Suggestion]] = []
        self.applied: set[str] = set()
        self.quieted: set[int] = set()
        self._share_facts()

    def round(self, fixers: Sequence[Fixer]) -> bool:
        """Every fixer once over every passage. Whether anything was altered."""
        self.waiting = [[] for _ in self.passages]
        self.applied = set()
        for fixer in fixers:
            altered = False
            for index, reading in enumerate(self.readings):
                if said := list(fixer(reading)):
                    altered |= self._take(index, self._admitted(said, reading))
            if altered:
                self._share_facts()
        return bool(self.applied)

    def changes(self) -> tuple[tuple[Change, ...], ...]:
        return tuple(draft.changes(waiting) for draft, waiting in zip(self.drafts, self.waiting, strict=True))

    def _read(self, index: int) -> Reading:
        draft, passage = self.drafts[index], self.passages[index]
        gaps = tuple(span.start for span in draft.forward(Span(gap, gap) for gap in passage.gaps))
        return Reading(draft.text, passage, index, draft.forward(self.kept[index]), gaps)

    def _share_facts(self) -> None:
        facts = Facts(tuple(self.readings))
        for reading in self.readings:
            reading.facts = facts

    def _admitted(self, said: Sequence[Suggestion], reading: Reading) -> list[Suggestion]:
        """The suggestions that may be made, on just the words they alter; a group is admitted whole or not at all."""
        asked: list[Suggestion] = []
        refused: set[str] = set()
        for suggestion in said:
            if (allowed := self._allowed(suggestion, reading)) is not None:
                asked.append(allowed)
            elif suggestion.group:
                refused.add(suggestion.group)
        return [s for s in asked if s.group not in refused] if refused else asked

    def _allowed(self, suggestion: Suggestion, reading: Reading) -> Suggestion | None:
        start, end = suggestion.span
        if reading.text[start:end] != suggestion.before:
            raise ValueError(f"{suggestion.rule} speaks of {suggestion.before!r}, not of {reading.text[start:end]!r}")
        confidence = self.config.confidence_of(suggestion.rule, suggestion.confidence)
        if confidence is None:
            return None
        small = trimmed(reading.text, suggestion)
        if small is not None and reading.crosses_gap(small.span):
            small = trimmed(reading.text, suggestion, whole_words=False)
        if small is None or _out_of_bounds(small, reading) or self._is_quiet(small, reading):
            return None
        if confidence is Confidence.SURE and (
            len(small.replacements) != 1 or (is_wording(small.rule) and reading.is_quoted(small.span))
        ):
            confidence = Confidence.LIKELY
        return small._replace(confidence=confidence)

    def _is_quiet(self, suggestion: Suggestion, reading: Reading) -> bool:
        """Whether a comment in the text asks not to hear of it."""
        silences = reading.passage.silences
        if not silences:
            return False
        names = {suggestion.rule, suggestion.rule.partition(".")[0]}
        met = {
            silence.number
            for silence in silences
            if (not silence.rules or silence.rules & names)
            and self._now(reading.index, silence.span).meets(suggestion.span)
        }
        self.quieted |= met
        return bool(met)

    def _now(self, index: int, span: Span) -> Span:
        """Where a stretch of the original, in which patches may lie, now stands."""
        draft = self.drafts[index]
        (start,), (end,) = draft.forward([Span(span.start, span.start)]), draft.forward([Span(span.end, span.end)])
        return Span(start.start, end.end)

    def _take(self, index: int, admitted: list[Suggestion]) -> bool:
        """Make the edits that flow, leftmost first, then longest; keep the others. Whether any was made."""
        flowing = [s for s in admitted if s.replacements and s.confidence >= self.level]
        chosen = _without_conflicts(flowing)
        done = set(chosen)
        self.waiting[index] += [s for s in admitted if s not in done]
        if not chosen:
            return False
        self.drafts[index] = self.drafts[index].apply(Edit(s, s.replacements[0]) for s in chosen)
        self.readings[index] = self._read(index)
        self.applied.update(s.rule for s in chosen)
        return True


def _out_of_bounds(suggestion: Suggestion, reading: Reading) -> bool:
    """Whether it touches protected text, crosses markup, or touches line ends without removing the whole passage."""
    span = suggestion.span
    removes_all = span == (0, len(reading.text)) and not any(suggestion.replacements)
    return reading.is_protected(span) or reading.crosses_gap(span) or (span.end > reading.prose_end and not removes_all)


def _without_conflicts(suggestions: list[Suggestion]) -> list[Suggestion]:
    """Leftmost, then longest; a group is taken whole or not at all."""
    ranked = sorted(suggestions, key=lambda s: (s.span.start, -s.span.end))
    refused: set[str] = set()
    while True:
        chosen: list[Suggestion] = []
        for suggestion in ranked:
            if suggestion.group in refused:
                continue
            if chosen and chosen[-1].span.end > suggestion.span.start:
                if suggestion.group:
                    refused.add(suggestion.group)
                    break
                continue
            chosen.append(suggestion)
        else:
            return chosen
