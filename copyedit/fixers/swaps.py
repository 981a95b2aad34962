"""Listed swaps: one wording for another, by our list, by the word lists of a house and by its own rule files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar, NamedTuple, Protocol

from copyedit.config import Config
from copyedit.model import Confidence, Span, Suggestion
from copyedit.patterns import lazily
from copyedit.reading import Reading
from copyedit.rulebook import Rule, RuleError, Rules, read

_WORD = lazily(r"\w+")
_BLANKS = r"[^\S\n]+"


class Swaps:
    """Makes the swaps that a rule lists under `swap` (wrong = right, whole words) or as `pattern` and `replace`.

    A wrong wording in lower case is met in any case, and the right one follows it (Percent → Per cent); one with a
    capital is met as it stands or in capitals (Kiev → Kyiv, not kiev). What `unless` matches around it is left alone,
    and so is a wording that stands within a phrase of the word list.
    """

    stem: ClassVar[str] = "swaps"

    def __init__(self, rules: Rules, config: Config) -> None:
        swaps = [swap for rule in rules.values() for swap in _swaps(rule, rules.folder)]
        for path in map(Path, config.house_rules):
            swaps += [swap for rule in read(path).values() for swap in _swaps(rule, path)]
        swaps += [_Listed(rules["swaps.listed"], *pair) for pair in sorted(config.corrections.items())]
        self._by_first: dict[str, list[_Listed]] = {}
        for swap in swaps:
            if isinstance(swap, _Listed):
                self._by_first.setdefault(swap.first, []).append(swap)
        self._patterns = [swap for swap in swaps if isinstance(swap, _Pattern)]
        self._phrases = [_wording(phrase) for phrase in sorted(config.words) if " " in phrase]

    def __call__(self, reading: Reading) -> Iterator[Suggestion]:
        there = set(_WORD.findall(reading.text.lower()))
        met: list[_Swap] = [swap for first in there & self._by_first.keys() for swap in self._by_first[first]]
        kept: list[Span] | None = None
        for swap in (*met, *self._patterns):
            for match in swap.wrong.finditer(reading.text):
                right = swap.right(match)
                if not match.group() or right == match.group() or swap.is_excepted(match):
                    continue
                kept = self._kept(reading.text) if kept is None else kept
                if not any(span.meets(Span(*match.span())) for span in kept):
                    yield _suggestion(swap.rule, reading, match, right)

    def _kept(self, text: str) -> list[Span]:
        """The phrases that are right as they stand."""
        return [Span(*match.span()) for phrase in self._phrases for match in phrase.finditer(text)]


class _Swap(Protocol):
    @property
    def rule(self) -> Rule: ...

    @property
    def wrong(self) -> re.Pattern[str]: ...

    def right(self, match: re.Match[str]) -> str: ...

    def is_excepted(self, match: re.Match[str]) -> bool: ...


class _Listed:
    """A wording and what stands for it."""

    def __init__(self, rule: Rule, wrong: str, right: str) -> None:
        self.rule = rule
        self.wrong = _wording(wrong)
        self._right = right
        self._own_case = " ".join(wrong.split())
        self._unless = _unless(rule)
        words = _WORD.findall(wrong.lower())
        self.first = words[0] if words else ""

    def right(self, match: re.Match[str]) -> str:
        return self._right if self._own_case == match.group() else _in_case_of(match.group(), self._right)

    def is_excepted(self, match: re.Match[str]) -> bool:
        return _is_excepted(self._unless, match)


class _Pattern(NamedTuple):
    """A regular expression and its replacement."""

    rule: Rule
    wrong: re.Pattern[str]
    replace: str
    unless: re.Pattern[str] | None

    def right(self, match: re.Match[str]) -> str:
        return match.expand(self.replace)

    def is_excepted(self, match: re.Match[str]) -> bool:
        return _is_excepted(self.unless, match)


def _swaps(rule: Rule, path: Path) -> Iterator[_Swap]:
    """What a rule of `path` lists. Raises RuleError where it lists nothing, or what cannot be understood."""
    try:
        yield from _understood(rule)
    except ValueError as error:
        raise RuleError(f"{path}: rule {rule.id}{error}") from None


def _understood(rule: Rule) -> Iterator[_Swap]:
    swap, pattern, replace = (rule.data.get(key) for key in ("swap", "pattern", "replace"))
    if unknown := sorted(rule.data.keys() - {"swap", "pattern", "replace", "unless"}):
        raise ValueError(f": unknown key {unknown[0]!r}; a swap has swap, pattern, replace and unless")
    if isinstance(swap, Mapping) and all(isinstance(right, str) for right in swap.values()):
        for wrong, right in swap.items():
            if not _WORD.search(wrong):
                raise ValueError(f": {wrong!r} is no wording; give a pattern")
            yield _Listed(rule, wrong, right)
    elif isinstance(pattern, str) and isinstance(replace, str):
        try:
            wrong = re.compile(pattern)
            wrong.sub(replace, "")
            yield _Pattern(rule, wrong, replace, _unless(rule))
        except (re.error, IndexError) as error:
            raise ValueError(f": pattern or replace: {error}") from None
    else:
        raise ValueError(' needs swap = { "wrong" = "right" }, or pattern and replace')


def _unless(rule: Rule) -> re.Pattern[str] | None:
    given = rule.data.get("unless")
    try:
        return re.compile(given) if given else None
    except (re.error, TypeError) as error:
        raise ValueError(f": unless: {error}") from None


def _is_excepted(unless: re.Pattern[str] | None, match: re.Match[str]) -> bool:
    """Whether `unless` matches over the wording, or beside it with at most a blank between them."""
    if unless is None:
        return False
    start, end = match.span()
    # a hundred code points on either side are enough for any wording
    around = unless.finditer(match.string, max(0, start - 100), min(len(match.string), end + 100))
    return any(other.start() <= end + 1 and other.end() >= start - 1 for other in around)


def _wording(words: str) -> re.Pattern[str]:
    """Finds `words` as whole words, any blanks between them; with a capital among them, only so or in capitals."""
    forms = (words,) if words == words.lower() else (words, words.upper())
    joined = (_BLANKS.join(re.sub(r"['’]", "['’]", re.escape(part)) for part in form.split()) for form in forms)
    return re.compile(rf"(?<![\w’'])(?:{'|'.join(joined)})(?!\w)", re.IGNORECASE if len(forms) == 1 else 0)


def _in_case_of(met: str, right: str) -> str:
    if met.isupper() and len(met) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if met[:1].isupper() else right


def _suggestion(rule: Rule, reading: Reading, match: re.Match[str], right: str) -> Suggestion:
    """Where a house's own rule alters what was said, a person decides inside quotation marks."""
    quoted = rule.wording and reading.is_quoted(Span(*match.span()))
    confidence = min(rule.confidence, Confidence.LIKELY) if quoted else rule.confidence
    text, (start, end), before = reading.text, match.span(), match.group()
    return rule.suggest(text, start, end, right, confidence=confidence, before=before, after=right)
