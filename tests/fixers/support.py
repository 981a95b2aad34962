"""What the tables of the fixers' tests share: some fixers alone, and the text that their sure changes make."""

from __future__ import annotations

from copyedit import rulebook
from copyedit.config import Config
from copyedit.fixers import CHAIN
from copyedit.model import Confidence
from copyedit.proof import Proof, prove

CHARACTERS = ("lost", "encoding", "entities", "invisible", "hyphenation")


def proved(text: str, *stems: str, name: str = "text.txt") -> Proof:
    """`text` as the fixers of `stems` see it, each alone in the chain's order."""
    fixers = tuple(fixer(rulebook.load(fixer.stem), Config()) for fixer in CHAIN if fixer.stem in stems)
    assert len(fixers) == len(stems)
    proof = prove(text, name, fixers=fixers)
    assert not proof.restless
    return proof


def fixed(text: str, *stems: str, name: str = "text.txt") -> str:
    """The sure changes made; made again they change nothing."""
    once = proved(text, *stems, name=name).fixed
    assert proved(once, *stems, name=name).fixed == once
    return once


def likely(text: str, *stems: str) -> str:
    """All changes made that are at least likely, the first choice of each."""
    proof = proved(text, *stems)
    return proof.decide({i: mark.change.best(Confidence.LIKELY) for i, mark in enumerate(proof.marks)})
