"""`copyedit rules test`: a house's own rules keep their promises, each file alone and through the whole chain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from copyedit.config import Config, ConfigError
from copyedit.configurations import Configurations
from copyedit.fixers import CHAIN, Fixer, build
from copyedit.fixers.swaps import Swaps
from copyedit.lines import Lines
from copyedit.proof import Proof, prove
from copyedit.rulebook import Rule, Rules, load, read

PASSED, FAILED = 0, 1


def run(paths: list[str], configurations: Configurations) -> int:
    """Test the rules in `paths` (files or folders), or those that the configuration here names; the exit code.

    Raises RuleError for a file that cannot be used, ConfigError where there is none.
    """
    here = configurations.of(Path("any")).config
    files = [file for path in paths for file in _rule_files(Path(path))] or [*map(Path, here.house_rules)]
    if not files:
        raise ConfigError("no rules to test: name a file or folder, or set house-rules in copyedit.toml")
    rules = failures = 0
    for file in files:
        for complaint in _complaints(file, here):
            print(complaint)
            failures += 1
        rules += len(read(file))
    print(f"{rules} rules tested, {failures} of their examples failed")
    return FAILED if failures else PASSED


def _rule_files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.glob("*.toml"))
    if not path.is_file():
        raise ConfigError(f"{path}: no such file or folder")
    return [path]


def _complaints(file: Path, config: Config) -> Iterator[str]:
    """What fails in one file, each with its line."""
    lines = Lines(file.read_text(encoding="utf-8"))
    rules = read(file)
    alone, whole = _chains(file, rules, config)
    for number, rule in enumerate(rules.values()):
        place = f"{file}:{lines.of(('rule', number, 'fixes'))}: {rule.id}"
        for before, after in rule.fixes:
            for name, fixers in (("alone", alone), ("in the whole chain", whole)):
                if after not in (met := outcomes(prove(before, config=config, fixers=fixers), rule)):
                    yield f"{place} {name}: {before!r} becomes {_others(met, before)}, not {after!r}"
        place = f"{file}:{lines.of(('rule', number, 'keeps'))}: {rule.id}"
        for text in rule.keeps:
            for name, fixers in (("alone", alone), ("in the whole chain", whole)):
                if met := outcomes(prove(text, config=config, fixers=fixers), rule) - {text} if fixers else set():
                    yield f"{place} {name}: {text!r} should be kept, but becomes {_others(met, text)}"


def _chains(file: Path, rules: Rules, config: Config) -> tuple[tuple[Fixer, ...], tuple[Fixer, ...]]:
    """The file's fixer alone, and the whole chain with it: a file that has a fixer's name is that fixer's."""
    own = next((fixer for fixer in CHAIN if fixer.stem == file.stem), None)
    if own is not None:
        built = build(config)
        at = CHAIN.index(own)
        alone = own(rules, config)
        return (alone,), (*built[:at], alone, *built[at + 1 :])
    houses = tuple(dict.fromkeys((*config.house_rules, str(file))))
    only = Swaps(Rules({"swaps.listed": load("swaps")["swaps.listed"]}, file.parent), Config(house_rules=(str(file),)))
    return (only,), build(config._replace(house_rules=houses))


def outcomes(proof: Proof, rule: Rule) -> set[str]:
    """What taking any, or all, of the rule's own choices makes of the text; nothing where it says nothing."""
    own = [
        (index, pick)
        for index, mark in enumerate(proof.marks)
        for pick, choice in enumerate(mark.choices)
        if rule.id in choice.rules
    ]
    first = dict(reversed(own))
    all_of_them = {proof.decide(proof.defaults | first)} if own else set()
    return all_of_them | {proof.decide(proof.defaults | {index: pick}) for index, pick in own}


def _others(met: set[str], before: str) -> str:
    return " or ".join(map(repr, sorted(met - {before}))) or "nothing else"
