"""`copyedit rules` and `copyedit config`: the list of all rules, the page of one, what holds for a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from copyedit.config import Config
from copyedit.fixers import CHAIN
from copyedit.report import Paint, visible
from copyedit.rulebook import Rule, RuleError, load, read
from copyedit.settings import RULES

if TYPE_CHECKING:
    from copyedit.configurations import Configurations, Held, Project
    from copyedit.settings import Setting


def explain(ids: list[str], config: Config) -> int:
    """Print all rules, or those that `ids` name, one by one or by fixer. Raises RuleError for an unknown id."""
    shipped = [rule for fixer in CHAIN for rule in load(fixer.stem).values()]
    rules = shipped + [rule for file in config.house_rules for rule in read(Path(file)).values()]
    for asked in ids:
        if all(asked not in (rule.id, rule.id.partition(".")[0]) for rule in rules):
            raise RuleError(f"there is no rule {asked!r}{_likely(asked, [rule.id for rule in rules])}")
    pages = [rule for rule in rules if rule.id in ids]
    listed = [rule for rule in rules if not ids or rule.id.partition(".")[0] in ids]
    width = max((len(rule.id) for rule in listed), default=0)
    for rule in listed:
        print(f"{rule.id:<{width}}  {_confidence(rule, config):<8}  {rule.gist}")
    for rule in pages:
        print("\n".join(page(rule, Paint(False))))
    return 0


def _confidence(rule: Rule, config: Config) -> str:
    held = config.confidence_of(rule.id, rule.confidence)
    return "off" if held is None else held.word


def _likely(asked: str, ids: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(asked, ids, 1)
    return f"; did you mean {close[0]}?" if close else "; copyedit rules lists them"


def page(rule: Rule, paint: Paint) -> Iterator[str]:
    """A rule's page: what it says, how sure it is, what it fixes and what it leaves alone."""
    yield f"{paint.bold(rule.id)}  ({rule.confidence.word})"
    yield rule.gist
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
