"""The one LanguageTool server of this user: found by its state file, started on need, shared by all runs.

A keeper process (keeper.py) starts it, watches it and ends it after an idle time. The keeper holds a lock as long as
it lives, so two runs that start at once get one server; and a server whose keeper was killed is found by the state
file and given a new one.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import IO, NamedTuple

from copyedit.languagetool import Unavailable

START_LIMIT = 30.0  # seconds from asking for a server to its first answer
IDLE = 15 * 60.0  # seconds without a question after which the server ends
FAILED = 4  # exit code of a keeper whose server did not start
STATE, LOCK, LOG = "server.json", "keeper.lock", "server.log"


SAME_PROCESS = 3  # seconds between two tellings of when one process began


class Process(NamedTuple):
    """A process, told from a later one of the same number by when it began (seconds since 1970)."""

    pid: int
    began: float

    @classmethod
    def of(cls, pid: int) -> Process:
        import psutil

        return cls(pid, psutil.Process(pid).create_time())

    @property
    def lives(self) -> bool:
        import psutil

        try:
            found = psutil.Process(self.pid)
            # the kernel's word on when it booted, which times are told from, wavers by a second
            same = abs(found.create_time() - self.began) < SAME_PROCESS
            return same and found.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            return False

    def end(self, patience: float = 5) -> None:
        """Terminate it, then kill it; a process that is gone or another's is left alone."""
        import psutil

        if not self.lives:
            return
        with contextlib.suppress(psutil.Error):
            found = psutil.Process(self.pid)
            found.terminate()
            try:
                found.wait(patience)
            except psutil.TimeoutExpired:
                found.kill()
                found.wait(patience)


class State(NamedTuple):
    """What the state file says: `home` is the LanguageTool folder, `ready` that it has answered once."""

    server: Process
    keeper: Process
    port: int
    home: str
    ready: bool

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v2/"


def read_state(folder: Path) -> State | None:
    """The state last written, be the server alive or not; None where there is none that makes sense."""
    try:
        data = json.loads((folder / STATE).read_text(encoding="utf-8"))
        return State(
            Process(int(data["server"][0]), float(data["server"][1])),
            Process(int(data["keeper"][0]), float(data["keeper"][1])),
            int(data["port"]),
            str(data["home"]),
            bool(data["ready"]),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def write_state(folder: Path, state: State) -> None:
    """Replace the state file in one step."""
    neighbour = folder / f"{STATE}.{os.getpid()}"
    neighbour.write_text(json.dumps(state._asdict()), encoding="utf-8")
    neighbour.replace(folder / STATE)


def running(folder: Path) -> State | None:
    """The server that is alive, ready or about to be."""
    state = read_state(folder)
    return state if state is not None and state.server.lives else None


def ensure(folder: Path, home: Path, idle: float = IDLE) -> State:
    """The user's server for the LanguageTool in `home`, started if there is none.

    Raises Unavailable where it does not answer within START_LIMIT.
    """
    deadline = time.monotonic() + START_LIMIT
    keeper: subprocess.Popen[bytes] | None = None
    next_try = 0.0
    while time.monotonic() < deadline:
        state = running(folder)
        if state is not None and state.home != str(home):
            stop(folder)
            continue
        if state is not None and state.ready:
            if keeper is None and not state.keeper.lives:
                _start_keeper(folder, home, idle)
            return state
        if state is None:
            if keeper is not None and keeper.poll() == FAILED:
                raise Unavailable(f"LanguageTool does not start: {_last_words(folder)}")
            if (keeper is None or keeper.poll() is not None) and time.monotonic() >= next_try:
                keeper = _start_keeper(folder, home, idle)
                next_try = time.monotonic() + 1  # one that another keeper held off may be wanted again
        time.sleep(0.1)
    raise Unavailable(f"LanguageTool did not start within {START_LIMIT:.0f} seconds; see {folder / LOG}")


def stop(folder: Path) -> bool:
    """End the server. Whether there was one."""
    state = read_state(folder)
    (folder / STATE).unlink(missing_ok=True)
    if state is None:
        return False
    lived = state.server.lives
    state.server.end()
    return lived


def note_use(folder: Path) -> None:
    """Tell the keeper that the server was just used."""
    with contextlib.suppress(OSError):
        os.utime(folder / STATE)


def answers(url: str, limit: float = 2) -> bool:
    """Whether a LanguageTool server answers at `url` (…/v2/) within `limit` seconds."""
    return bool(software(url, limit))


def software(url: str, limit: float) -> str:
    """The version that the server at `url` says it is ("6.8"); empty where none answers, or something else does."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url + "info", timeout=limit) as answer:
            said = json.load(answer)["software"]
            return str(said["version"]) if said["name"] == "LanguageTool" else ""
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        return ""


def _start_keeper(folder: Path, home: Path, idle: float) -> subprocess.Popen[bytes]:
    """A keeper that outlives this process."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    command = [sys.executable, "-m", "copyedit.languagetool.keeper", str(folder), str(home), str(idle)]
    try:
        with (folder / LOG).open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                creationflags=flags,
            )
    except OSError as error:
        raise Unavailable(f"LanguageTool cannot be started: {error}") from None


def _last_words(folder: Path) -> str:
    """The last line of the log that says something."""
    try:
        lines = (folder / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    return next((line.strip() for line in reversed(lines) if line.strip()), "no word of why")


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[bool]:
    """Hold the lock in `path` as long as the block runs; yields whether it was free. A killed holder holds nothing."""
    with path.open("a+b") as file:
        yield _locked(file)


def _locked(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
