"""`copyedit check`: read, settle, report; with --fix, write; with --diff, show."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from copyedit import files
from copyedit.config import Config, ConfigError
from copyedit.configurations import Configurations
from copyedit.fixers import Fixer, build
from copyedit.fixers.languagetool import Desk
from copyedit.formats import FormatError
from copyedit.languagetool import Unavailable
from copyedit.model import Confidence
from copyedit.output import output_for
from copyedit.proof import Proof, prove
from copyedit.rulebook import RuleError
from copyedit.source import SourceError, decoded, encoded, is_folder, read_bytes

if TYPE_CHECKING:
    from argparse import Namespace

    from copyedit.baseline import Baseline
    from copyedit.changed import Changed
    from copyedit.decisions import Decisions
    from copyedit.languagetool.desk import Desks
    from copyedit.undo import Overwriting

CLEAN, FINDINGS, ERROR = 0, 1, 2
PATIENCE = 1.0  # seconds of work on a terminal before a progress bar appears


class Options(NamedTuple):
    """What the command line asks of a check."""

    level: Confidence
    fix: bool = False
    diff: bool = False
    output_format: str = "full"
    stdin_filename: str = "stdin.txt"
    exit_non_zero_on_fix: bool = False
    force_exclude: bool = False
    changed: str | None = None
    baseline: Path | None = None
    write_baseline: Path | None = None
    languagetool: bool | None = None
    languagetool_url: str | None = None

    @classmethod
    def of(cls, args: Namespace) -> Options:
        applies = args.fix or args.diff
        level = (Confidence.SURE if applies else Confidence.LIKELY) if args.level is None else args.level
        asked = {name: getattr(args, name) for name in cls._fields if name != "level"}
        return cls(level, **asked)

    @property
    def flow(self) -> Confidence:
        """The level at which edits flow of themselves."""
        return self.level if self.fix or self.diff else Confidence.SURE

    @property
    def needs_languagetool(self) -> bool:
        """Whether it was asked for on the command line, so that its absence is an error."""
        return bool(self.languagetool or self.languagetool_url)


class Tally:
    """What the run has come to so far."""

    def __init__(self) -> None:
        self.rules: Counter[str] = Counter()
        self.changes = self.changed_files = self.checked = 0
        self.left = 0  # changes that --fix leaves to a person
        self.failed = False

    def add(self, proof: Proof, options: Options) -> None:
        self.checked += 1
        before = self.changes
        for mark in proof.marks:
            applies = options.fix or options.diff
            pick = mark.change.default if applies else mark.change.best(options.level)
            if pick or (not applies and mark.change.shown_at(options.level)):
                self.changes += 1
                self.rules.update(mark.choices[pick].rules or {s.rule for s in mark.change.remarks})
            elif applies and mark.change.shown_at(Confidence.LIKELY):
                self.left += 1
        self.changed_files += self.changes > before

    def exit_code(self, options: Options) -> int:
        if self.failed:
            return ERROR
        if options.fix:
            return FINDINGS if self.changes and options.exit_non_zero_on_fix else CLEAN
        return FINDINGS if self.changes else CLEAN


def check(paths: list[str], configurations: Configurations, options: Options) -> int:
    """Check `paths` and report; the exit code. Raises RuleError or ConfigError where one of their files is wrong."""
    run = _Run(configurations, options, to_stderr=options.fix and files.STDIN in paths)
    if files.STDIN in paths and len(paths) > 1:
        raise SourceError("- (standard input) cannot be checked together with files")
    if paths == [files.STDIN]:
        run.standard_input()
    else:
        with _progress(list(files.find(paths, configurations, force_exclude=options.force_exclude))) as found:
            run.every(found)
    run.say_trouble()
    if run.write_baseline():
        return CLEAN if not run.tally.failed else ERROR
    run.output.end(run.tally)
    return run.tally.exit_code(options)


class _Run:
    """One run over some files: one chain for each configuration that any of them has."""

    def __init__(self, configurations: Configurations, options: Options, *, to_stderr: bool) -> None:
        self.configurations = configurations
        self.options = options
        self.tally = Tally()
        self.output = output_for(options, to_stderr=to_stderr)
        self._chains: dict[int, tuple[Fixer, ...]] = {}
        self._building = Lock()
        self._changed = _changed(options)
        self._baseline, self._new_baseline = _baselines(options)
        self._desks: Desks | None = None
        self._decided: dict[Path, Decisions | None] = {}
        self._overwriting: Overwriting | None = None

    def every(self, found: Iterable[files.Found]) -> None:
        """All files in order; where LanguageTool is asked, it is asked about the next ones meanwhile."""
        from copyedit.ahead import in_order

        for file, proved in in_order(found, self._proved, self._asks_languagetool):
            self.file(file, proved)

    def file(self, file: files.Found, proved: Callable[[], tuple[bytes, Proof]]) -> None:
        """One file; what is wrong with it is said in one line, and counts as an error where it was named."""
        path = str(file.path)
        try:
            data, proof = proved()
            if self.options.fix and proof.fixed != proof.source:
                self._write(file.path, encoded(proof.fixed), data)
        except SourceError as error:
            complain(str(error))
            self.tally.failed |= file.named
        except FormatError as error:
            complain(f"{path}: {error}")
            self.tally.failed |= file.named
        except (RuleError, ConfigError, Unavailable):
            raise
        except Exception as error:  # a fault of one rule on one file must not stop the run over the others
            if "COPYEDIT_DEBUG" in os.environ:
                raise
            fault = f"{type(error).__name__}: {error}"
            complain(f"{path}: left as it was: copyedit itself failed ({fault}); please report it")
            self.tally.failed = True
        else:
            self._report(proof, path)

    def _proved(self, file: files.Found) -> tuple[bytes, Proof]:
        """A file's bytes and proof. Raises whatever is wrong with it."""
        if file.why_not:
            raise SourceError(file.why_not)
        data = read_bytes(file.path)
        return data, self._prove(decoded(data, str(file.path)), str(file.path), file.path)

    def _asks_languagetool(self, file: files.Found) -> bool:
        return not file.why_not and self.configurations.of(file.path).config.languagetool

    def standard_input(self) -> None:
        data = sys.stdin.buffer.read()
        name = self.options.stdin_filename
        proof = self._prove(decoded(data, "standard input"), name, Path(name))
        self._report(proof, files.STDIN)
        if self.options.fix:
            sys.stdout.buffer.write(encoded(proof.fixed))

    def _prove(self, source: str, name: str, path: Path) -> Proof:
        config = self.configurations.of(path).config
        proof = prove(source, name, config, self.options.flow, self._chain(config))
        decided = self._decisions(path)
        return self._filtered(proof if decided is None else decided.without_refused(proof), path)

    def _filtered(self, proof: Proof, path: Path) -> Proof:
        """The proof without what the baseline has, or what stands on lines that were not changed."""
        if self._changed is not None:
            proof = proof.only(self._changed.lines(path).has)
        if self._baseline is not None:
            proof = proof.only(self._baseline.news(path).is_new)
        if self._new_baseline is not None:
            self._new_baseline.add(path, proof.shown_at(self.options.level))
        return proof

    def _decisions(self, path: Path) -> Decisions | None:
        """What was decided in the project of `path`, if anything."""
        if self.configurations.isolated:
            return None
        root = self.configurations.project(path.parent).root
        if root not in self._decided:
            self._decided[root] = _decided_in(root)
        return self._decided[root]

    def _write(self, path: Path, data: bytes, expected: bytes) -> None:
        if self._overwriting is None:
            from copyedit.undo import Overwriting

            self._overwriting = Overwriting("check --fix")
        self._overwriting.write(path, data, expected)

    def _chain(self, config: Config) -> tuple[Fixer, ...]:
        # files that share a configuration are given the very same object
        with self._building:
            if id(config) not in self._chains:
                self._chains[id(config)] = build(config, self._desk(config))
            return self._chains[id(config)]

    def _desk(self, config: Config) -> Desk | None:
        if not config.languagetool:
            return None
        if self._desks is None:
            from copyedit.languagetool.desk import Desks

            self._desks = Desks(needed=self.options.needs_languagetool)
        return self._desks.of(config)

    def say_trouble(self) -> None:
        """What was in LanguageTool's way; an error where it was asked for on the command line."""
        for line in self._desks.closed() if self._desks is not None else ():
            complain(line)
            self.tally.failed |= self.options.needs_languagetool

    def write_baseline(self) -> bool:
        """Write the baseline that was asked for. Whether one was."""
        if self._new_baseline is None or self.options.write_baseline is None:
            return False
        number, path = self._new_baseline.write(), self.options.write_baseline
        print(f"{path}: {number} findings; --baseline {path} leaves them out")
        return True

    def _report(self, proof: Proof, path: str) -> None:
        _say_restless(proof, path, self.tally)
        for notice in proof.notices:
            complain(f"{path}:{notice.line}:{notice.column}: {notice.message}")
        self.tally.add(proof, self.options)
        if self._new_baseline is not None:
            return
        self.output.proof(path, proof, proof.fixed)


