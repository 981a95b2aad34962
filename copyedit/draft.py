"""A `Draft`: a text with patches, each a stretch of the original that now says something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from copyedit.model import Change, Choice, Edit, Span, Suggestion


class _Patch(NamedTuple):
    """`span` of the original, what it became (`choices`, the original first), and where the last of them now stands."""

    span: Span
    choices: tuple[Choice, ...]
    now: Span


class Draft:
    """An original and the edits made to it so far; immutable.

    Edits are made over the current text, whatever was edited before, and folded back over the original. The patches
    are disjoint stretches of the original, so any subset of them composes.
    """

    def __init__(self, original: str, patches: Sequence[tuple[Span, tuple[Choice, ...]]] = ()) -> None:
        self.original = original
        self._patches: list[_Patch] = []
        shift = 0
        for span, choices in patches:
            text = choices[-1].text
            start = span.start + shift
            self._patches.append(_Patch(span, choices, Span(start, start + len(text))))
            shift += len(text) - (span.end - span.start)

    @cached_property
    def text(self) -> str:
        """What it says now."""
        out, at = [], 0
        for span, choices, _ in self._patches:
            out += [self.original[at : span.start], choices[-1].text]
            at = span.end
        return "".join([*out, self.original[at:]])

    @property
    def touched(self) -> bool:
        return bool(self._patches)

    def forward(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Where sorted stretches of the original, met by no patch, stand in the current text."""
        out, shift, at = [], 0, 0
        for span in spans:
            while at < len(self._patches) and self._patches[at].span.end <= span.start:
                shift = self._patches[at].now.end - self._patches[at].span.end
                at += 1
            out.append(Span(span.start + shift, span.end + shift))
        return tuple(out)

    def apply(self, edits: Iterable[Edit]) -> Draft:
        """This draft with disjoint `edits` made to its current text. Raises ValueError where one does not fit."""
        pending = sorted(edits, key=lambda edit: edit.because.span)
        for edit in pending:
            _check(self.text, edit.because)
        for a, b in pairwise(pending):
            if a.because.span.end > b.because.span.start:
                raise ValueError(f"edits overlap: {a.because} and {b.because}")
        after = {edit.because: edit for edit in pending}
        patches: list[tuple[Span, tuple[Choice, ...]]] = []
        for cluster in self._clusters(list(after)):
            choices = self._history(cluster)
            if cluster.suggestions:
                choices = _continued(choices, cluster.now.start, [after[s] for s in cluster.suggestions])
            if choices[-1].text != choices[0].text:
                patches.append((cluster.span, choices))
        return Draft(self.original, patches)

    def changes(self, open_suggestions: Iterable[Suggestion] = ()) -> tuple[Change, ...]:
        """All there is to decide: what was edited, and the suggestions over the current text that wait for a person."""
        waiting = list(open_suggestions)
        for suggestion in waiting:
            _check(self.text, suggestion)
        out = []
        for cluster in self._clusters(waiting):
            history = self._history(cluster)
            ranked = sorted(cluster.suggestions, key=lambda s: -s.confidence)
            choices = _with_alternatives(history, cluster.now.start, [s for s in ranked if s.replacements])
            remarks = tuple(s for s in ranked if not s.replacements)
            if len(choices) > 1 or remarks:
                out.append(Change(cluster.span, choices, len(history) - 1, remarks))
        return tuple(out)

    def _clusters(self, asked: Sequence[Suggestion]) -> list[_Cluster]:
        """Patches and suggestions, those that overlap together, in order."""
        items: list[tuple[Span, _Patch | Suggestion]] = [(p.now, p) for p in self._patches]
        items += [(s.span, s) for s in asked]
        items.sort(key=lambda item: item[0])
        clusters: list[_Cluster] = []
        now, inside, said, shift = Span(0, 0), list[_Patch](), list[Suggestion](), 0
        for span, item in items:
            # what begins at the edge of a deletion is its neighbour, not part of it: both stay separate decisions
            if (inside or said) and span.start < now.end:
                now = Span(now.start, max(now.end, span.end))
            else:
                if inside or said:
                    clusters.append(_Cluster.of(now, inside, said, shift))
                    shift = inside[-1].now.end - inside[-1].span.end if inside else shift
                now, inside, said = span, [], []
            if isinstance(item, _Patch):
                inside.append(item)
            else:
                said.append(item)
        if inside or said:
            clusters.append(_Cluster.of(now, inside, said, shift))
        return clusters

    def _history(self, cluster: _Cluster) -> tuple[Choice, ...]:
        """The texts of a cluster's stretch, from the original on, one more patch step applied in each."""
        start, end = cluster.span
        choices = [Choice(self.original[start:end])]
        done: tuple[Edit, ...] = ()
        left = ""
        for patch in cluster.patches:
            left += self.original[start : patch.span.start]
            right = self.original[patch.span.end : end]
            choices += [Choice(left + c.text + right, done + c.edits) for c in patch.choices[1:]]
            left, start, done = left + patch.choices[-1].text, patch.span.end, done + patch.choices[-1].edits
        return tuple(choices)


