"""LanguageTool's word on grammar, agreement and real-word errors, at the confidence each of its rules has earned.

It is the last of the chain and only there when asked for. How it is asked (server, cache) is its desk's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple, Protocol

from copyedit.config import Config
from copyedit.model import Confidence, Span, Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Facts, Reading
from copyedit.rulebook import Rules

OFF = ("languagetool-off.txt", "languagetool-off-categories.txt")  # word lists: rules and categories not asked for
MOST_REPLACEMENTS = 5
_SURROGATE = lazily("[\ud800-\udfff]")
_WORD = lazily(r"[^\W\d_]+")
_BLANKS = lazily(r"(\s+)")


class Match(NamedTuple):
    """What LanguageTool says of `text`, which stands at `start` (code points) of what it was asked about."""

    start: int
    text: str
    replacements: tuple[str, ...]
    rule: str
    message: str
    about: str  # "Use of 'a' vs. 'an'"
    url: str


class Desk(Protocol):
    """Where questions are put to LanguageTool."""

    def matches(self, text: str, language: str, beside: Iterable[str]) -> Sequence[Match]:
        """What it says of `text`. Where that is not known yet, it is asked about the texts `beside` as well.

        Never raises: where LanguageTool cannot be had there are no matches.
        """
        ...


class LanguageTool:
    """Matches as suggestions: rules of rules/languagetool.toml at their confidence, all others at doubtful.

    Inside quotation marks all are doubtful. Spelling, style and typography are not asked for: our own fixers know names
    and the house's marks.
    """

    stem: ClassVar[str] = "languagetool"

    def __init__(self, rules: Rules, config: Config, desk: Desk) -> None:
        self.rules = rules
        self.config = config
        self.desk = desk

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        text = self._asked(reading)
        if text is None:
            return
        beside = (other for neighbour in reading.facts.readings if (other := self._asked(neighbour)) is not None)
        for match in self.desk.matches(text, self._language(reading.facts), beside):
            span = Span(match.start, match.start + len(match.text))
            if not (reading.is_protected(span) or (self._reads_english and reading.is_foreign(span))):
                yield self._suggestion(match, span, reading)

    @property
    def _reads_english(self) -> bool:
        return self.config.languagetool_language[:2] in ("", "en")

    def _asked(self, reading: Reading) -> str | None:
        """A reading's prose as LanguageTool is asked about it; None where there is nothing to ask."""
        text = reading.text[: reading.prose_end]
        if len(_WORD.findall(text, 0, 200)) < 2 or (self._reads_english and not reading.is_english):
            return None
        return stood_in(text)

    def _language(self, facts: Facts) -> str:
        """The language that is configured, else English of the article's own spelling."""
        if self.config.languagetool_language:
            return self.config.languagetool_language
        if self.config.dialect != "auto":
            return self.config.dialect
        return facts.dialect

    def _suggestion(self, match: Match, span: Span, reading: Reading) -> Suggestion:
        before = reading.text[span.start : span.end]
        rule = self.rules.get(f"{self.stem}.{match.rule}")
        confidence = Confidence.DOUBTFUL if rule is None or reading.is_quoted(span) else rule.confidence
        replacements = (respelled(before, text) for text in match.replacements[:MOST_REPLACEMENTS])
        return Suggestion(
            span,
            before,
            tuple(text for text in replacements if text is not None),
            f"{self.stem}.{match.rule}",
            match.message,
            confidence,
            f"LanguageTool: {match.about}" + (f" ({match.url})" if match.url else ""),
        )


def stood_in(text: str) -> str:
    """`text`, offset for offset, without what cannot be asked: `\\r\\n`, counted as it likes, and stray bytes."""
    return _SURROGATE.sub("\ufffd", text).replace("\r\n", " \n").replace("\r", "\n")


def respelled(before: str, after: str) -> str | None:
    """`after` with the line breaks and blanks of `before`; None where a line break would be lost."""
    if "\n" not in before and "\r" not in before:
        return after
    old, new = _BLANKS.split(before), _BLANKS.split(after)
    if len(old) != len(new):
        return None
    return "".join(old[i] if i % 2 else new[i] for i in range(len(new)))