def _changed(options: Options) -> Changed | None:
    if options.changed is None:
        return None
    from copyedit.changed import Changed

    return Changed(options.changed)


def _baselines(options: Options) -> tuple[Baseline | None, Baseline | None]:
    """The one to leave out, and the one to write."""
    if options.baseline is None and options.write_baseline is None:
        return None, None
    from copyedit.baseline import Baseline

    old = Baseline.read(options.baseline) if options.baseline else None
    return old, Baseline(options.write_baseline) if options.write_baseline else None


def _decided_in(root: Path) -> Decisions | None:
    """The decisions of a project; the room for them is entered only where there may be any."""
    is_project = root != root.parent
    if is_project and not is_folder(root / ".copyedit"):
        return None
    from copyedit.decisions import Decisions

    return Decisions.of(root)


def _say_restless(proof: Proof, path: str, tally: Tally) -> None:
    for rules in proof.restless:
        complain(f"{path}: left as it was: these rules undo each other: {', '.join(rules)}; please report this")
        tally.failed = True


def complain(message: str) -> None:
    """One line on stderr."""
    print(f"copyedit: {message}", file=sys.stderr)


@contextmanager
def _progress(found: list[files.Found]) -> Iterator[Iterable[files.Found]]:
    """`found` with a bar on stderr, once there is more than a second's work on a terminal."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield found
        return

    def watched() -> Iterator[files.Found]:
        began, bar = time.monotonic(), None
        for number, file in enumerate(found):
            if bar is None and time.monotonic() - began > PATIENCE:
                from rich.console import Console
                from rich.progress import Progress

                bar = Progress(console=Console(stderr=True), transient=True)
                task = bar.add_task("checking", total=len(found))
                bar.start()
            if bar is not None:
                bar.update(task, completed=number)
            yield file
        if bar is not None:
            bar.stop()

    yield watched()


def named_or_stdin(paths: list[str]) -> list[Path]:
    """The paths as files, where standard input makes no sense. Raises SourceError for `-`."""
    if files.STDIN in paths:
        raise SourceError("- (standard input) cannot be reviewed; give a file")
    return [Path(path) for path in paths]
