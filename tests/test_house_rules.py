"""A house's own rule files: used in the check, listed, tested, and refused with a clear word where they are wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RULES = r"""
[[rule]]
id = "style.per-cent"
message = "Write “{after}”."
confidence = "sure"
fixes = [["It rose 5 percent.", "It rose 5 per cent."]]
keeps = ["The percentage fell."]
[rule.swap]
percent = "per cent"

[[rule]]
id = "style.ordinal"
message = "“{before}” needs no ordinal: “{after}”."
confidence = "sure"
wording = true
pattern = '\b(\d{1,2})(?:st|nd|rd|th) (January|May|June)\b'
replace = '\1 \2'
unless = "Act|“[^”]*”"
fixes = [["On 5th May it rained.", "On 5 May it rained."]]
keeps = ["The 5th May Act", "He said “on 5th May”."]
"""


def run(*args: str, cwd: Path, data: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "copyedit", *args]
    return subprocess.run(command, cwd=cwd, input=data, capture_output=True, text=True, check=False)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "style.toml").write_text(RULES, encoding="utf-8")
    (tmp_path / "copyedit.toml").write_text('house-rules = ["rules"]\n')
    return tmp_path


def test_its_rules_are_used(house: Path) -> None:
    text = "Percent by percent, on 4th June. “Up 5 percent on 4th May,” he said."
    assert run("--fix", "-", cwd=house, data=text).stdout == (
        "Per cent by per cent, on 4 June. “Up 5 per cent on 4th May,” he said."
    )


def test_its_rules_are_listed_and_can_be_set(house: Path) -> None:
    assert "style.per-cent  sure      Write" in run("rules", "style", cwd=house).stdout
    with (house / "copyedit.toml").open("a") as file:
        file.write('rules.style.per-cent = "off"\n')
    assert "style.per-cent  off" in run("rules", "style", cwd=house).stdout
    assert run("--fix", "-", cwd=house, data="5 percent").stdout == "5 percent"


def test_their_examples_are_tested(house: Path) -> None:
    done = run("rules", "test", cwd=house)
    assert (done.returncode, done.stdout) == (0, "2 rules tested, 0 of their examples failed\n")
    assert run("rules", "test", "rules/style.toml", cwd=house).returncode == 0


def test_an_example_that_fails_is_named_with_file_and_line(house: Path) -> None:
    path = house / "rules" / "style.toml"
    path.write_text(RULES.replace("The percentage fell.", "The percent sign"), encoding="utf-8")
    done = run("rules", "test", cwd=house)
    assert done.returncode == 1
    line = path.read_text(encoding="utf-8").splitlines().index('keeps = ["The percent sign"]') + 1
    assert f"{path}:{line}: style.per-cent alone: 'The percent sign' should be kept" in done.stdout
    path.write_text(RULES.replace('"It rose 5 per cent."', '"It rose five per cent."'), encoding="utf-8")
    assert "becomes 'It rose 5 per cent.', not 'It rose five per cent.'" in run("rules", "test", cwd=house).stdout


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("style.per-cent", "house.per-cent", "needs an id that begins with 'style'"),
        ('confidence = "sure"', 'confidence = "certain"', "confidence is sure, likely or doubtful, not 'certain'"),
        ('keeps = ["The percentage fell."]', "", "rule style.per-cent has no 'keeps'"),
        ("(January", "((January", "rule style.ordinal: pattern or replace:"),
        (r"'\1 \2'", r"'\1 \3'", "rule style.ordinal: pattern or replace:"),
        ("unless =", "unlss =", "rule style.ordinal: unknown key 'unlss'"),
        ('[rule.swap]\npercent = "per cent"', "", "rule style.per-cent needs swap"),
        ('percent = "per cent"', "percent = 5", "rule style.per-cent needs swap"),
    ],
)
def test_a_file_that_cannot_be_used_is_an_error(house: Path, old: str, new: str, complaint: str) -> None:
    path = house / "rules" / "style.toml"
    path.write_text(RULES.replace(old, new, 1), encoding="utf-8")
    done = run("-", cwd=house, data="x")
    assert done.returncode == 2
    assert complaint in done.stderr
    assert str(path) in done.stderr


def test_there_must_be_rules_to_test(tmp_path: Path) -> None:
    done = run("rules", "test", cwd=tmp_path)
    assert done.returncode == 2
    assert "no rules to test" in done.stderr


@pytest.mark.parametrize("sheet", ["british", "american"])
def test_the_sheets_of_the_examples_keep_their_promises(sheet: str) -> None:
    root = Path(__file__).parent.parent
    done = run("rules", "test", f"examples/house-style/{sheet}.toml", "--isolated", cwd=root)
    assert done.returncode == 0, done.stdout
    assert "5 rules tested, 0 of their examples failed" in done.stdout
