"""The journal of a review: each decision is kept at once, by what stands in the text and not by line number.

One small file for each article under review, in the user's state folder; it goes when the article is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from copyedit.model import Span
from copyedit.proof import Mark, Pick, Proof
from copyedit.state import append_lines, digest, read_lines, state_folder, sync_file

AROUND = 24  # code points on one side that must still stand there for a decision to fit

_VERSION = 1


def place_key(text: str, span: Span) -> str:
    """A name for a stretch of a passage, by what stands there and a little before and after it: "6f1c0e….9ab04d…"."""
    left, here, right = max(0, span.start - AROUND), text[span.start : span.end], span.end + AROUND
    return f"{_short(text[left : span.start], here)}.{_short(here, text[span.end : right])}"


def _short(*texts: str) -> str:
    return digest("\0".join(texts).encode("utf-8", "surrogatepass"))[:12]


def mark_keys(marks: Sequence[Mark]) -> list[str]:
    """For each mark of one file a name by content; those that read the same are numbered ("4f1c…", "4f1c…+1")."""
    return _numbered(place_key(mark.passage.text, mark.change.span) for mark in marks)


def _numbered(keys: Iterable[str]) -> list[str]:
    seen: Counter[str] = Counter()
    out = []
    for key in keys:
        out.append(f"{key}+{seen[key]}" if seen[key] else key)
        seen[key] += 1
    return out


class Dropped(NamedTuple):
    """A decision that no longer fits: the file has changed there."""

    before: str
    after: str
    line: int

    def __str__(self) -> str:
        verdict = "left as it was" if self.after == self.before else f"→ “{self.after}”"
        return f"“{self.before}” {verdict} (was line {self.line})"


class Resumed(NamedTuple):
    """What a journal still holds for a file: picks by mark, and what was dropped. `changed`: since it was begun."""

    picks: Mapping[int, Pick]
    dropped: tuple[Dropped, ...] = ()
    changed: bool = False


def open_reviews(root: Path, folder: Path | None = None) -> dict[Path, Path]:
    """The articles below `root` with decisions that are not written yet, and their journals."""
    home = folder or state_folder() / "reviews"
    out = {}
    for path in sorted(home.glob("*.jsonl")):
        head = next(read_lines(path), {})
        article = Path(str(head.get("article", "")))
        if article.is_absolute() and article.is_relative_to(root):
            out[article] = path
    return out


class Journal:
    """The decisions on one article, as they are taken."""

    def __init__(self, article: Path, folder: Path | None = None) -> None:
        self.article = article.absolute()
        home = folder or state_folder() / "reviews"
        self.path = home / f"{digest(str(self.article).encode('utf-8', 'surrogateescape'))[:16]}.jsonl"
        self._begun = self._unsynced = False
        self._content = ""
        self._keys: list[str] = []
        self._proof: Proof | None = None

    def resume(self, proof: Proof, content: bytes, withheld: Iterable[Mark] = ()) -> Resumed:
        """Take up the journal for `proof`, read from `content`. Raises OSError where it cannot be read.

        `withheld` are marks that stand there and are not to be decided any more: their decisions are not missed.
        """
        self._proof, self._keys = proof, mark_keys(proof.marks)
        self._content = digest(content)
        latest: dict[str, dict[str, Any]] = {}
        contents = []
        for entry in read_lines(self.path):
            if "content" in entry:
                contents.append(entry["content"])
            elif isinstance(entry.get("key"), str):
                latest[entry["key"]] = entry
        self._begun = bool(contents) and contents[-1] == self._content
        kept = {key: entry for key, entry in latest.items() if isinstance(entry.get("after"), str)}
        found = _matched(kept, self._keys)
        settled = {place_key(mark.passage.text, mark.change.span) for mark in withheld}
        missing = [entry for key, entry in kept.items() if key not in found and key.partition("+")[0] not in settled]
        return Resumed(
            {index: pick_of(proof.marks[index], kept[key]["after"]) for key, index in found.items()},
            tuple(Dropped(e["before"], e["after"], int(e.get("line", 0))) for e in missing),
            bool(contents) and not self._begun,
        )

    def record(self, picks: Mapping[int, Pick | None]) -> None:
        """Keep decisions (None: open again) so that they outlast this program; `sync` does more. Raises OSError."""
        proof = self._proof
        if proof is None:
            raise ValueError("resume the journal before recording")
        lines: list[Mapping[str, Any]] = []
        if not self._begun:
            lines.append({"journal": _VERSION, "article": str(self.article), "content": self._content})
        for index, pick in picks.items():
            mark = proof.marks[index]
            after = None if pick is None else mark.text_of(pick)
            lines.append({"key": self._keys[index], "before": mark.before, "after": after, "line": mark.line})
        append_lines(self.path, lines, sync=False)
        self._begun = self._unsynced = True

    def sync(self) -> None:
        """Make what was recorded outlast a power cut as well. Raises OSError."""
        if self._unsynced and self.path.exists():
            sync_file(self.path)
        self._unsynced = False

    def rebase(self, picks: Mapping[int, Pick], content: bytes) -> None:
        """Begin anew over what `picks` have made of the file: the decisions so far are in it now."""
        if self._proof is not None:
            keys = written_keys(self._proof, picks, range(len(self._keys)))
            self._keys = _numbered(keys[index] for index in range(len(self._keys)))
            self._content = digest(content)
        self.forget()

    def forget(self) -> None:
        """Remove the journal: all that it held was written, or is no longer wanted."""
        self.path.unlink(missing_ok=True)
        self._begun = False


def _matched(wanted: Iterable[str], keys: Sequence[str]) -> dict[str, int]:
    """For each wanted key the mark that has it; else the first mark left that reads the same on one side."""
    by_key = {key: index for index, key in enumerate(keys)}
    found = {key: by_key[key] for key in wanted if key in by_key}
    taken = set(found.values())
    near: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        if index not in taken:
            for side in _sides(key):
                near.setdefault(side, []).append(index)
    for key in wanted:
        if key not in found:
            for index in [i for side in _sides(key) for i in near.get(side, ()) if i not in taken][:1]:
                found[key] = index
                taken.add(index)
    return found


def _sides(key: str) -> tuple[str, str]:
    left, _, right = key.partition("+")[0].partition(".")
    return f"{left}.", f".{right}"


def pick_of(mark: Mark, text: str) -> Pick:
    """The choice that reads `text`, or `text` as one's own where none does any more."""
    return next((index for index, choice in enumerate(mark.choices) if choice.text == text), text)


def written_keys(proof: Proof, picks: Mapping[int, Pick], wanted: Iterable[int]) -> dict[int, str]:
    """The names of the `wanted` marks (left as they were) in the text that `picks` make."""
    asked = set(wanted)
    out = {}
    for passage_marks in _by_passage(proof):
        passage = proof.marks[passage_marks[0]].passage
        pieces, spans, at, length = [], {}, 0, 0
        for index in passage_marks:
            mark = proof.marks[index]
            start, end = mark.change.span
            text = mark.text_of(picks.get(index, 0))
            pieces += [passage.text[at:start], text]
            length += start - at
            spans[index] = Span(length, length + len(text))
            length += len(text)
            at = end
        new = "".join([*pieces, passage.text[at:]])
        out.update({index: place_key(new, span) for index, span in spans.items() if index in asked})
    return out


def _by_passage(proof: Proof) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for index, mark in enumerate(proof.marks):
        groups.setdefault(id(mark.passage), []).append(index)
    return list(groups.values())
