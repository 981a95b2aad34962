"""`copyedit corpus`: the arguments, the progress and the closing counts."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from copyedit.config import Config
from copyedit.corpus import local
from copyedit.corpus.shards import inputs
from copyedit.model import Confidence
from copyedit.source import SourceError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="JSONL, CSV (also .gz, .zst) or Parquet; or folders")
    parser.add_argument("--output", required=True, metavar="DIR", help="where the parts go; a killed run is taken up")
    parser.add_argument("--column", action="append", metavar="NAME", help="a text column or field; may be repeated")
    parser.add_argument("--changes", choices=("none", "column", "files"), default="none", help="where the changes go")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes (default: cores)")
    parser.add_argument("--engine", choices=("local", "spark"), default="local")
    parser.add_argument("--master", default="local[*]", metavar="URL", help="of the Spark cluster")


def corpus(args: argparse.Namespace, config: Config, level: Confidence) -> int:
    """Clean the inputs; 0, or 2 where a record failed. Raises SourceError."""
    paths = inputs(args.inputs)
    if args.column:
        config = config._replace(fields=tuple(args.column), columns=tuple(args.column))
    if args.engine == "spark":
        return _on_spark(paths, args, config, level)
    job = local.Job(Path(args.output), config, level, args.changes)
    began = time.monotonic()
    with _progress() as progress:
        totals = local.run(paths, job, max(1, args.jobs), progress.advance)
    seconds = time.monotonic() - began
    print(f"{totals.read} records read, {totals.changed} changed, {totals.failed} failed; {totals.changes} changes.")
    print(f"{seconds:.1f} s; by rule and file: {job.output}/summary.json", file=sys.stderr)
    if totals.failed:
        print(f"copyedit: {totals.failed} records stay as they were: see {job.output}/failed.jsonl", file=sys.stderr)
    return 2 if totals.failed else 0


def _on_spark(paths: list[Path], args: argparse.Namespace, config: Config, level: Confidence) -> int:
    if args.changes == "files":
        raise SourceError("--changes files is for the local engine; Spark takes none or column")
    try:
        from copyedit import spark

        read = spark.run(paths, Path(args.output), args.master, config, level, changes=args.changes == "column")
    except ImportError as error:
        raise SourceError(f"{error.name or error}: not installed: pip install 'copyedit-news[spark]'") from None
    except ValueError as error:
        raise SourceError(str(error)) from None
    print(f"{read} records read.")
    return 0


class Progress(Protocol):
    def advance(self, records: int) -> None: ...


class _Silent:
    def advance(self, records: int) -> None: ...


@contextmanager
def _progress() -> Iterator[Progress]:
    """Records done and the rate, on a terminal."""
    if not sys.stderr.isatty():
        yield _Silent()
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} records"), TaskProgressColumn(show_speed=True))
    bar = Bar(*columns, TimeElapsedColumn(), console=Console(stderr=True))
    task = bar.add_task("", total=None)

    class Shown:
        def advance(self, records: int) -> None:
            bar.advance(task, records)

    with bar:
        yield Shown()
