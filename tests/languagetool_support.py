"""A stand-in for Java that serves as LanguageTool, for tests of what happens around it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from copyedit.config import Config
from copyedit.languagetool import home, server
from copyedit.languagetool.desk import Desks, ServerDesk

# finds "tardy"; takes a while over a text that says so; notes each start
JAVA = """\
#!{python}
import json, os, re, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

if "-version" in sys.argv:
    print('openjdk version "{version}" 2025-04-15', file=sys.stderr)
    sys.exit()
if "{dies}":
    sys.exit("Caused by: java.lang.Error: {dies}")

def units(text):
    return len(text.encode("utf-16-le")) // 2

class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_): pass

    def reply(self, value):
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        self.reply({{"software": {{"name": "LanguageTool", "version": "6.8"}}}})

    def do_POST(self):
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        text = parse_qs(asked)["text"][0]
        if "slowly" in text:
            time.sleep(2)
        self.reply({{"matches": [
            {{"offset": units(text[:m.start()]), "length": 5, "message": "Say late.",
             "context": {{"text": "tardy", "offset": 0, "length": 5}}, "replacements": [{{"value": "late"}}],
             "rule": {{"id": "COMP_THAN", "description": "Tardy", "urls": [{{"value": "https://example.com/"}}]}}}}
            for m in re.finditer("tardy", text)
        ]}})

if "{mute}":
    time.sleep(20)
    sys.exit()
port = int(sys.argv[sys.argv.index("-p") + 1])
try:
    serving = ThreadingHTTPServer(("127.0.0.1", port), Handler)
except OSError:
    sys.exit("Caused by: java.net.BindException: Address already in use")
with open({starts!r}, "a") as starts:
    starts.write(f"{{os.getpid()}}\\n")
serving.serve_forever()
"""


class Machine:
    """A machine with the stand-in installed."""

    def __init__(self, folder: Path) -> None:
        self.starts_file = folder / "starts"
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.java()
        self.home = folder / "ltp" / f"LanguageTool-{home.VERSION}"
        self.home.mkdir(parents=True)
        (self.home / home.SERVER_JAR).touch()

    def java(self, *, version: str = "17.0.15", dies: str = "", mute: str = "") -> None:
        """Lay the stand-in down, of a version; one that dies at its start, or never answers."""
        text = JAVA.format(python=sys.executable, version=version, dies=dies, mute=mute, starts=str(self.starts_file))
        (self.programs / "java").write_text(text)
        (self.programs / "java").chmod(0o755)

    @property
    def starts(self) -> int:
        """How many servers were started."""
        return len(self.starts_file.read_text().split()) if self.starts_file.exists() else 0


def machine_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """The stand-in on the PATH; whatever was started ends with the test."""
    machine = Machine(folder)
    monkeypatch.setenv("PATH", str(machine.programs), prepend=":")
    monkeypatch.setenv("LTP_PATH", str(machine.home.parent))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.setenv("COPYEDIT_STATE", str(folder / "state"))
    yield machine
    end_server(home.state_folder())


def end_server(folder: Path) -> None:
    """End the server of a state folder, and its keeper."""
    state = server.read_state(folder)
    server.stop(folder)
    if state is not None:
        state.keeper.end()


def desk() -> ServerDesk:
    """A desk at this user's server."""
    opened = Desks(needed=True).of(Config(languagetool=True))
    assert opened is not None
    return opened
