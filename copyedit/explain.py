"""`copyedit rules` and `copyedit config`: the list of all rules, the page of one, what holds for a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from copyedit.fixers import CHAIN
from copyedit.report import Paint, visible
from copyedit.rulebook import Rule, RuleError, load
from copyedit.settings import RULES

if TYPE_CHECKING:
    from copyedit.configurations import Configurations, Held, Project
    from copyedit.settings import Setting


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


def explain_configuration(given: str, configurations: Configurations, *, schema: bool) -> int:
    """Print, in the form of a configuration file, what holds for the file `given`, and where each value comes from.

    For a folder, what holds for any file in it that no [[per-path]] block matches. Raises ConfigError.
    """
    from copyedit import settings

    if schema:
        print(json.dumps(settings.schema(), indent=2))
        return 0
    path = Path(given)
    inside = path / "any" if path.is_dir() else path
    project, held = configurations.project(inside.parent), configurations.of(inside)
    print(f"# {'the defaults' if project.file is None else project.file} for {given}")
    for setting in settings.SETTINGS.values():
        for key, value, origin in _held(setting, project, held):
            print(f"{key} = {_toml(value)}  # {origin}")
    return 0


def _held(setting: Setting, project: Project, held: Held) -> Iterator[tuple[str, object, str]]:
    if setting.key == RULES:
        for rule, confidence in sorted(held.config.rules.items()):
            value = confidence if isinstance(confidence, str) else confidence.word
            yield f"{RULES}.{json.dumps(rule)}", value, held.origin(f"{RULES}.{rule}")
    elif setting.field:
        yield setting.key, getattr(held.config, setting.field), held.origin(setting.key)
    elif setting.key == "words":
        yield setting.key, [str(path) for path in held.word_lists], held.origin(setting.key)
    elif stated := project.stated(setting.key):
        yield setting.key, stated.value, stated.place


def _toml(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
