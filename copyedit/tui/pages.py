"""The texts of the pages: help from the bindings, a rule from its file, what would be written."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Sequence

from textual.binding import Binding
from textual.content import Content

from copyedit import display, rulebook
from copyedit.sitting import Pending
from copyedit.tui.keys import KEYS

MOST_DIFF_LINES = 2000

_SIGNS = {"slash": "/", "question_mark": "?", "pagedown": "page down", "pageup": "page up"}

Parts = list["str | Content | tuple[str, str]"]


def help_text(active: Iterable[Binding]) -> Content:
    """Every binding of the table under the keys that it now has."""
    keys: dict[str, list[str]] = {}
    for found in active:
        if found.id:
            keys.setdefault(found.id, []).append(_SIGNS.get(found.key, found.key))
    out: Parts = []
    section = ""
    numbers = [name for name in keys if name.startswith("choice-")]
    for key in KEYS:
        if key.id in numbers[1:]:
            continue
        if key.id in numbers:
            said = "".join(keys[name][0] for name in numbers)
            keys[key.id] = ["1–9" if said == "123456789" else said]
        if key.section != section:
            out.append((f"{'' if not section else chr(10)}{key.section}\n", "bold"))
            section = key.section
        out += [(f"  {', '.join(keys.get(key.id, ['–'])):<14}", "$text-accent"), f" {key.text}\n"]
    return Content.assemble(*out, *_legend())


def _legend() -> Parts:
    return [
        ("\nSigns\n", "bold"),
        "  · open   ✓ accepted   ✗ left as it was   ✎ your own text\n",
        "  ● sure   ◐ likely   ○ doubtful\n",
        "  [old→new]  what would change here; ∅ is nothing, ⏎ a line end, ⍽ a no-break space\n",
        "  underlined: other changes of the passage\n",
        "  ctrl+p lists every action by name; the mouse works too.\n",
    ]


def rule_text(rule_id: str) -> Content:
    """What a rule says, what it mends and what it leaves alone."""
    stem = rule_id.partition(".")[0]
    rule = rulebook.load(stem).get(rule_id) if stem in rulebook.stems() else None
    if rule is None:
        return Content(f"{rule_id} has no entry in rules/.")
    out: Parts = [(f"{rule.gist}\n\n", "bold"), ("Confidence: ", "dim"), f"{rule.confidence.word}\n"]
    out.append(("\nMends\n", "bold"))
    for before, after in rule.fixes:
        out += [f"  {display.visible(before)}\n", ("  → ", "dim"), (f"{display.visible(after)}\n", "$text-success")]
    out.append(("\nLeaves alone\n", "bold"))
    out += [f"  {display.visible(kept)}\n" for kept in rule.keeps]
    if rule.misses:
        out.append(("\nIs known to miss\n", "bold"))
        out += [f"  {display.visible(before)}\n" for before, _ in rule.misses]
    return Content.assemble(*out)


def summary_text(pending: Sequence[Pending]) -> Content:
    """Files, changes by rule, and the diff."""
    by_rule: Counter[str] = Counter()
    out: Parts = []
    for file in pending:
        by_rule.update(file.by_rule)
        out.append(f"{file.path}: {display.counted(file.changes, 'change')}\n")
    out.append(("\nBy rule\n", "bold"))
    out += [f"{count:6}  {rule}\n" for rule, count in by_rule.most_common()]
    out.append(("\nDiff\n", "bold"))
    shown = 0
    for file in pending:
        for line in _diff(file):
            shown += 1
            if shown > MOST_DIFF_LINES:
                return Content.assemble(*out, (f"… the first {MOST_DIFF_LINES} lines\n", "dim"))
            out.append((display.visible(line, breaks=False) + "\n", _diff_style(line)))
    return Content.assemble(*out)


def _diff(file: Pending) -> Iterable[str]:
    before, after = file.before.split("\n"), file.after.split("\n")
    return difflib.unified_diff(before, after, str(file.path), str(file.path), n=0, lineterm="")


def _diff_style(line: str) -> str:
    return {"+": "$text-success", "-": "$text-error", "@": "dim"}.get(line[:1], "")
