"""Time against length on text made to be slow: one unit over and over, through the readers and the typographic chain.

    python -m tests.benchmarks.growth

Prints the time for a short and an eight times longer text, and the ratio: 8 is linear, 64 quadratic.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from copyedit.config import Config
from copyedit.fixers import Fixer, build
from copyedit.formats import FormatError, reader_for
from copyedit.proof import prove

READERS = [
    ("a.md", "`"),
    ("a.md", "`` ` "),
    ("a.md", "["),
    ("a.md", "[a]("),
    ("a.md", "![["),
    ("a.md", "<!--"),
    ("a.md", '<a b="'),
    ("a.md", "{{< "),
    ("a.md", "{% raw %}"),
    ("a.md", "{{< highlight x >}}"),
    ("a.md", "$$\n"),
    ("a.md", "$a_"),
    ("a.md", "*a **b "),
    ("a.md", "_a __b "),
    ("a.md", "\\["),
    ("a.md", "&amp;"),
    ("a.md", "> "),
    ("a.mdx", "{"),
    ("a.mdx", "{}"),
    ("a.mdx", "import a\n"),
    ("a.html", "<"),
    ("a.html", "<!--"),
    ("a.html", "<b>"),
    ("a.html", "<p>a"),
    ("a.html", "<script>"),
    ("a.html", "&a"),
    ("a.html", "<code>"),
    ("a.csv", '"a""b'),
    ("a.csv", ","),
    ("a.txt", "<!-- copyedit: "),
    ("a.txt", " \n"),
]

QUOTES = ['"', "“", "“”", '" ', "a’", "‘ a", "„", "`", "«» ", "“We go, he said. "]
BLANKS_AND_WORDS = [" ", "a", "a ", ".", "(", "the ", "a.9", "a,b", "— ", "aA", "qzx ", "inthe ", "It was a good day. "]
TYPOGRAPHIC = {"lost", "encoding", "entities", "invisible", "hyphenation", "spacing", "quotes", "doubled", "glued"}


def main() -> None:
    fixers = tuple(fixer for fixer in build(Config()) if fixer.stem in TYPOGRAPHIC)
    print(f"{'':32} {'short':>9} {'long':>9} ratio")
    for name, unit in READERS:
        line(f"reading {name} {unit!r}", lambda size, name=name, unit=unit: read(name, unit, size), 8_000)  # type: ignore[misc]
    for unit in QUOTES + BLANKS_AND_WORDS:
        line(f"chain {unit!r}", lambda size, unit=unit: settle(fixers, unit, size), 10_000)  # type: ignore[misc]


def line(what: str, work: Callable[[int], None], size: int) -> None:
    short, long = seconds(work, size), seconds(work, 8 * size)
    print(f"{what:32} {short * 1000:7.1f}ms {long * 1000:7.1f}ms {long / max(short, 1e-4):5.1f}")


def seconds(work: Callable[[int], None], size: int) -> float:
    """The best of three."""
    times = []
    for _ in range(3):
        began = time.process_time()
        work(size)
        times.append(time.process_time() - began)
    return min(times)


def read(name: str, unit: str, size: int) -> None:
    head = "text\n" if name.endswith("csv") else ""
    with suppress(FormatError):
        reader_for(name)(head + unit * (size // len(unit)), Config())


def settle(fixers: tuple[Fixer, ...], unit: str, size: int) -> None:
    prove("x" + unit * (size // len(unit)) + "y", fixers=fixers)


if __name__ == "__main__":
    main()
