"""`copyedit undo` and `copyedit decisions`: what is remembered, listed, given back, removed."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from copyedit import undo
from copyedit.configurations import Configurations
from copyedit.decisions import Decision, Decisions
from copyedit.display import counted
from copyedit.journal import open_reviews
from copyedit.source import SourceError
from copyedit.state import state_folder
from copyedit.undo import Run

FAILED = 2


def take_back(path: Path | None, *, run_id: str | None, last: bool, force: bool) -> int:
    """Give back what stood in a file or in all files of a run; without either, list the runs. The exit code.

    Raises SourceError where there is no such run.
    """
    if path is None and run_id is None and not last:
        return _list_runs()
    run = _wanted(path, run_id)
    restored = undo.undo(run, only=path, force=force)
    for file in restored.files:
        print(f"{_shown(file)}: as before {_when(run)}")
    for line in restored.refused:
        print(f"copyedit: {line}", file=sys.stderr)
    return FAILED if restored.refused else 0


def _wanted(path: Path | None, run_id: str | None) -> Run:
    if run_id is not None:
        run = next((run for run in undo.runs() if run.id == run_id), None)
        if run is None:
            raise SourceError(f"there is no run {run_id}; copyedit undo lists them")
    else:
        run = undo.last_run(touching=path)
        if run is None:
            raise SourceError(f"{path}: nothing that copyedit wrote there is kept" if path else "nothing to undo")
    if path is not None and all(file.path != path.absolute() for file in run.files):
        raise SourceError(f"{path}: was not written by run {run.id}")
    return run


def _list_runs() -> int:
    runs = undo.runs()
    for run in runs:
        undone = " (undone)" if run.undone else ""
        names = ", ".join(_shown(file.path) for file in run.files[:3])
        more = f" and {len(run.files) - 3} more" if len(run.files) > 3 else ""
        print(f"{run.id}  {run.command}{undone}: {names}{more}")
    print("copyedit undo --last, --run ID or FILE gives back what stood there." if runs else "Nothing to undo.")
    return 0


def _when(run: Run) -> str:
    try:
        stamp = time.strptime(run.id[:15], "%Y%m%d-%H%M%S")
    except ValueError:
        return f"run {run.id}"
    return f"{run.command} of {time.strftime('%d %B %Y, %H:%M', stamp)}"


def decisions(folder: Path, *, drop: list[int], purge: bool) -> int:
    """List what the reviews of a project have taught, drop some of it, or remove all. The exit code.

    Raises SourceError for a number that is not listed.
    """
    root = Configurations().project(folder).root
    kept = Decisions.of(root)
    if purge:
        return _purge(root, kept)
    if drop:
        return _drop(kept, drop)
    for number, (decision, times) in enumerate(_listed(kept), 1):
        print(f"{number:4}  {_told(decision)}{f' ({times} times)' if times > 1 else ''}: {decision.explained}")
    print(f"{kept.path}: {counted(len(kept.all), 'decision')}" if kept.all else f"{kept.path}: no decisions yet")
    for before, after in kept.offered_as_rules():
        print(f"Always accepted; make it a rule: copyedit allow '{before} -> {after}'")
    for article in open_reviews(root):
        print(f"Under review, not yet written: {_shown(article)}")
    print(f"Reviews not yet written, and files as they stood before they were written: {state_folder()}")
    return 0


def _listed(kept: Decisions) -> list[tuple[Decision, int]]:
    """The decisions without their places, and how often each was taken."""
    return list(Counter(decision._replace(place="") for decision in kept.all).items())


def _told(decision: Decision) -> str:
    if decision.verdict == "never" or decision.after == decision.before:
        return f"{decision.verdict} {decision.rule}: “{decision.before}”"
    return f"{decision.verdict} {decision.rule}: “{decision.before}” → “{decision.after}”"


def _drop(kept: Decisions, numbers: list[int]) -> int:
    listed = _listed(kept)
    for number in numbers:
        if not 0 < number <= len(listed):
            raise SourceError(f"there is no decision {number}; copyedit decisions lists {len(listed)}")
    unwanted = {listed[number - 1][0] for number in numbers}
    dropped = kept.drop([decision for decision in kept.all if decision._replace(place="") in unwanted])
    print(f"{kept.path}: {dropped} dropped")
    return 0


def _purge(root: Path, kept: Decisions) -> int:
    there = kept.purge()
    reviews = open_reviews(root)
    for journal in reviews.values():
        journal.unlink(missing_ok=True)
    print(f"{kept.path}: {'removed' if there else 'there was none'}; {len(reviews)} reviews not yet written removed")
    return 0


def _shown(path: Path) -> str:
    """A path as seen from here, where it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
