"""Quote marks and apostrophes at fault: glued, turned, spaced, doubled, typed as on a typewriter, without a partner.

The reading of the article's marks comes from copyedit.quotation; here it is put into words. Left alone: what costs
nothing as it stands, passages in other languages and foreign quotation marks, code in backticks, and marks of which
nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from copyedit.config import Config
from copyedit.fixers.quotes_house import HouseStyle
from copyedit.fixers.quotes_repairs import Repair, combined, excerpt, missing_texts, repair_of, shortened
from copyedit.model import Confidence, Suggestion
from copyedit.quotation.found import Judged, Missing, Quotation
from copyedit.quotation.found import Quotes as FoundQuotes
from copyedit.quotation.marks import DOUBLE
from copyedit.quotation.roles import Act, has_hand_of
from copyedit.reading import Reading
from copyedit.rulebook import Rule, Rules

_OF_APOSTROPHES = frozenset(("wrong-handed", "parted-apostrophe", "glued-possessive"))


class Quotes:
    """The cheapest repairs that make the marks of an article pair; the two of one quotation as a group.

    `sure_from` and `likely_from` (rules/quotes.toml) are the margins, in units of one small repair, by which the
    reading must lead the next best one.
    """

    stem: ClassVar[str] = "quotes"

    def __init__(self, rules: Rules, config: Config) -> None:
        self.rules = rules
        self.house = HouseStyle(rules["quotes.house-style"], config)

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        said: list[Suggestion] = []
        found = FoundQuotes()
        if reading.quote_line.marks:
            found = reading.facts.quotes_of(reading)
            if not found.faultless and reading.is_english:
                said = list(_Passage(self.rules, reading, found).suggestions())
        yield from said
        yield from self.house(reading, found, said)


class _Passage:
    """One passage and what is to be said of its marks."""

    def __init__(self, rules: Rules, reading: Reading, found: FoundQuotes) -> None:
        self.rules = rules
        self.reading = reading
        self.text = reading.text
        self.found = found
        self.style = reading.facts.quote_style
        self.unsettled = any(isinstance(event, Missing) for event in found.events)

    def suggestions(self) -> Iterator[Suggestion]:
        paired: set[int] = set()
        for quotation in self.found.quotations:
            events = [event for event in (quotation.opening, quotation.closing) if event in self.found.events]
            paired.update(map(id, events))
            yield from self._of_quotation(quotation)
        for event in self.found.events:
            if id(event) not in paired and isinstance(event, Judged):
                yield from self._alone(event)

    def _alone(self, judged: Judged) -> Iterator[Suggestion]:
        """Of an apostrophe, or a mark too many."""
        repair = self._repair(judged)
        if repair is not None:
            yield self._said(judged, repair, self._confidence(judged.role.fault, [judged.margin]), "")

    def _of_quotation(self, quotation: Quotation) -> Iterator[Suggestion]:
        opening, closing = quotation.opening, quotation.closing
        if isinstance(opening, Missing) and isinstance(closing, Judged):
            yield from self._without_partner(closing, opening)
        elif isinstance(closing, Missing) and isinstance(opening, Judged):
            yield from self._without_partner(opening, closing)
        else:
            yield from self._paired([e for e in (opening, closing) if isinstance(e, Judged)])

    def _paired(self, marks: list[Judged]) -> Iterator[Suggestion]:
        """Of two marks that both stand there: what is wrong with either, all or none."""
        repairs = [(m, repair) for m in marks if (repair := self._repair(m)) is not None]
        if not repairs:
            yield from self._mixed(marks)
            return
        confidence = min(self._confidence(m.role.fault, [m.margin]) for m, _ in repairs)
        if any(m.role.before and m.role.after and not has_hand_of(m.mark, m.role) for m in marks):
            confidence = min(confidence, Confidence.LIKELY)  # moved to the other side, and its shape does not say so
        group = f"quotation@{marks[0].mark.start}" if len(repairs) > 1 else ""
        for judged, repair in repairs:
            yield self._said(judged, repair, confidence, group)

    def _mixed(self, marks: list[Judged]) -> Iterator[Suggestion]:
        """Of a straight mark that pairs with a curly one."""
        if len(marks) < 2 or marks[0].mark.is_straight == marks[1].mark.is_straight:
            return
        curly = self._is_curly_here()
        odd = next(m for m in marks if m.mark.is_straight == curly)
        repair = repair_of(self.text, odd, curly, restyle=True)
        if repair is not None:
            confidence = self._confidence("mixed", [m.rivals[0][0] if m.rivals else m.margin for m in marks])
            yield self._say(
                "mixed", repair, confidence, (repair.after,), "the other mark of the quotation is " + _kind(odd)
            )

    def _repair(self, judged: Judged) -> Repair | None:
        return repair_of(self.text, judged, self.style.curly(judged.role.family))

    def _is_curly_here(self) -> bool:
        """Whether more double marks of the passage are curly; where as many are, what the article uses."""
        doubles = [
            event.mark for event in self.found.events if isinstance(event, Judged) and event.mark.family == DOUBLE
        ]
        lean = sum(1 if mark.is_curly else -1 for mark in doubles)
        return lean > 0 if lean else self.style.curly(DOUBLE)

    def _without_partner(self, judged: Judged, missing: Missing) -> Iterator[Suggestion]:
        fault = "unclosed" if missing.act is Act.CLOSE else "unopened"
        own = self._repair(judged)
        curly = judged.mark.is_curly or (not judged.mark.is_straight and self.style.curly(missing.family))
        repair, texts, far = missing_texts(self.text, judged, own, missing, curly)
        confidence = self._confidence(fault, [missing.margin, judged.margin if own else missing.margin])
        evidence = self._without_a_partner(judged)
        if not far:
            yield self._say(fault, repair, confidence, texts, evidence)
            return
        group = f"quotation@{judged.mark.start}" if own else ""
        if own:
            yield self._said(judged, own, confidence, group)
        yield self._say(fault, repair, confidence, texts, evidence, group)

    def _said(self, judged: Judged, repair: Repair, confidence: Confidence, group: str) -> Suggestion:
        after = [repair.after]
        if confidence is not Confidence.SURE:
            after += self._rivals(judged, repair)
        return self._say(judged.role.fault, repair, confidence, tuple(after), self._evidence(judged), group)

    def _rivals(self, judged: Judged, repair: Repair) -> list[str]:
        """What else the stretch of `repair` may become."""
        limit = float(self.rules["quotes.stray"].data["rival_within"])
        texts = []
        for distance, role in judged.rivals:
            if distance <= limit:
                other = self._repair(judged._replace(role=role))
                texts.append(combined(self.text, repair, other))
        return [text for text in dict.fromkeys(texts) if text is not None and text != repair.after][:2]

    def _say(
        self, fault: str, repair: Repair, confidence: Confidence, texts: Iterable[str], evidence: str, group: str = ""
    ) -> Suggestion:
        return self._rule(fault).suggest(
            self.text, repair.start, repair.end, *texts, confidence=confidence, evidence=evidence, group=group
        )

    def _rule(self, fault: str) -> Rule:
        return self.rules[f"quotes.{fault}"]

    def _confidence(self, fault: str, margins: Iterable[float]) -> Confidence:
        rule = self._rule(fault)
        margin = min(margins)
        restyled = fault in ("mixed", "typewriter") and not self.style.is_clear
        unsettled = self.unsettled and fault not in _OF_APOSTROPHES
        cap = Confidence.LIKELY if unsettled or restyled else rule.confidence
        for level, key in ((Confidence.SURE, "sure_from"), (Confidence.LIKELY, "likely_from")):
            if level <= cap and margin >= float(rule.data.get(key, 0.0)):
                return level
        return Confidence.DOUBTFUL

    def _evidence(self, judged: Judged) -> str:
        mark = judged.mark
        if judged.role.act is Act.APART:
            return f"an apostrophe: {excerpt(self.text, mark.start, mark.end, before=2, after=1)}"
        if judged.role.act is Act.DROP:
            return self._without_a_partner(judged)
        for opening, closing, _ in self.found.quotations:
            if judged is opening or judged is closing:
                first = opening.mark.start if isinstance(opening, Judged) else 0
                last = closing.mark.end if isinstance(closing, Judged) else self.reading.prose_end
                return f"the quotation: {shortened(self.text[first:last])}"
        return ""

    def _without_a_partner(self, judged: Judged) -> str:
        """A mark and what it quotes, for lack of a partner."""
        start, end = judged.mark.start, judged.mark.end
        if judged.role.act is Act.OPEN:
            return f"without a partner: {excerpt(self.text, start, end, before=0, after=3)}"
        return f"without a partner: {excerpt(self.text, start, end, before=3, after=0)}"


def _kind(odd: Judged) -> str:
    return "curly" if odd.mark.is_straight else "straight"
