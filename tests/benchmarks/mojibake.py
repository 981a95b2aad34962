"""Mojibake, measured on ftfy's own cases: `python tests/benchmarks/mojibake.py FOLDER`.

FOLDER holds ftfy_*.jsonl, each line an original, what it was (`fixed_encoding`, else `fixed`) and a label. Prints for
each file how many come out right by the encoding fixer alone (its suggestions made, protected text or not), by it
through the library, and by the whole chain at sure; then each case that the chain has otherwise.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from copyedit import rulebook
from copyedit.config import Config
from copyedit.draft import Draft
from copyedit.fixers import build
from copyedit.fixers.encoding import Encoding
from copyedit.model import Edit
from copyedit.passage import verbatim
from copyedit.proof import prove
from copyedit.reading import Reading


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    alone = Encoding(rulebook.load("encoding"), Config())
    chain = build(Config())
    for path in sorted(args.folder.glob("ftfy_*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        wanted = [{row["fixed"], row.get("fixed_encoding") or row["fixed"]} for row in rows]
        originals = [row["original"] for row in rows]
        bare = [made(text, alone) for text in originals]
        library = [prove(text, fixers=(alone,)).fixed for text in originals]
        whole = [prove(text, fixers=chain) for text in originals]
        counts = [
            sum(text in want for text, want in zip(texts, wanted, strict=True))
            for texts in (bare, library, [proof.fixed for proof in whole])
        ]
        print(f"{path.stem}: {len(rows)} cases; alone {counts[0]}, through the library {counts[1]}, chain {counts[2]}")
        for proof, want in zip(whole, wanted, strict=True):
            if proof.fixed not in want:
                rules = sorted({rule for mark in proof.marks for rule in mark.choices[-1].rules})
                print(
                    f"  {proof.source[:100]!r}\n    wanted {min(want)[:100]!r}\n    got    {proof.fixed[:90]!r} {rules}"
                )


def made(text: str, fixer: Encoding) -> str:
    """`text` with the fixer's suggestions made, until it has none."""
    for _ in range(8):
        said = [s for s in fixer(Reading(text, verbatim(text, 0, len(text)))) if len(s.replacements) == 1]
        if not said:
            break
        text = Draft(text).apply(Edit(s, s.replacements[0]) for s in said).text
    return text


if __name__ == "__main__":
    main()
