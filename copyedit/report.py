"""What a check found, for people (full) and for programs (json, jsonl)."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

from copyedit.model import Confidence, Suggestion
from copyedit.patterns import lazily
from copyedit.proof import Mark, Proof

# invisible characters are shown by name, so that a change that alters only them can be seen
_SHOWN = {
    "\u200b": "[ZWSP]",
    "\u200c": "[ZWNJ]",
    "\u200d": "[ZWJ]",
    "\u2060": "[WJ]",
    "\ufeff": "[BOM]",
    "\u00ad": "[SHY]",
    "\u00a0": "[NBSP]",
    "\u202f": "[NNBSP]",
    "\u2009": "[THIN]",
    "\u200e": "[LRM]",
    "\u200f": "[RLM]",
    "\t": "→",
    "\r": "␍",
    "\n": "⏎",
    "\ufffd": "[U+FFFD]",
}
# str.splitlines would break at U+2028 and the like, which patch and git do not
_LINE = lazily(r"[^\n]*\n|[^\n]+")
CONTEXT = 40  # code points of the line shown on either side of a change


def visible(text: str) -> str:
    """`text` with blanks at its ends, control, invisible and broken characters made visible."""
    return "".join(_SHOWN.get(c) or (f"[U+{ord(c):04X}]" if _is_unprintable(c) else c) for c in text)


def _is_unprintable(character: str) -> bool:
    return character != " " and not character.isprintable()


def record(mark: Mark, path: str, level: Confidence) -> dict[str, Any]:
    """One change as the stable contract has it (see "Stable contracts" in the README)."""
    pick = mark.change.best(level)
    said = mark.change.because(pick)
    entry: dict[str, Any] = {
        "path": path,
        "start": mark.span.start,
        "end": mark.span.end,
        "line": mark.line,
        "column": mark.column,
        "before": mark.before,
        "after": mark.choices[pick].text if pick else None,
        "alternatives": [c.text for i, c in enumerate(mark.choices) if i not in (0, pick)] if pick else [],
        "confidence": mark.change.confidence_of(pick).word,
        "rules": list(mark.choices[pick].rules or dict.fromkeys(s.rule for s in said)),
        "message": " ".join(dict.fromkeys(s.message for s in said)),
        "evidence": " ".join(dict.fromkeys(s.evidence for s in said if s.evidence)),
    }
    if mark.record is not None:
        entry |= {"record": mark.record, "field": mark.passage.field}
    return entry


def dumped(value: object) -> str:
    """JSON in one line; a stray byte (a lone surrogate) is escaped, so that the line is always valid UTF-8."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


