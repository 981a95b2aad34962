"""Imports point one way: what decides does no I/O, and fixers know nothing of what calls them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "copyedit"
FIXER_MAY = {"config", "fixers", "lexicon", "model", "passage", "patterns", "reading", "rulebook"}
FIXER_MAY |= {"quotation", "spelling"}  # each made for one fixer
MAY = {
    "model": set(),
    "source": set(),
    "passage": {"model"},
    "reading": {"model", "passage", "language", "lexicon", "quotation"},
    "config": {"model"},
    "rulebook": {"model"},
    "draft": {"model"},
    "chain": {"config", "draft", "fixers", "model", "passage", "reading", "rulebook"},
    "proof": {"chain", "config", "fixers", "formats", "model", "passage", "suppression"},
}


def imported(path: Path) -> set[str]:
    """The rooms of the house that a module imports, at its top and within its functions; not those for types only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typed = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    rooms: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in typed:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "copyedit":
            parts = node.module.split(".")
            rooms |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("copyedit.")}
    return {room for room in rooms if not room.startswith("__")}


@pytest.mark.parametrize("room", sorted(MAY))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    path = PACKAGE / f"{room}.py"
    if not path.exists():
        pytest.fail(f"copyedit/{room}.py is gone: mend this table")
    assert imported(path) <= MAY[room]


@pytest.mark.parametrize("path", sorted((PACKAGE / "fixers").glob("*.py")), ids=lambda path: path.stem)
def test_fixers_import_no_chain_no_format_and_no_fixer(path: Path) -> None:
    assert imported(path) <= FIXER_MAY | {"languagetool"}
    if path.stem != "__init__":
        others = {other.stem for other in (PACKAGE / "fixers").glob("*.py")}
        named = {
            node.module.rpartition(".")[2]
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("copyedit.fixers.")
        }
        own_parts = {other for other in others if other.startswith(f"{path.stem.split('_')[0]}_")}
        assert named <= own_parts


@pytest.mark.parametrize("path", sorted((PACKAGE / "formats").glob("*.py")), ids=lambda path: path.stem)
def test_formats_are_readers_only(path: Path) -> None:
    assert imported(path) <= {"model", "passage", "config", "formats"}
