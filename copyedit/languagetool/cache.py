"""LanguageTool's answers, kept on disk by what was asked. Losing it, or not being able to write it, costs only time."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock

from copyedit.fixers.languagetool import Match

MOST_BYTES = 64_000_000  # beyond it, the older half of the answers is dropped
_DAY = 86400
_FORMAT = 1


class Cache:
    """Answers in one SQLite file, shared by runs. Where the file fails, it says so once in `trouble` and keeps none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.trouble = ""
        self._db: sqlite3.Connection | None = None
        self._lock = Lock()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, tuple[Match, ...]]:
        """The answers known, by key."""
        found: dict[bytes, tuple[Match, ...]] = {}
        if self.trouble:
            return found
        with self._lock:
            self._get(keys, found)
        return found

    def _get(self, keys: Sequence[bytes], found: dict[bytes, tuple[Match, ...]]) -> None:
        try:
            db = self._opened()
            for at in range(0, len(keys), 500):
                some = keys[at : at + 500]
                marks = ",".join("?" * len(some))
                rows = db.execute(f"SELECT key, answer FROM answers WHERE key IN ({marks})", some)
                found.update((key, _read(answer)) for key, answer in rows)
        except (sqlite3.Error, OSError, ValueError, TypeError) as error:
            self._give_up(error)

    def put(self, answers: Mapping[bytes, Sequence[Match]]) -> None:
        """Keep `answers`."""
        if self.trouble:
            return
        today = int(time.time() // _DAY)
        rows = [(key, _written(matches), today) for key, matches in answers.items()]
        with self._lock:
            try:
                db = self._opened()
                db.execute("BEGIN IMMEDIATE")
                db.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)
                db.execute("COMMIT")
            except (sqlite3.Error, OSError) as error:
                self._give_up(error)

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _opened(self) -> sqlite3.Connection:
        """The open file. Raises sqlite3.Error or OSError."""
        if self.trouble:
            raise sqlite3.OperationalError(self.trouble)
        if self._db is None:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                self._db = self._connected()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self.path.unlink(missing_ok=True)  # not a database: made anew
                self._db = self._connected()
        return self._db

    def _connected(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=5, check_same_thread=False, isolation_level=None)
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("BEGIN IMMEDIATE")
                if db.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:  # another run may have been here
                    db.execute("DROP TABLE IF EXISTS answers")
                    db.execute("CREATE TABLE answers (key BLOB PRIMARY KEY, answer TEXT, day INTEGER) WITHOUT ROWID")
                    db.execute(f"PRAGMA user_version = {_FORMAT}")
                db.execute("COMMIT")
            db.execute("PRAGMA synchronous = OFF")
            size = db.execute("PRAGMA page_count").fetchone()[0] * db.execute("PRAGMA page_size").fetchone()[0]
            if size > MOST_BYTES:
                _halve(db)
        except BaseException:
            db.close()
            raise
        return db

    def _give_up(self, error: Exception) -> None:
        if not self.trouble:
            self.trouble = f"{self.path}: {error}; LanguageTool's answers are not kept"
        self.close()


def _halve(db: sqlite3.Connection) -> None:
    count = db.execute("SELECT count(*) FROM answers").fetchone()[0]
    db.execute("DELETE FROM answers WHERE key IN (SELECT key FROM answers ORDER BY day LIMIT ?)", (count // 2,))
    db.execute("VACUUM")


def key(texts: Iterable[str]) -> bytes:
    """The key of an answer to all that went into the question."""
    return hashlib.blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _written(matches: Sequence[Match]) -> str:
    return json.dumps(matches, ensure_ascii=False) if matches else ""


def _read(answer: str) -> tuple[Match, ...]:
    if not answer:
        return ()
    return tuple(Match(m[0], m[1], tuple(m[2]), *m[3:]) for m in json.loads(answer))
