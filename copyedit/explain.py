"""`copyedit rules`: the list of all rules, or the page of one."""

from __future__ import annotations

from collections.abc import Iterator

from copyedit.fixers import CHAIN
from copyedit.report import Paint, visible
from copyedit.rulebook import Rule, RuleError, load


def explain(rule_id: str | None) -> int:
    """Print the rules, those of one fixer, or one. Raises RuleError where there is none of that id."""
    rules = [rule for fixer in CHAIN for rule in load(fixer.stem).values()]
    if rule_id is None or rule_id in {fixer.stem for fixer in CHAIN}:
        chosen = [rule for rule in rules if rule_id is None or rule.id.startswith(f"{rule_id}.")]
        width = max((len(rule.id) for rule in chosen), default=0)
        for rule in chosen:
            print(f"{rule.id:<{width}}  {rule.confidence.word:<8}  {rule.message}")
        return 0
    for rule in rules:
        if rule.id == rule_id:
            print("\n".join(page(rule, Paint(False))))
            return 0
    raise RuleError(f"there is no rule {rule_id!r}{_likely(rule_id, [rule.id for rule in rules])}")


def _likely(asked: str, ids: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(asked, ids, 1)
    return f"; did you mean {close[0]}?" if close else "; copyedit rules lists them"


def page(rule: Rule, paint: Paint) -> Iterator[str]:
    """A rule's page: what it says, how sure it is, what it fixes and what it leaves alone."""
    yield f"{paint.bold(rule.id)}  ({rule.confidence.word})"
    yield rule.message
    if rule.wording:
        yield "Alters what was said, so inside quotation marks a person decides."
    yield "\nFixes"
    for before, after in rule.fixes:
        yield f"  {visible(before)}\n→ {visible(after)}"
    yield "\nLeaves alone"
    yield from (f"  {visible(text)}" for text in rule.keeps)
    if rule.misses:
        yield "\nKnown to miss"
        for before, after in rule.misses:
            yield f"  {visible(before)}\n→ {visible(after)}"
