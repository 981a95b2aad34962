"""Other spelling checkers, each as a function from words (with their neighbours) to its first suggestion for each.

They are development-only: `pip install 'copyedit-news[benchmark]'`, and aspell and hunspell from the system's packages.
One that is not installed is left out, with a line that says so.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

Words = list[tuple[str, str]]  # the word, and a stretch of text in which it stands
Said = list[str | None]  # for each word: None where it passes, "" where nothing is offered


def available() -> Iterator[tuple[str, Callable[[Words], Said]]]:
    """The peers that can be run here."""
    for name, peer, needed in (
        ("aspell", lambda words: _piped(["aspell", "-a", "-l", "en"], words), "aspell"),
        ("hunspell en_US", lambda words: _piped(["hunspell", "-a", "-d", "en_US"], words), "hunspell"),
        ("symspellpy", symspell, "symspellpy"),
        ("harper-py", harper, "harper"),
        ("typos", typos, "typos"),
        ("codespell", codespell, "codespell"),
    ):
        try:
            peer([("teh", "teh")])
        except (ImportError, FileNotFoundError):
            print(f"{name}: not installed ({needed}), left out", file=sys.stderr)
        else:
            yield name, peer


def _piped(command: list[str], words: Words) -> Said:
    """Those that speak ispell's pipe language: `& teh 3 0: the, tech, …`, `*` or `+` for a right word, `#` for none."""
    if shutil.which(command[0]) is None:
        raise FileNotFoundError(command[0])
    asked = "".join(f"^{word}\n" for word, _ in words)
    lines = subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout.split("\n")[1:]
    said: Said = []
    answers: list[str] = []
    for line in lines:
        if line:
            answers.append(line)
        elif len(said) < len(words):
            wrong = next((answer for answer in answers if answer[0] in "&#?"), None)
            said.append(None if wrong is None else wrong.partition(": ")[2].split(", ")[0])
            answers = []
    return said


def symspell(words: Words) -> Said:
    from importlib.resources import files

    from symspellpy import SymSpell, Verbosity

    checker = SymSpell(max_dictionary_edit_distance=2)
    checker.load_dictionary(str(files("symspellpy") / "frequency_dictionary_en_82_765.txt"), 0, 1)
    said: Said = []
    for word, _ in words:
        found = checker.lookup(word.lower(), Verbosity.TOP, max_edit_distance=2)
        said.append("" if not found else None if found[0].distance == 0 else found[0].term)
    return said


def harper(words: Words) -> Said:
    from harper import Linter

    linter = Linter()
    said: Said = []
    for word, text in words:
        at = text.find(word)
        first: str | None = None
        for lint in linter.lint(text):
            span = lint.span
            if lint.lint_kind in ("Spelling", "Typo") and span.start < at + len(word) and at < span.end:
                offered = lint.suggestions
                first = offered[0].replacement_text if offered else ""
                break
        said.append(first)
    return said


def typos(words: Words) -> Said:
    program = Path(sys.executable).with_name("typos")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "words.txt")
        path.write_text("\n".join(word for word, _ in words) + "\n", encoding="utf-8")
        command = [str(program), "--isolated", "--no-ignore", "--format", "json", str(path)]
        out = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    said: Said = [None] * len(words)
    for line in filter(None, out.split("\n")):
        found = json.loads(line)
        if found.get("type") == "typo":
            said[found["line_num"] - 1] = next(iter(found["corrections"]), "")
    return said


def codespell(words: Words) -> Said:
    program = Path(sys.executable).with_name("codespell")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "words.txt")
        path.write_text("\n".join(word for word, _ in words) + "\n", encoding="utf-8")
        out = subprocess.run(
            [str(program), "words.txt"], cwd=folder, capture_output=True, text=True, check=False
        ).stdout
    said: Said = [None] * len(words)
    for line in filter(None, out.split("\n")):  # ./words.txt:3: teh ==> the
        _, number, told = line.split(":", 2)
        said[int(number) - 1] = told.partition(" ==> ")[2].split(",")[0].strip()
    return said
