"""What a run does not need it does not import: start-up time is kept by not spending it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ALWAYS_LATER = {"pathspec", "markdown_it", "textual", "pygls", "rich", "xml", "subprocess", "language_tool_python"}
SHOWN = """
import contextlib, io, sys
from copyedit.cli import main
with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), contextlib.suppress(SystemExit):
    main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "later"),
    [
        (["--version"], ALWAYS_LATER | {"tomli", "json", "copyedit.check", "copyedit.configurations"}),
        (["a.txt"], ALWAYS_LATER | {"copyedit.configfile", "copyedit.exchange", "html.parser"}),
        (["."], (ALWAYS_LATER | {"copyedit.configfile"}) - {"markdown_it"}),
    ],
)
def test_what_is_not_needed_is_not_imported(tmp_path: Path, arguments: list[str], later: set[str]) -> None:
    (tmp_path / "a.txt").write_text("Rain fell in the the valley.\n")
    environment = os.environ | {"XDG_CONFIG_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-c", SHOWN, *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert not later & set(done.stderr.split())
