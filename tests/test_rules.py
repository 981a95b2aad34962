"""Every rule keeps its own promises: its `fixes` and `keeps`, on its fixer alone and through the whole chain."""

from __future__ import annotations

import pytest
from _pytest.mark import ParameterSet

from copyedit import rulebook
from copyedit.config import Config
from copyedit.fixers import CHAIN, Fixer, build
from copyedit.fixers.languagetool import LanguageTool
from copyedit.proof import prove

FIXERS = {fixer.stem: fixer for fixer in CHAIN}
RULES = [(stem, rule) for stem in FIXERS for rule in rulebook.load(stem).values()]


def pairs(kind: str) -> list[ParameterSet]:
    """The rules' own `fixes` or `misses` as parameters: stem, rule id, before, after."""
    return [
        pytest.param(stem, rule.id, *pair, id=f"{rule.id}: {pair[0][:40]}")
        for stem, rule in RULES
        for pair in getattr(rule, kind)
    ]


KEEPS = [pytest.param(stem, rule.id, text, id=f"{rule.id}: {text[:40]}") for stem, rule in RULES for text in rule.keeps]


def outcomes(source: str, fixers: tuple[Fixer, ...], rule_id: str) -> set[str]:
    """The sure text, and what taking any or all of `rule_id`'s own choices makes of it."""
    proof = prove(source, fixers=fixers)
    assert not proof.restless
    own = [
        (index, pick)
        for index, mark in enumerate(proof.marks)
        for pick, choice in enumerate(mark.choices)
        if rule_id in choice.rules
    ]
    first = dict(reversed(own))
    return {proof.fixed, proof.decide(proof.defaults | first)} | {proof.decide(proof.defaults | {i: p}) for i, p in own}


def alone(stem: str) -> tuple[Fixer, ...]:
    return (FIXERS[stem](rulebook.load(stem), Config()),)


@pytest.mark.parametrize(("stem", "rule_id", "before", "after"), pairs("fixes"))
def test_a_rule_fixes_what_it_says(stem: str, rule_id: str, before: str, after: str) -> None:
    assert after in outcomes(before, alone(stem), rule_id)
    assert after in outcomes(before, build(Config()), rule_id)


@pytest.mark.parametrize(("stem", "rule_id", "text"), KEEPS)
def test_a_rule_keeps_what_it_says(stem: str, rule_id: str, text: str) -> None:
    for fixers in (alone(stem), build(Config())):
        proof = prove(text, fixers=fixers)
        assert rule_id not in {rule for mark in proof.marks for choice in mark.choices for rule in choice.rules}
        assert rule_id not in {remark.rule for mark in proof.marks for remark in mark.change.remarks}


@pytest.mark.parametrize(("stem", "rule_id", "before", "after"), pairs("misses"))
@pytest.mark.xfail(strict=True, reason="known to be missed")
def test_a_rule_still_misses_what_it_says(stem: str, rule_id: str, before: str, after: str) -> None:
    assert after in outcomes(before, alone(stem), rule_id)


def test_every_rule_file_has_its_fixer() -> None:
    assert set(rulebook.stems()) <= {*FIXERS, LanguageTool.stem}  # LanguageTool's need a server: test_languagetool.py
