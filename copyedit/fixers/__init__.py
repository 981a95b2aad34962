"""The chain of fixers and the reason for its order.

A fixer reads one passage and says what it would change. It holds no state but its rules, imports no other fixer, and
leaves protection, trimming and conflicts to the chain.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Protocol

from copyedit.config import Config
from copyedit.fixers.confusions import Confusions
from copyedit.fixers.dialect import Dialect
from copyedit.fixers.doubled import Doubled
from copyedit.fixers.encoding import Encoding
from copyedit.fixers.entities import Entities
from copyedit.fixers.glued import Glued
from copyedit.fixers.hyphenation import Hyphenation
from copyedit.fixers.invisible import Invisible
from copyedit.fixers.languagetool import Desk, LanguageTool
from copyedit.fixers.lost import Lost
from copyedit.fixers.names import Names
from copyedit.fixers.quotes import Quotes
from copyedit.fixers.residue import Residue
from copyedit.fixers.spacing import Spacing
from copyedit.fixers.spelling import Spelling
from copyedit.fixers.swaps import Swaps
from copyedit.model import Suggestion
from copyedit.reading import Reading
from copyedit.rulebook import Rules, load


class Fixer(Protocol):
    """One link of the chain. `stem` names its file in rules/."""

    stem: ClassVar[str]

    def __init__(self, rules: Rules, config: Config) -> None: ...

    def __call__(self, reading: Reading) -> Iterable[Suggestion]: ...


# Each line says why it stands where it does.
CHAIN: tuple[type[Fixer], ...] = (
    Lost,  # before encoding: while the misread bytes are there, they show which mark was cut short
    Encoding,  # nothing else can read text whose bytes were misread
    Entities,  # they stand for characters, so whoever asks what stands beside a character must find them decoded
    Invisible,  # what follows looks at words, and these hide inside them
    Hyphenation,  # before spacing: the line end or blank in a broken word is no space between words
    Spacing,  # before quotes: their marks are told apart by the blanks around them
    Quotes,  # marks decide what is quoted and where words end: after blanks, before all that reads words
    Residue,  # whole lines, whose marks are settled; before repeats, which would call a second advertisement doubled
    Doubled,  # words must read as words: after characters, spacing and quotes
    Glued,  # makes the words whole that names and spelling look up
    Swaps,  # before names and spelling, which need not look at what a list has settled
    Names,  # words must be whole, and names known before spelling asks what is no word
    Spelling,  # after names: what they have settled is not asked about again
    Confusions,  # after spelling: the neighbours it asks must be words
    Dialect,  # after spelling: a misspelt word is of no dialect
)


def build(config: Config, desk: Desk | None = None) -> tuple[Fixer, ...]:
    """The chain as `config` wants it; LanguageTool is its last link where there is a `desk` to ask it at.

    Raises RuleError where a rule file cannot be used.
    """
    chain: tuple[Fixer, ...] = tuple(fixer(load(fixer.stem), config) for fixer in CHAIN)
    if desk is None:
        return chain
    # last, so that it meets none of the faults that others mend, and is asked about a text that is nearly at rest
    return (*chain, LanguageTool(load(LanguageTool.stem), config, desk))
