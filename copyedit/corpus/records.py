"""One record: some fields of text in, the same fields out, and what was changed. No I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from copyedit.chain import settle
from copyedit.config import Config
from copyedit.fixers import build
from copyedit.formats import FormatError
from copyedit.formats.plain import passages
from copyedit.model import Confidence
from copyedit.passage import Article
from copyedit.proof import Mark, Places, Proof, marks_of, prove
from copyedit.report import record
from copyedit.source import SourceError, decoded, encoded

Change = dict[str, Any]  # as the jsonl contract has it, without `path`


class Cleaned(NamedTuple):
    """A record after the chain. Where `error` says why it failed, the texts are those that came in."""

    texts: dict[str, str]
    changes: list[Change]
    error: str = ""


class CleanedLine(NamedTuple):
    """A JSONL line after the chain, without its line end; see `Cleaned`."""

    line: bytes
    changes: list[Change]
    error: str = ""


class Cleaner:
    """The chain, built once, for record after record. Not for several threads at a time; make one for each process."""

    def __init__(self, config: Config | None = None, level: Confidence = Confidence.SURE) -> None:
        self.config = config or Config()
        self.level = level
        self.fixers = build(self.config)

    def fields(self, texts: Mapping[str, str]) -> Cleaned:
        """The fields of one record as one article: a name in the title is evidence for the text."""
        try:
            proofs = self._proofs(texts)
        except Exception as error:  # one bad record must not stop a million good ones: it is listed
            return Cleaned(dict(texts), [], f"{type(error).__name__}: {error}")
        changes = [_entry(mark, field, self.level) for field, proof in proofs.items() for mark in _taken(proof)]
        return Cleaned({field: proof.fixed for field, proof in proofs.items()}, changes, _restless(proofs.values()))

    def line(self, line: bytes) -> CleanedLine:
        """One JSONL line, whose other bytes stay as they are."""
        try:
            proof = prove(decoded(line, "the record"), "record.jsonl", self.config, self.level, self.fixers)
        except (SourceError, FormatError) as error:
            return CleanedLine(line, [], str(error))
        except Exception as error:  # as above
            return CleanedLine(line, [], f"{type(error).__name__}: {error}")
        changes = [_entry(mark, mark.passage.field, self.level) for mark in _taken(proof)]
        return CleanedLine(encoded(proof.fixed), changes, _restless([proof]))

    def _proofs(self, texts: Mapping[str, str]) -> dict[str, Proof]:
        parts = {field: passages(text) for field, text in texts.items()}
        article = Article(tuple(passage for found in parts.values() for passage in found))
        settled = settle(article, self.fixers, self.config, self.level)
        proofs, at = {}, 0
        for field, found in parts.items():
            own = settled.changes[at : at + len(found)]
            at += len(found)
            marks = marks_of(Article(tuple(found)), own, Places(texts[field]))
            proofs[field] = Proof(field, texts[field], marks, [settled.restless] if settled.restless else [])
        return proofs


def _taken(proof: Proof) -> Iterator[Mark]:
    return (mark for mark in proof.marks if mark.change.default)


def _entry(mark: Mark, field: str, level: Confidence) -> Change:
    entry = record(mark, "", level) | {"field": field}
    del entry["path"]
    entry.pop("record", None)  # the reader of one line counts from 1 again
    return entry


def _restless(proofs: Iterable[Proof]) -> str:
    rules = {rule for proof in proofs for restless in proof.restless for rule in restless}
    return f"these rules undo each other: {', '.join(sorted(rules))}" if rules else ""
