"""How fast news is checked: `python tests/benchmarks/spelling_speed.py FOLDER`; FOLDER holds *.jsonl with a text each.

Writes the texts as files once, then times whole processes over them, one after the other, best of three: codespell,
`copyedit check` with the whole chain, aspell. Then in this process: the spelling fixer alone, corrections a second,
and where the time goes.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from copyedit.config import Config
from copyedit.fixers.spelling import Spelling
from copyedit.passage import verbatim
from copyedit.reading import Reading
from copyedit.rulebook import load
from copyedit.spelling import speller
from copyedit.spelling.features import NOWHERE

RUNS = 3
_MISTYPED = "recieved goverment seperate definately comittee beleive adress untill occured neccessary wierd thier"
MISTYPED = _MISTYPED.split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    lines = [
        line
        for path in sorted(parser.parse_args().folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").split("\n")
    ]
    texts = [json.loads(line)["text"] for line in lines if line]
    size = sum(len(text.encode()) for text in texts) / 1e6
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number}.txt").write_text(text, encoding="utf-8")
        here = Path(sys.executable).parent
        timed("codespell", [str(here / "codespell"), "-q", "3", folder], size)
        timed(
            "copyedit, whole chain", [str(here / "copyedit"), "check", "--isolated", "--no-languagetool", folder], size
        )
        if shutil.which("aspell"):
            timed("aspell", ["sh", "-c", f"cat {folder}/*.txt | aspell list -l en | sort -u | aspell -a -l en"], size)
    alone(texts, size)


def timed(name: str, command: list[str], size: float) -> None:
    """Prints the best of three runs of a process, in megabytes a second."""
    best = float("inf")
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)
        best = min(best, time.perf_counter() - began)
    print(f"{name:24}{best:7.2f} s {size / best:7.2f} MB/s")


def alone(texts: list[str], size: float) -> None:
    """The spelling fixer in this process, cold and warm, and corrections a second."""
    fixer = Spelling(load("spelling"), Config())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for run in ("first pass", "second pass"):
        readings = [Reading(text, verbatim(text, 0, len(text))) for text in texts]
        began = time.process_time()
        for reading in readings:
            list(fixer(reading))
        took = time.process_time() - began
        print(f"spelling alone, {run:11}{took:5.2f} s {size / took:7.2f} MB/s")
    began = time.process_time()
    for _ in range(10):
        for word in MISTYPED:
            speller.load().verdict(word, NOWHERE)
    print(f"corrections a second    {10 * len(MISTYPED) / (time.process_time() - began):7.0f}")
    print(f"memory taken            {(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024:7.0f} MB")


if __name__ == "__main__":
    main()