class Paint:
    """ANSI colours, or none."""

    def __init__(self, on: bool) -> None:
        self._on = on

    def _sgr(self, code: str, text: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self._on and text else text

    def bold(self, text: str) -> str:
        return self._sgr("1", text)

    def dim(self, text: str) -> str:
        return self._sgr("2", text)

    def red(self, text: str) -> str:
        return self._sgr("31", text)

    def green(self, text: str) -> str:
        return self._sgr("32", text)

    def of(self, confidence: Confidence) -> Callable[[str], str]:
        code = {Confidence.SURE: "1;32", Confidence.LIKELY: "1;33", Confidence.DOUBTFUL: "1;35"}[confidence]
        return lambda text: self._sgr(code, text)


def full(proof: Proof, path: str, level: Confidence, paint: Paint, *, fixed: bool = False) -> Iterator[str]:
    """Each change in some four lines: place, rule and message; the line with the spot marked; what it would become."""
    for mark in proof.shown_at(level):
        pick = mark.change.default if fixed else mark.change.best(level)
        if fixed and not pick:
            continue
        yield "\n".join(_entry(mark, pick, path, paint, fixed))


def concise(proof: Proof, path: str, level: Confidence, paint: Paint, *, fixed: bool = False) -> Iterator[str]:
    """Each change in one line: place, rule, message, old and new."""
    for mark in proof.shown_at(level):
        pick = mark.change.default if fixed else mark.change.best(level)
        if fixed and not pick:
            continue
        said = mark.change.because(pick)
        rules = ", ".join(mark.choices[pick].rules or dict.fromkeys(s.rule for s in said))
        rule = paint.of(mark.change.confidence_of(pick))(rules)
        became = f" {paint.red(visible(mark.before))} → {paint.green(_named(visible(mark.choices[pick].text)))}"
        place = paint.bold(path) + paint.dim(f":{mark.line}:{mark.column}:")
        yield f"{place} {rule} {_message(said)}{became if pick else ''}"


def _entry(mark: Mark, pick: int, path: str, paint: Paint, fixed: bool) -> Iterator[str]:
    said = mark.change.because(pick)
    confidence = mark.change.confidence_of(pick)
    rules = ", ".join(mark.choices[pick].rules or dict.fromkeys(s.rule for s in said))
    place = paint.bold(path) + paint.dim(f":{mark.line}:{mark.column}:")
    where = f" {paint.dim('(' + _where(mark) + ')')}" if _where(mark) else ""
    yield f"{place} {paint.of(confidence)(rules)} {paint.dim(confidence.word)} {_message(said)}{where}"
    before, old, after = _context(mark)
    margin = paint.dim(f"{mark.line:>5} | ")
    yield f"{margin}{before}{paint.red(old)}{after}"
    yield paint.dim("      | ") + " " * len(before) + paint.red("^" * max(1, len(old)))
    if pick:
        yield paint.dim("      > ") + before + paint.green(visible(mark.choices[pick].text)) + after
    others = [visible(c.text) for i, c in enumerate(mark.choices) if i not in (0, pick)]
    if others and not fixed:
        yield paint.dim("      = or " + " | ".join(_named(text) for text in others))
    if evidence := " ".join(dict.fromkeys(s.evidence for s in said if s.evidence)):
        yield paint.dim(f"      = {evidence}")


def _named(text: str) -> str:
    return text or "[nothing]"


def _message(said: Iterable[Suggestion]) -> str:
    return " ".join(dict.fromkeys(s.message for s in said))


def _where(mark: Mark) -> str:
    if mark.record is not None:
        return f"record {mark.record}, {mark.passage.field}"
    return mark.passage.where


def _context(mark: Mark) -> tuple[str, str, str]:
    """The change and what stands around it in its passage's line, all made visible."""
    text, (start, end) = mark.passage.text, mark.change.span
    left = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    if len(left) == CONTEXT < start:
        left = "… " + left.partition(" ")[2]
    right = re.split(r"[\r\n]", text[end : end + CONTEXT], maxsplit=1)[0]
    if len(right) == CONTEXT < len(text) - end:
        right = right.rpartition(" ")[0] + " …"
    old = visible(text[start:end])
    if len(old) > 2 * CONTEXT:
        old = f"{old[:CONTEXT]} … {old[-CONTEXT // 2 :]}"
    return visible(left), old, visible(right)


def summary(rules: Counter[str], changes: int, files: int, checked: int, paint: Paint, *, fixed: bool) -> Iterator[str]:
    """How many of each rule, most first; then the whole."""
    if not changes:
        yield f"{_count(checked, 'file')} checked, nothing to {'change' if fixed else 'say'}."
        return
    width = max(map(len, rules))
    for rule, number in sorted(rules.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:>6}  {rule:<{width}}"
    verb = "made" if fixed else "suggested"
    yield paint.bold(f"{_count(changes, 'change')} {verb} in {files} of {_count(checked, 'file')}.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def unified_diff(path: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff, for `git apply` or `patch`; line ends as they are."""
    if before == after:
        return
    from difflib import unified_diff as diff

    old, new = _LINE.findall(before), _LINE.findall(after)
    name = path.replace("\\", "/").removeprefix("./").lstrip("/")
    for line in diff(old, new, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def wants_colour(stream: TextIO) -> bool:
    """Colour only on a terminal, and not where NO_COLOR is set (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
