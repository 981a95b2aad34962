"""A `Sitting`: files under review, their journals and what is written. The review itself knows none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from copyedit import words
from copyedit.config import Config
from copyedit.configurations import Configurations
from copyedit.decisions import NEVER, Decision, Decisions, taught_by
from copyedit.files import find
from copyedit.fixers import Fixer, build
from copyedit.formats import FormatError
from copyedit.journal import Dropped, Journal, Resumed
from copyedit.model import Confidence, Suggestion
from copyedit.proof import Pick, Proof, prove
from copyedit.reading import Reading
from copyedit.review import Lesson, Place, Review, ReviewedFile, Step
from copyedit.source import SourceError, decoded, encoded, read_bytes, write_whole
from copyedit.undo import Overwriting

if TYPE_CHECKING:
    from copyedit.fixers.languagetool import Desk
    from copyedit.languagetool.desk import Desks


class Analysed(NamedTuple):
    """One file read, settled, and matched with what was decided in an earlier sitting."""

    path: Path
    content: bytes
    proof: Proof
    journal: Journal
    resumed: Resumed


class Failed(NamedTuple):
    """A file that cannot be reviewed, and why, in one line."""

    path: Path
    reason: str


class Opened(NamedTuple):
    """What taking up a file brought back from an earlier sitting."""

    file: ReviewedFile
    kept: int
    dropped: tuple[Dropped, ...]


class Pending(NamedTuple):
    """A file whose text, as decided, is not what stands on the disk."""

    file: int
    path: Path
    changes: int
    by_rule: Mapping[str, int]
    before: str
    after: str


class Outcome(NamedTuple):
    """What came of writing one file; `error` is empty where it was written."""

    file: int
    path: Path
    changes: int
    error: str = ""


class _Patient:
    """A fixer that waits at each passage until it may go on."""

    stem: ClassVar[str] = "patient"

    def __init__(self, fixer: Fixer, may_go_on: Event) -> None:
        self._fixer = fixer
        self._may_go_on = may_go_on

    def __call__(self, reading: Reading) -> Iterable[Suggestion]:
        self._may_go_on.wait()
        return self._fixer(reading)


class Sitting:
    """The files of one review. `analyse` may run in another thread; everything else belongs to one thread.

    Isolated configurations take no account of earlier decisions and teach none; the journal is kept all the same.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        configurations: Configurations | None = None,
        level: Confidence = Confidence.LIKELY,
        *,
        fixers: tuple[Fixer, ...] | None = None,
    ) -> None:
        self.paths = list(dict.fromkeys(paths))
        self.review = Review(level)
        self.failed: list[Failed] = []
        self.configurations = configurations or Configurations()
        self._chains: dict[int, tuple[Config, tuple[Fixer, ...]]] = {}
        self._fixers = fixers
        self._desks: Desks | None = None
        self._opened: list[Analysed] = []
        self._on_disk: list[bytes] = []
        self._decisions: dict[Path, Decisions] = {}
        self._overwriting = Overwriting("review")
        self._lock = Lock()
        self._may_go_on = Event()
        self._may_go_on.set()
        self._offered: set[tuple[str, str]] = set()

    @classmethod
    def over(cls, paths: Iterable[Path], configurations: Configurations, level: Confidence) -> Sitting:
        """A sitting over files, and the articles in folders. Raises ConfigError."""
        found = list(find([str(path) for path in paths], configurations))
        sitting = cls((file.path for file in found if not file.why_not), configurations, level)
        sitting.failed = [Failed(file.path, file.why_not) for file in found if file.why_not]
        return sitting

    # reading

    def read_all(self) -> None:
        """Take up every file at once, where nobody waits at a screen. Raises RuleError, OSError."""
        for path in self.paths:
            self.take(self.analyse(path))
        self.end_analysis()

    def analyse(self, path: Path) -> Analysed | Failed:
        """Read and settle one file; nothing of the sitting is altered. Raises RuleError."""
        try:
            content = read_bytes(path)
            config = self.configurations.of(path).config
            whole = proof = prove(decoded(content, str(path)), str(path), config, fixers=self._chain(config))
            if not self.configurations.isolated:
                proof = self._decisions_near(path).without_refused(whole)
            journal = Journal(path)
            left = {mark.span for mark in proof.marks}
            withheld = [mark for mark in whole.marks if mark.span not in left]
            return Analysed(path, content, proof, journal, journal.resume(proof, content, withheld))
        except (SourceError, FormatError) as error:
            return Failed(path, str(error))
        except OSError as error:
            return Failed(path, f"{path}: {error}")

    def take(self, analysed: Analysed | Failed) -> Opened | None:
        """Put an analysed file under review. None where it failed; `failed` then says why. Raises OSError."""
        if isinstance(analysed, Failed):
            self.failed.append(analysed)
            return None
        file = self.review.add(str(analysed.path), analysed.proof, analysed.resumed.picks)
        self._opened.append(analysed)
        self._on_disk.append(analysed.content)
        earlier = analysed.resumed.picks
        if ordered := {mark: pick for mark, pick in file.picks.items() if mark not in earlier}:
            analysed.journal.record(ordered)
        return Opened(file, len(earlier), analysed.resumed.dropped)

    def retake(self, index: int, analysed: Analysed | Failed) -> Opened:
        """Take up one file anew that has changed on the disk, with every decision that still fits.

        Raises SourceError where it cannot be read any more.
        """
        if isinstance(analysed, Failed):
            raise SourceError(analysed.reason)
        self._opened[index], self._on_disk[index] = analysed, analysed.content
        file = self.review.replace(index, analysed.proof, analysed.resumed.picks)
        return Opened(file, len(analysed.resumed.picks), analysed.resumed.dropped)

    def path_of(self, index: int) -> Path:
        return self._opened[index].path

    # deciding

    def keep(self, step: Step | None) -> Step | None:
        """Write the picks that a step has set to the journals, and what it teaches. Raises OSError."""
        return self._keep(step, now=1, taught=True)

    def undo(self) -> Step | None:
        """Take back the last step, in the journals too. Raises OSError."""
        return self._keep(self.review.undo(), now=0, taught=False)

    def redo(self) -> Step | None:
        """Do again what was taken back. Raises OSError."""
        return self._keep(self.review.redo(), now=1, taught=True)

    def _keep(self, step: Step | None, now: int, *, taught: bool) -> Step | None:
        if step is None:
            return None
        by_file: dict[int, dict[int, Pick | None]] = {}
        for place, move in step.moves.items():
            by_file.setdefault(place.file, {})[place.mark] = move[now]
        for file, picks in by_file.items():
            self._opened[file].journal.record(picks)
        if step.lesson is not None and not self.configurations.isolated:
            self._teach(step, step.lesson, taught=taught)
        return step

    def sync(self) -> None:
        """Make what was kept outlast a power cut as well; apart, because a disk takes its time. Raises OSError."""
        for opened in self._opened:
            opened.journal.sync()

    def _teach(self, step: Step, lesson: Lesson, *, taught: bool) -> None:
        near = self.path_of(next(iter(step.places), Place(0, 0)).file)
        if lesson.kind == "word":
            self._allow(lesson.before, near, allowed=taught)
            return
        decisions = self._decisions_near(near)
        lessons = [Decision(NEVER, lesson.rule, lesson.before)]
        if taught:
            decisions.add(lessons)
        else:
            decisions.drop(lessons)

    def _allow(self, word: str, near: Path, *, allowed: bool) -> None:
        """Put a word on the project's word list, or take it off again. Raises OSError, SourceError, ConfigError."""
        path = self.word_list(near)
        before = read_bytes(path) if path.exists() else b""
        if allowed:
            self._enlist(path, [word])
        elif before:
            lines = decoded(before, str(path)).splitlines(keepends=True)
            write_whole(path, encoded("".join(line for line in lines if words.entry(line) != (word, ""))), before)

    @staticmethod
    def _enlist(path: Path, entries: Iterable[str]) -> None:
        before = read_bytes(path) if path.exists() else b""
        after, new = words.with_entries(decoded(before, str(path)), entries)
        words.parsed(after, str(path))
        if new:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            write_whole(path, encoded(after), before)

    def word_list(self, near: Path) -> Path:
        """The project's own word list; the user's where there is no project."""
        root = self.configurations.project(near.parent).root
        return root / words.NAME if root != root.parent else words.user_list()

    def rules_to_offer(self) -> list[tuple[str, str]]:
        """Pairs that were accepted so often the same way that they may become corrections of the word list.

        Each is offered once in a sitting, and only where this sitting has met it.
        """
        met = {
            item.mark.before: self.configurations.of(self.path_of(item.place.file)).config.corrections
            for item in self.review.items()
            if not self.review.is_open(item.place)
        }
        found = [
            pair
            for decisions in self._decisions.values()
            for pair in decisions.offered_as_rules()
            if pair[0] in met and pair[0] not in met[pair[0]] and pair not in self._offered
        ]
        self._offered.update(found)
        return found

    def adopt(self, pairs: Iterable[tuple[str, str]]) -> Path:
        """Put corrections on the project's word list; its path. Raises OSError, SourceError, ConfigError."""
        path = self.word_list(self.path_of(0))
        self._enlist(path, [f"{before} → {after}" for before, after in pairs])
        return path

    # writing

    def pending(self) -> list[Pending]:
        """What `write` would write."""
        out = []
        for index, file in enumerate(self.review.files):
            before = decoded(self._on_disk[index], file.name)
            after = file.text
            if after != before:
                accepted = _accepted(file)
                rules = Counter(file.items[mark].rule for mark in accepted)
                out.append(Pending(index, self.path_of(index), len(accepted), rules, before, after))
        return out

    def write(self) -> list[Outcome]:
        """Write every file as decided, each whole or not at all; what stood there can be had back by `undo`.

        What was accepted and rejected is learnt from the files that were written and those that needed no writing.
        """
        outcomes = []
        for pending in self.pending():
            data = encoded(pending.after)
            try:
                self._overwriting.write(pending.path, data, self._on_disk[pending.file])
            except SourceError as error:
                outcomes.append(Outcome(pending.file, pending.path, pending.changes, str(error)))
                continue
            self._on_disk[pending.file] = data
            outcomes.append(Outcome(pending.file, pending.path, pending.changes))
        failed = {outcome.file for outcome in outcomes if outcome.error}
        for index, file in enumerate(self.review.files):
            if index not in failed and file.picks:
                self._finish(index, file)
        return outcomes

    def _finish(self, index: int, file: ReviewedFile) -> None:
        if not self.configurations.isolated:
            self._decisions_near(self.path_of(index)).add(taught_by(file, file.picks))
        self._opened[index].journal.rebase(file.picks, self._on_disk[index])

    def _chain(self, config: Config) -> tuple[Fixer, ...]:
        """The chain for a configuration, built once for all files that share it."""
        if self._fixers is not None:
            return self._fixers
        if id(config) not in self._chains:
            chain = build(config, self._desk(config))
            self._chains[id(config)] = (config, tuple(_Patient(fixer, self._may_go_on) for fixer in chain))
        return self._chains[id(config)][1]

    def _desk(self, config: Config) -> Desk | None:
        if not config.languagetool:
            return None
        if self._desks is None:
            from copyedit.languagetool.desk import Desks

            self._desks = Desks()
        return self._desks.of(config)

    def hold(self) -> None:
        """Let analysing wait, in whichever thread: a person has pressed a key."""
        self._may_go_on.clear()

    @property
    def may_go_on(self) -> bool:
        return self._may_go_on.is_set()

    def go_on(self) -> None:
        self._may_go_on.set()

    def end_analysis(self) -> list[str]:
        """Let go of what analysing needed, in the thread that did so; what was in LanguageTool's way, a line each."""
        troubles = self._desks.closed() if self._desks is not None else []
        self._desks = None
        self._chains.clear()
        return troubles

    def _decisions_near(self, path: Path) -> Decisions:
        root = self.configurations.project(path.parent).root
        with self._lock:
            if root not in self._decisions:
                self._decisions[root] = Decisions.of(root)
            return self._decisions[root]


def _accepted(file: ReviewedFile) -> list[int]:
    """The marks whose text is to change."""
    return [m for m, pick in file.picks.items() if file.proof.marks[m].text_of(pick) != file.proof.marks[m].before]