class _Cluster(NamedTuple):
    """Overlapping patches and suggestions: the stretch `now` of the current text, `span` of the original."""

    now: Span
    span: Span
    patches: Sequence[_Patch]
    suggestions: Sequence[Suggestion]

    @classmethod
    def of(cls, now: Span, patches: Sequence[_Patch], suggestions: Sequence[Suggestion], shift: int) -> _Cluster:
        """`shift` is how far the patches before this cluster have moved it."""
        if not patches:
            return cls(now, Span(now.start - shift, now.end - shift), patches, suggestions)
        first, last = patches[0], patches[-1]
        start = first.span.start - (first.now.start - now.start)
        end = last.span.end + (now.end - last.now.end)
        return cls(now, Span(start, end), patches, suggestions)


def _check(text: str, suggestion: Suggestion) -> None:
    start, end = suggestion.span
    if start >= end or text[start:end] != suggestion.before:
        raise ValueError(f"{suggestion.rule} speaks of {suggestion.before!r} where {text[start:end]!r} stands")


def _replaced(text: str, at: int, edits: Sequence[Edit]) -> str:
    """`text`, which stands at offset `at`, with disjoint edits made."""
    for edit in sorted(edits, key=lambda edit: edit.because.span, reverse=True):
        start, end = edit.because.span
        text = text[: start - at] + edit.after + text[end - at :]
    return text


def _continued(choices: tuple[Choice, ...], at: int, edits: Sequence[Edit]) -> tuple[Choice, ...]:
    """One more choice: the last one's text with `edits` made."""
    last = choices[-1]
    return (*choices, Choice(_replaced(last.text, at, edits), (*last.edits, *edits)))


def _with_alternatives(history: tuple[Choice, ...], at: int, ranked: Sequence[Suggestion]) -> tuple[Choice, ...]:
    """`history` and then each suggestion's texts, best first; equal texts are one choice that credits both."""
    last = history[-1]
    offered: dict[str, Choice] = {choice.text: choice for choice in history}
    joint = _disjoint(ranked)
    proposals = [tuple(Edit(s, s.replacements[0]) for s in joint)] if len(joint) > 1 else []
    proposals += [(Edit(s, text),) for s in ranked for text in s.replacements]
    for edits in proposals:
        text = _replaced(last.text, at, edits)
        if text not in offered:
            offered[text] = Choice(text, (*last.edits, *edits))
        elif (same := offered[text]).edits and len(edits) == 1 and edits[0].because not in _suggestions(same):
            offered[text] = same._replace(also=(*same.also, edits[0].because))
    return (*history, *(choice for text, choice in offered.items() if choice.text not in {h.text for h in history}))


def _suggestions(choice: Choice) -> list[Suggestion]:
    return [*(edit.because for edit in choice.edits), *choice.also]


def _disjoint(ranked: Sequence[Suggestion]) -> list[Suggestion]:
    """Greedily, the suggestions that can be taken together."""
    taken: list[Suggestion] = []
    for suggestion in ranked:
        if not any(suggestion.span.meets(other.span) for other in taken):
            taken.append(suggestion)
    return taken
