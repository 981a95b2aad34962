"""The forms of a check's output, by name. Each is told of one proof after another, and of the end."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from copyedit import report
from copyedit.source import encoded

if TYPE_CHECKING:
    from copyedit.check import Options, Tally
    from copyedit.proof import Proof


class Output(Protocol):
    """One way of saying what was found."""

    def proof(self, path: str, proof: Proof, fixed: str) -> None: ...

    def end(self, tally: Tally) -> None: ...


def output_for(options: Options, *, to_stderr: bool) -> Output:
    """The output that `options` ask for; `to_stderr` where standard output is for the text itself."""
    if options.diff:
        return _Diff()
    if options.output_format in ("full", "concise"):
        return _ForPeople(options, to_stderr)
    if options.output_format in ("json", "jsonl"):
        return _Json(options, whole=options.output_format == "json")
    from copyedit.exchange import DOCUMENTS

    return _Document(options, DOCUMENTS[options.output_format])


class _ForPeople:
    """Some lines a change, or one; a summary at the end."""

    def __init__(self, options: Options, to_stderr: bool) -> None:
        self.options = options
        self.stream = sys.stderr if to_stderr else sys.stdout
        self.paint = report.Paint(report.wants_colour(self.stream))

    def proof(self, path: str, proof: Proof, fixed: str) -> None:
        concise = self.options.output_format == "concise"
        form, end = (report.concise, "\n") if concise else (report.full, "\n\n")
        for entry in form(proof, path, self.options.level, self.paint, fixed=self.options.fix):
            print(entry, end=end, file=self.stream)

    def end(self, tally: Tally) -> None:
        if tally.failed and not tally.checked:
            return
        for line in report.summary(
            tally.rules, tally.changes, tally.changed_files, tally.checked, self.paint, fixed=self.options.fix
        ):
            print(line, file=self.stream)
        if tally.left:
            print(f"{tally.left} more for a person to decide: copyedit review", file=self.stream)


class _Json:
    """A change a line, or all of them in one array."""

    def __init__(self, options: Options, *, whole: bool) -> None:
        self.options = options
        self.whole = whole
        self.records: list[dict[str, object]] = []

    def proof(self, path: str, proof: Proof, fixed: str) -> None:
        for mark in proof.shown_at(self.options.level):
            record = report.record(mark, path, self.options.level)
            if self.whole:
                self.records.append(record)
            else:
                sys.stdout.buffer.write(report.dumped(record).encode() + b"\n")

    def end(self, tally: Tally) -> None:
        if self.whole:
            sys.stdout.buffer.write(report.dumped(self.records).encode() + b"\n")


class Document(Protocol):
    """A form that other programs read, written when all is known."""

    def add(self, path: str, proof: Proof, level: int) -> None: ...

    def text(self) -> str: ...


class _Document:
    def __init__(self, options: Options, form: Callable[[], Document]) -> None:
        self.options = options
        self.document = form()

    def proof(self, path: str, proof: Proof, fixed: str) -> None:
        self.document.add(path, proof, self.options.level)

    def end(self, tally: Tally) -> None:
        sys.stdout.buffer.write(self.document.text().encode("utf-8", "replace"))


class _Diff:
    def proof(self, path: str, proof: Proof, fixed: str) -> None:
        sys.stdout.buffer.write(encoded("".join(report.unified_diff(path, proof.source, fixed))))

    def end(self, tally: Tally) -> None:
        if tally.left:
            print(f"{tally.left} more for a person to decide: copyedit review", file=sys.stderr)
