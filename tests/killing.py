"""Runs of `--fix` that are killed, for the tests and, at more moments, for the benchmark."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

FAULTY, MENDED = "Rain fell in the the valley, number {}.\n", "Rain fell in the valley, number {}.\n"
PADDING = "It is a plain sentence about a plain matter, and there is nothing wrong with it.\n\n" * 20


def environment(home: Path) -> dict[str, str]:
    """Journals and caches go to `home`, so that nothing of the person's own is touched."""
    names = ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    return os.environ | dict.fromkeys(names, str(home))


def write(folder: Path, files: int) -> None:
    """`files` faulty files."""
    folder.mkdir(exist_ok=True)
    for number in range(files):
        (folder / f"{number}.md").write_text(FAULTY.format(number) + PADDING)


def states(folder: Path, files: int) -> list[str]:
    """For each file whether it is old, new, or something else."""
    found = []
    for number in range(files):
        text = (folder / f"{number}.md").read_text()
        known = {FAULTY.format(number) + PADDING: "old", MENDED.format(number) + PADDING: "new"}
        found.append(known.get(text, f"{number}.md: {text[:80]!r}"))
    return found


def start(folder: Path, home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "copyedit", "--fix", str(folder)]
    return subprocess.Popen(command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def kill_at_random_moments(folder: Path, home: Path, files: int, moments: int, seed: int) -> list[list[str]]:
    """The states of the files after each of `moments` runs that were killed; then one run is let through."""
    write(folder, files)
    began = time.monotonic()
    assert start(folder, home).wait() == 0
    whole = time.monotonic() - began
    moment = random.Random(seed)
    found = []
    for _ in range(moments):
        write(folder, files)
        process = start(folder, home)
        time.sleep(moment.uniform(0, whole))
        process.kill()
        process.wait()
        found.append(states(folder, files))
    assert start(folder, home).wait() == 0
    assert states(folder, files) == ["new"] * files
    return found
