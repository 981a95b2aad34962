"""`python -m tests.benchmarks.kill [MOMENTS] [FILES]`: --fix killed at random moments (200, over 200 files)."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.killing import kill_at_random_moments


def main(moments: int = 200, files: int = 200, seed: int = 1) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        found = kill_at_random_moments(root / "site", root / "home", files, moments, seed)
    counts = Counter("old or new" if state in ("old", "new") else state for states in found for state in states)
    cut = sum(0 < states.count("new") < files for states in found)
    print(f"{moments} kills over {files} files; {cut} of them between two files' writes; states: {dict(counts)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
