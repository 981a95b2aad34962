"""How the review answers on 500 articles (3 MB) with 5,000 changes, in a real terminal.

    python -m tests.benchmarks.review [--articles 500] [--keys 200]

Prints the time from process start to the first change on the screen, how long a decision takes from key to screen
(median, 95th percentile, worst) while files are still read and afterwards, and the memory at its highest.
"""

from __future__ import annotations

import argparse
import os
import pty
import random
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "ukraine-crisis.txt"
FAULTS = 10  # an article
PAUSE = 0.4  # seconds between two keys: an editor reads
LENGTH = 6_000  # characters of an article
_STATUS = re.compile(rb"(\d[\d,]*) of (\d[\d,]*) decided[^\x1b]*")


def articles(folder: Path, count: int) -> int:
    """Write articles with faults that every chain finds; how many bytes they have."""
    sentences = re.findall(r"[A-Z][^.!?\n]{30,250}[.!?]", EXAMPLE.read_text(encoding="utf-8"))
    # whole sentences without faults of their own
    clean = [s for s in sentences if s.isascii() and "&" not in s and "the the" not in s and '"' not in s]
    chance = random.Random(6)
    size = 0
    for number in range(count):
        text = ""
        while len(text) < LENGTH:
            text += " ".join(chance.choice(clean) for _ in range(5)) + "\n\n"
        for place in sorted(chance.sample([m.start() for m in re.finditer(r" the ", text)], FAULTS), reverse=True):
            text = text[:place] + " the" + text[place:]
        data = text.encode()
        (folder / f"{number:04}.txt").write_bytes(data)
        size += len(data)
    return size


class Terminal:
    """`copyedit review` in a terminal of 120×40."""

    def __init__(self, folder: Path, state: Path) -> None:
        master, slave = pty.openpty()
        import fcntl
        import termios

        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        environment = os.environ | {"COPYEDIT_STATE": str(state), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        command = [sys.executable, "-m", "copyedit", "review", str(folder)]
        self.began = time.perf_counter()
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment)
        os.close(slave)
        self.handle = master
        self._held = b""
        self.last: re.Match[bytes] | None = None

    def statuses(self, seconds: float) -> Iterator[re.Match[bytes]]:
        """What the status line says, as it is written, for so long."""
        ends = time.perf_counter() + seconds
        while time.perf_counter() < ends:
            if not select.select([self.handle], [], [], 0.2)[0]:
                continue
            self._held += os.read(self.handle, 1 << 16)
            while (match := _STATUS.search(self._held)) and match.end() < len(self._held):
                self._held = self._held[match.end() :]
                self.last = match
                yield match
            self._held = self._held[-4000:]
        raise TimeoutError(f"nothing for {seconds} s")

    def until(self, test: str, seconds: float = 120.0) -> re.Match[bytes]:
        return next(match for match in self.statuses(seconds) if re.search(test, match[0].decode()))

    def decide(self, decided: int) -> tuple[float, int]:
        """Reject one change; seconds until the screen says so, and how many are decided by then (marks go in pairs)."""
        began = time.perf_counter()
        os.write(self.handle, b"n")
        for match in self.statuses(30.0):
            now = int(match[1].replace(b",", b""))
            if now > decided:
                return time.perf_counter() - began, now
        raise TimeoutError

    def peak(self) -> float:
        """The memory at its highest, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def told(name: str, seconds: list[float]) -> None:
    milli = sorted(1000 * second for second in seconds)
    cut = milli[int(0.95 * len(milli))]
    print(f"{name}: median {statistics.median(milli):.0f} ms, 95th percentile {cut:.0f} ms, worst {milli[-1]:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--keys", type=int, default=200)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "articles")
        folder.mkdir()
        size = articles(folder, args.articles)
        terminal = Terminal(folder, Path(scratch, "state"))
        terminal.until(r"0 of [1-9]")
        print(f"first change on the screen: {time.perf_counter() - terminal.began:.2f} s")
        decided = 0
        during: list[float] = []
        after: list[float] = []
        for _ in range(args.keys):
            seconds, decided = terminal.decide(decided)
            during.append(seconds)
            time.sleep(PAUSE)
        told("a decision while files are read", during)
        match = terminal.last
        if match is None or b"reading" in match[0]:
            match = terminal.until(r"left(?!.*reading)", 600.0)
        print(f"all {args.articles} articles ({size / 1e6:.1f} MB), {match[2].decode()} changes read: ", end="")
        print(f"{time.perf_counter() - terminal.began:.0f} s after the start")
        for _ in range(args.keys):
            seconds, decided = terminal.decide(decided)
            after.append(seconds)
            time.sleep(PAUSE)
        told("a decision afterwards", after)
        print(f"memory at its highest: {terminal.peak():.0f} MB")
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.process.wait()


if __name__ == "__main__":
    main()
