"""The marks of the house: all curly or all straight, single or double ones first, where the configuration says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from copyedit.config import Config
from copyedit.model import Suggestion
from copyedit.patterns import lazily
from copyedit.quotation.found import Judged, Quotes
from copyedit.quotation.marks import DOUBLE, SINGLE
from copyedit.quotation.roles import Act, mark_for
from copyedit.reading import Reading
from copyedit.rulebook import Rule

_MARK = lazily(r"[\"'“”‘’]")
_APOSTROPHE = lazily(r"(?<=[^\W\d_])['’](?=[^\W_])|(?<=\d)['’](?=[^\W\d_])|['’](?=[nN]['’])|(?<=['’][nN])['’]")
_SURE_FROM = 3.0  # in units of one small repair; marks less certain are left as they are


class HouseStyle:
    """Rewrites marks whose part is certain; by default it does nothing."""

    def __init__(self, rule: Rule, config: Config) -> None:
        self.rule = rule
        self.quotes = config.quotes
        self.first = config.first_quote

    def __call__(self, reading: Reading, found: Quotes, said: Collection[Suggestion]) -> Iterator[Suggestion]:
        """Suggestions for the marks of `reading`; none where `said` has one already."""
        if self.quotes == "keep" and self.first == "keep":
            return
        if not _MARK.search(reading.text, 0, reading.prose_end) or not reading.is_english:
            return
        taken = [s.span for s in said]
        for start, end, after in sorted(self._wanted(reading, found)):
            if reading.text[start:end] != after and not any(s.start < end and start < s.end for s in taken):
                yield self.rule.suggest(reading.text, start, end, after, evidence=self._evidence())

    def _wanted(self, reading: Reading, found: Quotes) -> Iterator[tuple[int, int, str]]:
        judged = {event.mark.start for event in found.events if isinstance(event, Judged)}
        if self.quotes != "keep":
            after = mark_for(Act.APART, SINGLE, self.quotes == "curly")
            for match in _APOSTROPHE.finditer(reading.text, 0, reading.prose_end):
                if match.start() not in judged:
                    yield match.start(), match.end(), after
            for event in found.events:
                if isinstance(event, Judged) and _is_apostrophe(reading.text, event) and self._certain(event):
                    yield event.mark.start, event.mark.end, after
        for quotation in found.quotations:
            for mark in (quotation.opening, quotation.closing):
                if isinstance(mark, Judged) and self._certain(mark):
                    yield mark.mark.start, mark.mark.end, self._mark(mark, quotation.depth)

    def _certain(self, judged: Judged) -> bool:
        rival = judged.rivals[0][0] if judged.rivals else judged.margin
        return rival >= _SURE_FROM

    def _mark(self, judged: Judged, depth: int) -> str:
        family = judged.role.family
        if self.first != "keep":
            outer, inner = (SINGLE, DOUBLE) if self.first == "single" else (DOUBLE, SINGLE)
            family = inner if depth % 2 else outer
        curly = not judged.mark.is_straight if self.quotes == "keep" else self.quotes == "curly"
        return mark_for(judged.role.act, family, curly)

    def _evidence(self) -> str:
        shape = "" if self.quotes == "keep" else self.quotes
        first = "" if self.first == "keep" else f"{self.first} first"
        return f"the house style is {', '.join(filter(None, (shape, first)))}"


def _is_apostrophe(text: str, judged: Judged) -> bool:
    """Whether the mark is an apostrophe, and not one of feet or inches: 6'2\"."""
    if judged.role.act is not Act.APART or judged.role.family == DOUBLE:
        return False
    return judged.mark.start == 0 or not text[judged.mark.start - 1].isdigit()
