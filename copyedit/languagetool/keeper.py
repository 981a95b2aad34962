"""The process that starts the LanguageTool server, watches it, and ends it when nobody has asked for a while.

python -m copyedit.languagetool.keeper STATE_FOLDER LANGUAGETOOL_FOLDER IDLE_SECONDS
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from copyedit.languagetool import Unavailable
from copyedit.languagetool.server import (
    FAILED,
    LOCK,
    LOG,
    START_LIMIT,
    STATE,
    Process,
    State,
    answers,
    only_one,
    read_state,
    running,
    write_state,
)

MEMORY = "-Xmx1g"
TRIES = 3  # ports; one that was free a moment ago may be taken
WATCH = 1.0  # seconds between two looks
_SETTINGS = """\
maxTextLength=500000
maxCheckTimeMillis=120000
maxCheckThreads=4
cacheSize=2000
pipelineCaching=true
maxPipelinePoolSize=4
pipelineExpireTimeInSeconds=86400
"""
_LOGGING = """\
<configuration>
  <appender name="E" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d %p %m%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="E"/></root>
</configuration>
"""


def main(argv: list[str]) -> int:
    """Keep one server until it ends. 0 where all is well or another keeper is at work, FAILED where none started."""
    folder, home, idle = Path(argv[0]), Path(argv[1]), float(argv[2])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with only_one(folder / LOCK) as free:
        if not free:
            return 0
        try:
            with _kept(folder, home) as state:
                _watch(folder, state, idle)
        except Unavailable as error:
            print(error, flush=True)
            return FAILED
    return 0


@contextlib.contextmanager
def _kept(folder: Path, home: Path) -> Iterator[State]:
    """The server, adopted or started; however this ends, it ends with it."""
    state = running(folder)
    if state is not None and state.ready:
        state = state._replace(keeper=Process.of(os.getpid()))
        write_state(folder, state)
    else:
        state = _started(folder, home)
    try:
        yield state
    finally:
        if read_state(folder) == state:
            (folder / STATE).unlink(missing_ok=True)
        state.server.end()


def _started(folder: Path, home: Path) -> State:
    """A new server that has answered. Raises Unavailable."""
    (folder / "server.properties").write_text(_SETTINGS, encoding="utf-8")
    (folder / "logback.xml").write_text(_LOGGING, encoding="utf-8")
    (folder / LOG).write_bytes(b"")
    deadline = time.monotonic() + START_LIMIT
    for _ in range(TRIES):
        port = _free_port()
        java = subprocess.Popen(_command(folder, home, port), cwd=folder, stdin=subprocess.DEVNULL)
        try:
            state = State(Process.of(java.pid), Process.of(os.getpid()), port, str(home), ready=False)
            write_state(folder, state)
            while java.poll() is None and time.monotonic() < deadline:
                if answers(state.url) and java.poll() is None:
                    state = state._replace(ready=True)
                    write_state(folder, state)
                    return state
                time.sleep(0.1)
        except BaseException:
            java.kill()
            raise
        if java.poll() is None:
            java.kill()
            raise Unavailable(f"no answer within {START_LIMIT:.0f} seconds")
    (folder / STATE).unlink(missing_ok=True)
    raise Unavailable(_why_it_died(folder))


def _command(folder: Path, home: Path, port: int) -> list[str]:
    """language-tool-python's command, with limits of our own. Raises Unavailable."""
    from language_tool_python.download_lt import LocalLanguageTool
    from language_tool_python.exceptions import LanguageToolError

    try:
        java, *rest = LocalLanguageTool.from_path(home).get_server_cmd(port)
    except (OSError, ValueError, LanguageToolError) as error:
        raise Unavailable(str(error)) from None
    options = [MEMORY, "-XX:+UseSerialGC", f"-Dlogback.configurationFile={folder / 'logback.xml'}"]
    return [java, *options, *rest, "--config", str(folder / "server.properties")]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _why_it_died(folder: Path) -> str:
    """The line of the log that names the cause: Java's last "Caused by", or its first error."""
    lines = (folder / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    causes = [line for line in lines if line.startswith("Caused by:")] or [
        line for line in lines if "Error" in line or "Exception" in line
    ]
    return causes[-1].strip() if causes else f"Java ended at once; see {folder / LOG}"


def _watch(folder: Path, state: State, idle: float) -> None:
    """Return when the server is gone, unwanted, or unused for `idle` seconds."""
    while state.server.lives:
        try:
            unused = time.time() - (folder / STATE).stat().st_mtime
        except OSError:
            return
        if unused > idle:
            return
        time.sleep(WATCH)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
