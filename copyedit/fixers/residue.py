"""Lines that are no part of the article: what a page says around it, left in by an extractor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from copyedit.config import Config
from copyedit.model import Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Facts, Reading
from copyedit.rulebook import Rule, Rules

LONGEST = 220  # code points; a longer line is prose
_EDGE = " \t\u00a0.:!…*•-–—|<>»›▶►#"
HEADINGS = frozenset({"title", "headline"})


class Residue:
    """Whole lines only, each by the kind of residue it is; a person decides. Words of residue within a paragraph
    (`The company said. Click To Tweet`), titles and lines that only begin like residue are left alone.
    """

    stem: ClassVar[str] = "residue"

    def __init__(self, rules: Rules, config: Config) -> None:
        self._lines: dict[str, Rule] = {}
        patterns: dict[str, Rule] = {}
        for rule in rules.values():
            self._lines.update((_key(line), rule) for line in rule.data.get("lines", []))
            if rule.data.get("patterns"):
                patterns["|".join(rule.data["patterns"])] = rule
        self._patterns = tuple((rule, lazily(pattern, re.IGNORECASE)) for pattern, rule in patterns.items())
        self._any = lazily("|".join(patterns), re.IGNORECASE)

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        if reading.prose_end > LONGEST or reading.passage.field in HEADINGS:
            return
        line = reading.text[: reading.prose_end].strip()
        if not line or "\n" in line:
            return
        rule = self._lines.get(_key(line)) or self._by_pattern(line)
        if rule is not None:
            times = reading.facts.learned(_line_counts)[line]
            evidence = "the whole line is of this kind" + (f", and stands {times} times here" if times > 1 else "")
            yield rule.suggest(reading.text, 0, len(reading.text), "", evidence=evidence)

    def _by_pattern(self, line: str) -> Rule | None:
        if not self._any.fullmatch(line):
            return None
        return next((rule for rule, pattern in self._patterns if pattern.fullmatch(line)), None)


def _key(line: str) -> str:
    return " ".join(line.casefold().replace("’", "'").split()).strip(_EDGE)


def _line_counts(facts: Facts) -> Counter[str]:
    """How often each short line stands in the article."""
    return Counter(r.text[: r.prose_end].strip() for r in facts.readings if r.prose_end <= LONGEST)
