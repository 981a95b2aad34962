"""A real session in tmux: mixed decisions over three files, killed in the middle, taken up again, written."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.system

TEXTS = {
    "a.txt": b"\xef\xbb\xbfParis in the the spring.\r\n\r\nShe saw and and heard it.\r\n\r\nNot a word\x92s doubled.",
    "b.txt": b"A walk by the the river,\nand of the the dog.\n\nThe end of of it.\n",
    "c.txt": b"It was a a day for the the birds.\n",
}
PATIENCE = 40.0  # seconds for the screen to say what is waited for


class Session:
    """A terminal that only this test knows."""

    def __init__(self, folder: Path, state: Path) -> None:
        self.socket = ""
        self.folder = folder
        self.state = state

    def tmux(self, *arguments: str) -> str:
        done = subprocess.run(["tmux", "-L", self.socket, *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    def begin(self) -> None:
        """Open the review in a terminal of 80×24, with a server of its own: the last may still be on its way out."""
        self.socket = f"copyedit-{uuid.uuid4().hex[:8]}"
        command = f"{sys.executable} -m copyedit review --config none.toml a.txt b.txt c.txt"
        settings = ["-e", f"COPYEDIT_STATE={self.state}", "-e", "TERM=xterm-256color"]
        self.tmux("new-session", "-d", "-s", "s", "-x", "80", "-y", "24", "-c", str(self.folder), *settings, command)
        self.await_text("decided")
        self.await_text("reading", gone=True)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.tmux("send-keys", "-t", "s", key)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", "-t", "s")

    def await_text(self, text: str, *, gone: bool = False) -> None:
        """Wait until the screen shows a text, or no longer shows it."""
        ends = time.monotonic() + PATIENCE
        while (text in self.screen()) == gone:
            if time.monotonic() > ends:
                pytest.fail(f"{text!r} does not {'go' if gone else 'come'}:\n{self.screen()}")
            time.sleep(0.05)

    def kill(self) -> None:
        """End the review as a power cut would, without a word."""
        os.kill(int(self.tmux("display-message", "-p", "-t", "s", "#{pane_pid}")), signal.SIGKILL)
        self.end()

    def end(self) -> None:
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    if shutil.which("tmux") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("tmux is missing; tests/system-setup.sh installs it")
        pytest.skip("needs tmux")
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "none.toml").write_bytes(b"")
    for name, data in TEXTS.items():
        (folder / name).write_bytes(data)
    session = Session(folder, tmp_path / "state")
    yield session
    session.end()


def test_killed_in_the_middle_and_taken_up_again(session: Session) -> None:
    session.begin()
    session.await_text("0 of")
    total = int(session.screen().split(" decided")[0].rpartition("of ")[2])
    assert total >= 7
    session.press("y", "n")
    session.await_text("2 of")
    session.press("J")
    session.await_text("b.txt  ")
    session.press("n", "y")
    session.await_text("4 of")
    session.kill()
    assert {name: (session.folder / name).read_bytes() for name in TEXTS} == TEXTS, "nothing was written yet"

    session.begin()
    session.await_text(f"4 of {total}")
    session.press("w")
    session.await_text("To be written: 2 changes in 2 files")
    session.press("w")
    session.await_text("Written")
    session.press("q")
    written = {name: (session.folder / name).read_bytes() for name in TEXTS}
    assert written == {
        "a.txt": TEXTS["a.txt"].replace(b"the the", b"the"),
        "b.txt": TEXTS["b.txt"].replace(b"of the the", b"of the"),
        "c.txt": TEXTS["c.txt"],
    }
