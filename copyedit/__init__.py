"""Cleans and copyedits scraped news; every change can be seen, refused and undone.

from copyedit import fix, proofread

fix("It plans to deploy’more ships’.")     # the sure changes, made
proof = proofread(text)                     # all there is to decide
proof.decide({0: 1, 3: "own words"})        # mark 0: its first choice; mark 3: a text of one's own
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copyedit.config import Config
    from copyedit.proof import Proof

__version__ = "0.1.0"
__all__ = ["__version__", "fix", "proofread"]


def proofread(text: str, *, name: str = "text.txt", config: Config | None = None) -> Proof:
    """All there is to decide in `text`, read as the suffix of `name` says (plain, Markdown, JSONL).

    Nothing is read or written but the rules that came with the package, unless `config` asks for LanguageTool. Safe to
    call from several threads. Raises FormatError where the text is not what the suffix says, and Unavailable where
    LanguageTool is asked for and not installed; one that does not answer is left out.
    """
    from copyedit.proof import prove

    if config is None or not config.languagetool:
        return prove(text, name, config)
    from copyedit.fixers import build
    from copyedit.languagetool.desk import Desks

    desks = Desks(needed=True)
    try:
        return prove(text, name, config, fixers=build(config, desks.of(config)))
    finally:
        desks.closed()


def fix(text: str, *, name: str = "text.txt", config: Config | None = None) -> str:
    """`text` with every sure change made. See `proofread` for what it takes and raises."""
    return proofread(text, name=name, config=config).fixed
