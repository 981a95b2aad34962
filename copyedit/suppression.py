"""Suppression: comments in a text that ask to leave a line, a stretch or the whole file as it is.

    <!-- copyedit: ignore -->                   this line; where the comment stands alone, the next one
    <!-- copyedit: ignore[spelling] -->         only these rules, or fixers
    <!-- copyedit: ignore-next-line -->
    <!-- copyedit: off -->  …  <!-- copyedit: on -->
    <!-- copyedit: ignore-file -->

A record of JSONL or CSV says `ignore` or `ignore[rule]` in a field called copyedit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from copyedit.model import Span
from copyedit.passage import Article, Passage, Silence
from copyedit.patterns import lazily

HINT = "copyedit"  # a text without it has no suppressions
_ASKED = lazily(r"copyedit:\s*(?P<verb>[\w-]+)\s*(?:\[(?P<rules>[^\]]*)\])?")
_FIELD = lazily(r"(?P<verb>ignore)(?:\[(?P<rules>[^\]]*)\])?")
_LINE = lazily(r"[^\n]*(?:\n|\Z)")
VERBS = ("ignore", "ignore-next-line", "ignore-file", "off", "on")


class Suppression(NamedTuple):
    """One comment: where it stands, what it keeps quiet (all rules where none is named), and where. In the source."""

    comment: Span
    rules: frozenset[str]
    reach: Span


Said = tuple[int, str]  # of a suppression itself: its offset in the source, and what there is to say


class Suppressions(NamedTuple):
    """All suppressions of a text, and what is wrong with any."""

    asked: tuple[Suppression, ...]
    wrong: tuple[Said, ...]
    comments: tuple[Span, ...]

    def applied(self, articles: Iterable[Article]) -> list[Article]:
        """The articles with their passages told what is to be kept quiet in them, and the comments protected."""
        return [article._replace(passages=tuple(map(self._told, article.passages))) for article in articles]

    def unused(self, used: set[int]) -> tuple[Said, ...]:
        """What to say of each suppression that kept nothing quiet."""
        return tuple(
            (one.comment.start, f"this suppression keeps nothing quiet{_of(one.rules)}; remove it")
            for index, one in enumerate(self.asked)
            if index not in used
        )

    def _told(self, passage: Passage) -> Passage:
        silences = tuple(
            Silence(within, one.rules, index)
            for index, one in enumerate(self.asked)
            for within in passage.within(one.reach)
        )
        comments = tuple(span for comment in self.comments for span in passage.within(comment))
        if not silences and not comments:
            return passage
        return passage._replace(silences=silences, protected=(*passage.protected, *comments))


def suppressions(source: str, articles: Sequence[Article]) -> Suppressions:
    """What the comments of the articles ask for, in the order of the source."""
    asked: list[Suppression] = []
    wrong: list[Said] = []
    off: dict[frozenset[str], Span] = {}
    for article in articles:
        for note in article.notes:
            said = source[note.start : note.end]
            match = _FIELD.fullmatch(said) or _ASKED.search(said)
            if match is None or match["verb"] not in VERBS:
                wrong.append((note.start, f"a suppression is {', '.join(VERBS)}, with [rules] or without"))
                continue
            verb, rules = match["verb"], _rules(match["rules"])
            if verb == "off":
                off.setdefault(rules, note)
            elif verb == "on":
                for ended in [began for began in off if not rules or began == rules]:
                    asked.append(Suppression(off[ended], ended, Span(off[ended].end, note.start)))
                    del off[ended]
            else:
                reach = article.whole if article.whole is not None else _REACH[verb](source, note)
                asked.append(Suppression(note, rules, reach))
    asked += [Suppression(note, rules, Span(note.end, len(source))) for rules, note in off.items()]
    comments = tuple(note for article in articles for note in article.notes)
    return Suppressions(tuple(sorted(asked)), tuple(wrong), comments)


def _rules(listed: str | None) -> frozenset[str]:
    return frozenset(rule.strip() for rule in (listed or "").split(",") if rule.strip())


def _of(rules: frozenset[str]) -> str:
    return f" of {', '.join(sorted(rules))}" if rules else ""


def _this_line(source: str, note: Span) -> Span:
    """The line of the comment, or the next one where the comment stands alone."""
    start = source.rfind("\n", 0, note.start) + 1
    end = source.find("\n", note.end)
    line = Span(start, len(source) if end < 0 else end)
    alone = not (source[line.start : note.start] + source[note.end : line.end]).strip()
    return _next_line(source, note) if alone else line


def _next_line(source: str, note: Span) -> Span:
    """The next line that is not blank."""
    at = source.find("\n", note.end)
    while 0 <= at < len(source):
        match = _LINE.match(source, at + 1)
        if match is None or match.group().strip() or match.end() == len(source):
            return Span(at + 1, match.end() if match else len(source))
        at = match.end() - 1
    return Span(note.end, note.end)


def _whole(source: str, note: Span) -> Span:
    return Span(0, len(source))


_REACH: dict[str, Callable[[str, Span], Span]] = {
    "ignore": _this_line,
    "ignore-next-line": _next_line,
    "ignore-file": _whole,
}
