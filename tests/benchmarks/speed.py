"""The typographic half's speed: `python tests/benchmarks/speed.py FOLDER [--long]`.

Reads the articles of FOLDER (*.jsonl with text) and prints, in one run and in processor time, MB/s of the typographic
fixers through the chain, of each of them alone, of ftfy, and of codespell where it is installed. With --long: seconds
for paragraphs of half a megabyte and of one, each of one thing over and over; twice the text may take twice the time.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from copyedit import rulebook
from copyedit.chain import settle
from copyedit.config import Config
from copyedit.fixers import CHAIN, Fixer
from copyedit.formats.plain import articles
from copyedit.passage import Article

TYPOGRAPHIC = ("lost", "encoding", "entities", "invisible", "hyphenation", "spacing", "quotes", "doubled")
REPEATED = [
    "“a” ",
    " ",
    "a",
    "a\xa0",
    "don\ufffdt go ",
    "\ufffda b\ufffd ",
    "a?b ",
    "donâ€™t ",
    "&amp;",
    "<b>x</b> ",
    "â€ ",
]
MEGABYTE = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--long", action="store_true", help="paragraphs of a megabyte instead")
    args = parser.parse_args()
    fixers = [fixer(rulebook.load(fixer.stem), Config()) for fixer in CHAIN if fixer.stem in TYPOGRAPHIC]
    if args.long:
        long_paragraphs(fixers)
    else:
        clean_news(args.folder, fixers)


def clean_news(folder: Path, fixers: list[Fixer]) -> None:
    texts = [record["text"] for path in sorted(folder.rglob("*.jsonl")) for record in records(path) if "text" in record]
    size = sum(len(text.encode()) for text in texts) / MEGABYTE
    read = [article for text in texts for article in articles(text)]
    print(f"{len(texts):,} articles, {size:.2f} MB")
    run(read, fixers)  # so that all is loaded
    show("the typographic half", size, lambda: run(read, fixers))
    for fixer in fixers:
        show(f"  {fixer.stem} alone", size, lambda fixer=fixer: run(read, [fixer]))
    import ftfy

    show("ftfy", size, lambda: [ftfy.fix_text(text) for text in texts])
    try:
        from codespell_lib._codespell import build_dict, word_regex_def
    except ImportError:
        print("codespell: not installed")
    else:
        show("codespell", size, lambda: codespell(texts, build_dict, word_regex_def))


def records(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def run(read: list[Article], fixers: list[Fixer]) -> None:
    for article in read:
        settle(article, fixers, Config())


def codespell(texts: list[str], build_dict: Callable[..., None], word_regex: str) -> int:
    """Its look-up of each word in its own dictionary; its reading and printing left out."""
    import re

    import codespell_lib

    known: dict[str, object] = {}
    build_dict(str(Path(codespell_lib.__file__).parent / "data" / "dictionary.txt"), known, set())
    words = re.compile(word_regex)
    return sum(word.lower() in known for text in texts for word in words.findall(text))


def show(name: str, size: float, work: Callable[[], object]) -> None:
    best = min(seconds(work) for _ in range(2))
    print(f"{name:24} {size / best:8.2f} MB/s")


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def long_paragraphs(fixers: list[Fixer]) -> None:
    for piece in REPEATED:
        whole = piece * (MEGABYTE // len(piece))
        half = whole[: len(whole) // 2]
        for fixer in fixers:
            once = seconds(lambda text=half, fixer=fixer: run(articles(text), [fixer]))
            twice = seconds(lambda text=whole, fixer=fixer: run(articles(text), [fixer]))
            if twice > 0.5:
                print(f"{piece!r:20} {fixer.stem:12} {once:7.2f} s, {twice:7.2f} s, ×{twice / max(once, 1e-9):.1f}")


if __name__ == "__main__":
    main()
