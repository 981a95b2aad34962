"""What the decisions of earlier reviews teach, in plain sight: .copyedit/decisions.jsonl beside the project.

One line a decision, fit for git. A text is kept only as far as the change goes; the place is a digest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from copyedit.journal import place_key, written_keys
from copyedit.model import Change, Choice
from copyedit.proof import Mark, Pick, Proof
from copyedit.review import LEXICAL, ReviewedFile
from copyedit.source import encoded, read_bytes, write_whole
from copyedit.state import PROJECT_FOLDER, append_lines, read_lines, state_folder

ENOUGH = 3  # accepted the same way so often, a pair is offered as a rule

ACCEPTED, REJECTED, NEVER = "accepted", "rejected", "never"


class Decision(NamedTuple):
    """One decision of a review.

    `verdict`: "accepted"; "rejected" (here, or everywhere where the rule speaks of the word as such); "never" (this
    rule on this text, everywhere). `place` names what stands there and around it, by digest.
    """

    verdict: str
    rule: str
    before: str
    after: str = ""
    place: str = ""

    @property
    def everywhere(self) -> bool:
        """Whether a rejection holds beyond its place: for a word questioned as such, and for "never"."""
        return self.verdict == NEVER or self.rule.partition(".")[0] in LEXICAL

    @property
    def explained(self) -> str:
        """In words, what follows from it."""
        if self.verdict == ACCEPTED:
            return f"if accepted {ENOUGH} times the same way, it will be offered as a rule"
        if self.verdict == NEVER:
            return "this rule is not applied to this text any more"
        return "not offered again in this project" if self.everywhere else "not offered again at that place"


class Decisions:
    """The decisions of one project, as they stand in its file."""

    def __init__(self, path: Path, decisions: Iterable[Decision] = ()) -> None:
        self.path = path
        self._hold(decisions)

    def _hold(self, decisions: Iterable[Decision]) -> None:
        """Begin anew with these."""
        self.all: list[Decision] = []
        self._known: set[Decision] = set()
        self._refused: set[tuple[str, str, str, str]] = set()
        self._never: set[tuple[str, str]] = set()
        self._take(decisions)

    @classmethod
    def of(cls, project: Path) -> Decisions:
        """Those of the project with this root; the user's own where that is no project's. Raises OSError."""
        # outside any project the root is that of the file system
        home = project / PROJECT_FOLDER if project != project.parent else state_folder()
        path = home / "decisions.jsonl"
        return cls(path, _read(path))

    def add(self, decisions: Iterable[Decision]) -> None:
        """Keep what is new among `decisions`. Raises OSError."""
        new = self._take(decisions)
        append_lines(self.path, [_entry(decision) for decision in new])

    def drop(self, unwanted: Iterable[Decision]) -> int:
        """Forget decisions; how many there were. Raises OSError, SourceError."""
        gone = set(unwanted)
        left = [decision for decision in self.all if decision not in gone]
        dropped = len(self.all) - len(left)
        if dropped:
            text = "".join(_line(decision) for decision in left)
            write_whole(self.path, encoded(text), read_bytes(self.path))
            self._hold(left)
        return dropped

    def purge(self) -> bool:
        """Remove the file. Whether there was one."""
        there = self.path.exists()
        self.path.unlink(missing_ok=True)
        self._hold(())
        return there

    def without_refused(self, proof: Proof) -> Proof:
        """`proof` without what was refused before; what is left over still composes."""
        if not self._refused and not self._never:
            return proof
        kept = [left for mark in proof.marks if (left := self._left_of(mark)) is not None]
        return Proof(proof.name, proof.source, kept, proof.restless, proof.notices)

    def offered_as_rules(self, known: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
        """The pairs of words accepted so often the same way, and never otherwise, that they may become a rule."""
        taken: dict[str, Counter[str]] = {}
        for decision in self.all:
            if decision.rule.partition(".")[0] in LEXICAL:
                after = decision.after if decision.verdict == ACCEPTED else decision.before
                taken.setdefault(decision.before, Counter())[after] += 1
        return [
            (before, after)
            for before, afters in sorted(taken.items())
            for after, times in afters.items()
            if len(afters) == 1 and times >= ENOUGH and after != before and before not in (known or {})
        ]

    def _take(self, decisions: Iterable[Decision]) -> list[Decision]:
        new = [decision for decision in dict.fromkeys(decisions) if decision not in self._known]
        self.all += new
        self._known.update(new)
        for decision in new:
            if decision.verdict == NEVER:
                self._never.add((decision.rule, decision.before))
            elif decision.verdict == REJECTED:
                place = "" if decision.everywhere else decision.place
                self._refused.add((decision.rule, decision.before, decision.after, place))
        return new

    def _left_of(self, mark: Mark) -> Mark | None:
        """`mark` with the choices that were not refused; None where none is left and nothing is remarked."""
        key = place_key(mark.passage.text, mark.change.span)
        kept = [0, *(i for i in range(1, len(mark.choices)) if not self._is_refused(mark.before, mark.choices[i], key))]
        remarks = tuple(r for r in mark.change.remarks if not self._is_remark_refused(mark.before, r.rule, key))
        if len(kept) == len(mark.choices) and len(remarks) == len(mark.change.remarks):
            return mark
        if len(kept) == 1 and not remarks:
            return None
        default = kept.index(mark.change.default) if mark.change.default in kept else 0
        choices = tuple(mark.choices[i] for i in kept)
        return mark._replace(change=Change(mark.change.span, choices, default, remarks))

    def _is_refused(self, before: str, choice: Choice, key: str) -> bool:
        return any(
            (rule, before) in self._never
            or (rule, before, choice.text, "") in self._refused
            or (rule, before, choice.text, key) in self._refused
            for rule in choice.rules
        )

    def _is_remark_refused(self, before: str, rule: str, key: str) -> bool:
        return (
            (rule, before) in self._never
            or (rule, before, before, "") in self._refused
            or (rule, before, before, key) in self._refused
        )


def taught_by(file: ReviewedFile, written: Mapping[int, Pick]) -> Iterator[Decision]:
    """What the picks of a file teach, once its text is written with `written`."""
    rejected = [index for index in file.picks if _is_kept(file.proof, file.picks, index)]
    keys = written_keys(file.proof, written, rejected)
    for index, pick in file.picks.items():
        item = file.items[index]
        mark = item.mark
        if index not in keys:
            place = place_key(mark.passage.text, mark.change.span)
            yield Decision(ACCEPTED, item.rule, mark.before, mark.text_of(pick), place)
            continue
        for choice in mark.choices[1:]:
            yield from (Decision(REJECTED, rule, mark.before, choice.text, keys[index]) for rule in choice.rules)
        for remark in mark.change.remarks:
            yield Decision(REJECTED, remark.rule, mark.before, mark.before, keys[index])


def _is_kept(proof: Proof, picks: Mapping[int, Pick], index: int) -> bool:
    return proof.marks[index].text_of(picks[index]) == proof.marks[index].before


def _read(path: Path) -> Iterator[Decision]:
    for entry in read_lines(path):
        fields = [entry.get(name, "") for name in Decision._fields]
        if all(isinstance(field, str) for field in fields) and entry.get("verdict") in (ACCEPTED, REJECTED, NEVER):
            yield Decision(*fields)


def _entry(decision: Decision) -> dict[str, Any]:
    return {name: value for name, value in decision._asdict().items() if value}


def _line(decision: Decision) -> str:
    import json

    return json.dumps(_entry(decision), ensure_ascii=False, separators=(",", ":")) + "\n"
