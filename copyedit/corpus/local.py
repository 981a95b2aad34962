"""One machine: shards over processes, each written whole, so that a killed run is taken up where it stopped.

DIR/part-00000.jsonl …        the cleaned records, in order of the input
DIR/changes/part-00000.jsonl  what was changed, if asked for in side files
DIR/state/plan.json           what this run is of; a different one is refused
DIR/state/part-00000.json     a finished shard's counts; a shard without one is done again
DIR/failed.jsonl, summary.json  at the end
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from pathlib import Path
from typing import Any, Literal, NamedTuple

from copyedit import __version__
from copyedit.config import Config
from copyedit.corpus.records import Change, Cleaner
from copyedit.corpus.shards import CSV, JSONL, PARQUET, Shard, kind_of, shards
from copyedit.model import Confidence
from copyedit.report import dumped
from copyedit.source import SourceError

AHEAD = 2  # shards that wait for each process; bounds the memory

Changes = Literal["none", "column", "files"]


class Job(NamedTuple):
    """What a run is to do; the same for every shard."""

    output: Path
    config: Config
    level: Confidence = Confidence.SURE
    changes: Changes = "none"


class Totals(NamedTuple):
    """Exact counts of a run; `rules` by rule."""

    read: int
    changed: int
    failed: int
    changes: int
    rules: Counter[str]


def run(paths: list[Path], job: Job, processes: int, progress: Callable[[int], None] = lambda records: None) -> Totals:
    """Clean `paths` into the job's folder; `progress` is told the records of each finished shard.

    Raises SourceError where the folder holds another run's output or an input is not what its suffix says.
    """
    _begin(paths, job)
    waiting: set[Future[int]] = set()
    with ProcessPoolExecutor(processes, initializer=_begin_process, initargs=(job,)) as pool:
        for shard in shards(paths):
            if (done := _finished(job.output, shard.number)) is not None:
                progress(done["read"])
                continue
            waiting.add(pool.submit(_clean_shard, shard))
            while len(waiting) >= processes * AHEAD:
                waiting = _collected(waiting, progress)
        while waiting:
            waiting = _collected(waiting, progress)
    return _end(job.output)


def _collected(waiting: set[Future[int]], progress: Callable[[int], None]) -> set[Future[int]]:
    done, rest = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        progress(future.result())
    return rest


_cleaner: Cleaner
_job: Job


def _begin_process(job: Job) -> None:
    """Each process builds its own chain, once."""
    global _cleaner, _job
    _cleaner, _job = Cleaner(job.config, job.level), job


def _clean_shard(shard: Shard) -> int:
    """Clean, write and count one shard; the number of its records."""
    name = f"part-{shard.number:05d}"
    write = _write_lines if shard.kind == JSONL else _write_table
    changes, errors = write(shard, _job.output / name)
    numbered = [(shard.first + at, found) for at, found in enumerate(changes)]
    if _job.changes == "files":
        side = _job.output / "changes" / f"{name}.jsonl"
        lines = [dumped({"input": str(shard.path), "record": n} | change) for n, found in numbered for change in found]
        _write_whole(side, "".join(f"{line}\n" for line in lines).encode())
    rules = Counter(rule for found in changes for change in found for rule in change["rules"])
    failed = [{"input": str(shard.path), "record": shard.first + at, "error": e} for at, e in enumerate(errors) if e]
    counts = {"read": len(changes), "changed": sum(map(bool, changes)), "changes": sum(map(len, changes))}
    # last of all: from here on the shard counts as finished
    _write_whole(_state(_job.output, shard.number), dumped(counts | {"failed": failed, "rules": rules}).encode())
    return len(changes)


def _write_lines(shard: Shard, target: Path) -> tuple[list[list[Change]], list[str]]:
    assert isinstance(shard.data, bytes)
    out, changes, errors = [], [], []
    for line in _lines(shard.data):
        cleaned = _cleaner.line(line) if line.strip() else None
        found = cleaned.changes if cleaned else []
        text = cleaned.line if cleaned else line
        if _job.changes == "column" and cleaned and not cleaned.error:
            from copyedit.corpus.tables import line_with_changes

            text = line_with_changes(text, found)
        out.append(text)
        changes.append(found)
        errors.append(cleaned.error if cleaned else "")
    _write_whole(target.with_suffix(".jsonl"), b"".join(out))
    return changes, errors


def _lines(data: bytes) -> Iterator[bytes]:
    """Lines with their ends, at \\n alone: bytes.splitlines would end them at \\r too."""
    at = 0
    while at < len(data):
        end = data.find(b"\n", at) + 1 or len(data)
        yield data[at:end]
        at = end


def _write_table(shard: Shard, target: Path) -> tuple[list[list[Change]], list[str]]:
    from copyedit.corpus.tables import clean_table, text_columns, with_changes

    assert not isinstance(shard.data, bytes)
    try:
        columns = text_columns(shard.data.schema, _job.config.fields)
    except ValueError as error:
        raise SourceError(f"{shard.path}: {error}") from None
    cleaned = clean_table(shard.data, columns, _cleaner)
    table = with_changes(cleaned) if _job.changes == "column" else cleaned.table
    neighbour = target.with_suffix(".part")
    if shard.kind == PARQUET:
        from pyarrow import parquet

        parquet.write_table(table, neighbour)
    else:
        from pyarrow import csv

        csv.write_csv(table, neighbour)
    neighbour.replace(target.with_suffix(f".{PARQUET if shard.kind == PARQUET else CSV}"))
    return cleaned.changes, cleaned.errors


def _write_whole(path: Path, data: bytes) -> None:
    """A file that is there is there whole: a killed run leaves only neighbours, which the next one overwrites."""
    neighbour = path.with_name(f"{path.name}.tmp")
    with neighbour.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    neighbour.replace(path)


def _state(output: Path, number: int) -> Path:
    return output / "state" / f"part-{number:05d}.json"


def _finished(output: Path, number: int) -> dict[str, Any] | None:
    try:
        counts: dict[str, Any] = json.loads(_state(output, number).read_bytes())
    except FileNotFoundError:
        return None
    return counts


def _begin(paths: list[Path], job: Job) -> None:
    """Make the folder, or take up the run that is in it."""
    plan = json.dumps(_plan(paths, job), indent=1)
    (job.output / "state").mkdir(parents=True, exist_ok=True)
    if job.changes == "files":
        (job.output / "changes").mkdir(exist_ok=True)
    there = job.output / "state" / "plan.json"
    if there.exists():
        if there.read_text() != plan:
            raise SourceError(f"{job.output}: holds the output of another run; choose another folder or remove it")
    elif any(job.output.glob("part-*")):
        raise SourceError(f"{job.output}: holds files of something else; choose an empty folder")
    else:
        _write_whole(there, plan.encode())


def _plan(paths: list[Path], job: Job) -> dict[str, object]:
    """What must be the same for a killed run to be taken up."""
    settings = hashlib.sha256(repr(_plain(job.config)).encode()).hexdigest()
    files = [{"path": str(p), "bytes": p.stat().st_size, "modified": p.stat().st_mtime_ns} for p in paths]
    kinds = sorted({kind_of(path) for path in paths})
    return {
        "copyedit": __version__,
        "level": job.level.word,
        "settings": settings,
        "changes": job.changes,
        "kinds": kinds,
        "inputs": files,
    }


def _plain(config: Config) -> list[object]:
    """The settings in an order that does not change from run to run."""
    return [sorted(map(str, value)) if isinstance(value, frozenset) else value for value in config]


def _end(output: Path) -> Totals:
    """Add up the finished shards; list what failed."""
    counts = [json.loads(path.read_bytes()) for path in sorted((output / "state").glob("part-*.json"))]
    failed = [failure for count in counts for failure in count["failed"]]
    rules: Counter[str] = Counter()
    for count in counts:
        rules.update(count["rules"])
    read, changed, changes = (sum(count[key] for count in counts) for key in ("read", "changed", "changes"))
    totals = Totals(read, changed, len(failed), changes, rules)
    _write_whole(output / "failed.jsonl", "".join(dumped(failure) + "\n" for failure in failed).encode())
    _write_whole(output / "summary.json", (dumped(totals._asdict()) + "\n").encode())
    return totals
