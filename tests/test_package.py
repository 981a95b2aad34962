"""The wheel and the sdist: built, installed elsewhere, run from another folder, with all that they need inside."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LARGEST_WHEEL = 16_000_000  # bytes


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


def test_the_wheel_holds_rules_lexicon_styles_and_licence(built: Path) -> None:
    (wheel,) = built.glob("copyedit_news-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    rules = {f"copyedit/rules/{path.name}" for path in (ROOT / "rules").iterdir() if path.is_file()}
    data = {f"copyedit/lexicon/data/{path.name}" for path in (ROOT / "copyedit/lexicon/data").iterdir()}
    styles = {str(path.relative_to(ROOT).as_posix()) for path in (ROOT / "copyedit").rglob("*.tcss")}
    assert rules | data | styles | {"copyedit/py.typed"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "examples/", "rules/")) for name in names)
    assert wheel.stat().st_size < LARGEST_WHEEL


def test_the_sdist_holds_what_the_tests_need(built: Path) -> None:
    (sdist,) = built.glob("copyedit_news-*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "rules/doubled.toml", "tests/test_cli.py"} <= names
    assert any(name.startswith("examples/") for name in names)


def test_the_wheel_runs_from_another_folder(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("copyedit_news-*.whl")
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    environment = os.environ | {"PYTHONPATH": str(site)}
    where = "import copyedit, copyedit.rulebook as r; print(copyedit.__file__, r.rules_folder())"
    printed = subprocess.run(
        [sys.executable, "-c", where], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    assert printed.count(str(site)) == 2
    done = subprocess.run(
        [sys.executable, "-m", "copyedit", "--isolated", "--fix", "-"],
        input="Paris in the the spring.",
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "Paris in the spring."
