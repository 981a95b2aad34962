#!/usr/bin/env python3
"""LanguageTool's time, in the state a user meets it.

    python tests/benchmarks/bench_languagetool.py TEXT [ARTICLES.jsonl …]

TEXT is checked with a cold server, with a warm one, and from the cache, beside what LanguageTool itself takes for the
text and what a run takes without it. The first 200 ARTICLES ({"text"}) are then checked file after file by copyedit,
and one after another by plain language-tool-python, with the server that it starts. Neither start-up is counted.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from copyedit.config import Config
from copyedit.formats import reader_for
from copyedit.languagetool import home, server
from copyedit.languagetool.client import Question
from copyedit.languagetool.desk import Desks

COPYEDIT = [sys.executable, "-m", "copyedit", "check", "--isolated", "--output-format", "jsonl"]
ARTICLES = 200


def seconds(work: Callable[[], object], times: int = 1, before: Callable[[], object] = lambda: None) -> float:
    """The median time that `work` takes; `before` is done each time, outside the clock."""
    taken = []
    for _ in range(times):
        before()
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def check(path: Path, *flags: str) -> None:
    done = subprocess.run([*COPYEDIT, *flags, str(path)], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())


def stop() -> None:
    server.stop(home.state_folder())


def forget() -> None:
    home.cache_file().unlink(missing_ok=True)


def question() -> Question:
    """The question copyedit asks of the running server."""
    desk = Desks(needed=True).of(Config(languagetool=True))
    assert desk is not None
    return Question(server.ensure(home.state_folder(), home.needed()).url, "en-US", desk.off, desk.off_categories)


def one_text(path: Path) -> None:
    """One file: cold, warm, cached."""
    check(path, "--no-languagetool")  # compiles what there is to compile
    text = path.read_text(encoding="utf-8")
    paragraphs = [p.text.rstrip() for a in reader_for(path.name)(text, Config()) for p in a.passages]
    cold = seconds(lambda: check(path, "--languagetool"), before=lambda: (stop(), forget()))
    asked = question()
    for _ in range(20):
        asked.ask(paragraphs, 60)  # until Java has compiled what it runs
    # LanguageTool remembers sentences, so each time others are asked about
    own = seconds(lambda: asked.ask([f"{paragraph} {time.time_ns()}" for paragraph in paragraphs], 60), 5)
    warm = seconds(lambda: check(path, "--languagetool"), 5, forget)
    cached = seconds(lambda: check(path, "--languagetool"), 5)
    without = seconds(lambda: check(path, "--no-languagetool"), 5)
    print(f"{path.name}, {len(text)} characters")
    print(f"  cold server {cold:.2f} s, warm server {warm:.2f} s, from the cache {cached:.2f} s")
    print(f"  LanguageTool itself {own:.2f} s, a run without it {without:.2f} s")
    print(f"  warm is {warm / (own + without):.2f} × LanguageTool and the rest")
    print(f"  cached is {cached / without:.2f} × a run without")


def many(paths: list[Path]) -> None:
    """Many articles, one after another."""
    from language_tool_python import LanguageTool

    rows = (json.loads(line) for path in paths for line in path.read_text("utf-8").split("\n") if line)
    texts = [row["text"] for row in islice(rows, ARTICLES)]
    question()
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number:03}.txt").write_bytes(text.encode())
        ours = seconds(lambda: check(Path(folder), "--languagetool"), 1, forget)
        again = seconds(lambda: check(Path(folder), "--languagetool"))
        without = seconds(lambda: check(Path(folder), "--no-languagetool"))
        stop()
        with LanguageTool("en-US") as plain:
            plain.check(texts[0])
            theirs = seconds(lambda: [plain.check(text) for text in texts])
    print(f"{len(texts)} articles, {sum(map(len, texts))} characters")
    print(f"  plain language-tool-python {theirs:.1f} s, copyedit {ours:.1f} s: {theirs / ours:.1f} × as fast")
    print(f"  copyedit from the cache {again:.1f} s, without LanguageTool {without:.1f} s")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        os.environ |= {"XDG_CACHE_HOME": scratch, "JAVA_TOOL_OPTIONS": "-Xmx1g"}
        one_text(Path(sys.argv[1]))
        if sys.argv[2:]:
            many([Path(name) for name in sys.argv[2:]])
