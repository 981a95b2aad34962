"""Words in the place of others, measured: `python tests/benchmarks/confusions.py CLEAN TYPOS [--show]`.

CLEAN is a folder of edited articles (*.jsonl with text), TYPOS one of texts with marked errors (*.jsonl with edits; the
ones of kind realword are asked for). For each level prints the changes for 10,000 words of the first, and how many
errors of the second are found and right, whether their words are in the list or not.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from copyedit import rulebook
from copyedit.config import Config
from copyedit.fixers.confusions import Confusions
from copyedit.model import Confidence, Span
from copyedit.proof import prove


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("clean", type=Path)
    parser.add_argument("typos", type=Path)
    parser.add_argument("--show", action="store_true", help="list the changes to edited articles at likely and above")
    args = parser.parse_args()
    fixer = Confusions(rulebook.load("confusions"), Config())
    texts = [row["text"] for row in rows(args.clean)]
    words = sum(len(text.split()) for text in texts)
    alarms = [(mark, text) for text in texts for mark in prove(text, fixers=(fixer,)).marks]
    errors = list(marked_errors(args.typos, fixer))
    for level in reversed(Confidence):
        shown = [(mark, text) for mark, text in alarms if mark.change.shown_at(level)]
        found = [right for reached, right in errors if reached >= level]
        rate = 1e4 * len(shown) / words
        print(f"{level.word:9} {rate:.3f} for 10,000 of {words:,} edited words; ", end="")
        print(f"of {len(errors)} errors {len(found)} found, {sum(found)} right")
        if args.show and level is Confidence.LIKELY:
            for mark, text in shown:
                around = text[max(0, mark.span.start - 30) : mark.span.end + 30].replace("\n", "/")
                print(f"    {mark.before} → {mark.choices[-1].text}: {around}")


def rows(folder: Path) -> list[dict[str, Any]]:
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").split("\n")]
    return [json.loads(line) for line in lines if line.strip()]


def marked_errors(folder: Path, fixer: Confusions) -> list[tuple[int, bool]]:
    """For each marked error the highest level at which there is a change, -1 for none, and whether it is right."""
    errors = []
    for row in rows(folder):
        marks = prove(row["text"], fixers=(fixer,)).marks
        for edit in row["edits"]:
            if edit.get("kind") == "realword":
                met = [mark for mark in marks if mark.span.meets(Span(edit["start"], edit["end"]))]
                reached = max((mark.change.confidence_of(-1) for mark in met), default=-1)
                errors.append((int(reached), any(mark.choices[-1].text == edit["correction"] for mark in met)))
    return errors


if __name__ == "__main__":
    main()
