"""Word lists: what they say, how they grow, what they do, and what an archive proposes for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from copyedit import fix, words
from copyedit.config import Config, ConfigError

LISTED = """\
# ours
Baerbock
Partnership for Peace   # a programme
C#
Kiev → Kyiv
e mail  ->  email
"""


def run(*args: str, cwd: Path, data: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "copyedit", *args]
    return subprocess.run(command, cwd=cwd, input=data, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    root = tmp_path / "site"
    (root / ".git").mkdir(parents=True)
    return root


def test_a_list_has_words_phrases_and_corrections() -> None:
    said = words.parsed(LISTED, "words.txt")
    assert said.words == {"Baerbock", "Partnership for Peace", "C#"}
    assert said.corrections == {"Kiev": "Kyiv", "e mail": "email"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a → b → c", "words.txt:1: a correction is written wrong → right"),
        ("ok\n → b", "words.txt:2: a correction is written"),
        ("same -> same", "words.txt:1: a correction is written"),
        ("Kiev\nKiev → Kyiv", "words.txt:1: 'Kiev' stands as right here, and as wrong elsewhere"),
    ],
)
def test_what_is_wrong_with_a_list_is_told_with_its_line(text: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        words.parsed(text, "words.txt")


def test_the_closer_list_wins() -> None:
    far = words.WordList(frozenset({"Kyiv", "Lvov"}), {"Kiev": "Kyiv"})
    near = words.WordList(frozenset({"Kiev"}), {"Lvov": "Lviv"})
    assert far | near == (frozenset({"Kyiv", "Kiev"}), {"Lvov": "Lviv"})


def test_new_entries_take_their_place_and_nothing_else_moves() -> None:
    text, new = words.with_entries(
        "# head\nAlpha # first\n# about delta\nDelta\nomega", ["beta", "Delta", "zeta -> Zeta"]
    )
    assert text == "# head\nAlpha # first\nbeta\n# about delta\nDelta\nomega\nzeta → Zeta\n"
    assert new == ["beta", "zeta → Zeta"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He left Kiev for Kiev’s north.", "He left Kyiv for Kyiv’s north."),
        ("KIEV IN FLAMES", "KYIV IN FLAMES"),
        ("E mail us, or e mail them.", "Email us, or email them."),
        ("Send an e  mail.", "Send an email."),
        ("The kiev was chicken.", "The kiev was chicken."),
        ("A chicken Kiev, please; not Kievan Rus, nor O’Kiev.", "A chicken Kiev, please; not Kievan Rus, nor O’Kiev."),
        ("See https://example.com/Kiev for more.", "See https://example.com/Kiev for more."),
    ],
)
def test_corrections_are_made_by_whole_words_in_the_case_met(before: str, after: str) -> None:
    house = Config(words=frozenset({"chicken Kiev"}), corrections={"Kiev": "Kyiv", "e mail": "email"})
    assert fix(before, config=house) == after
    assert fix(after, config=house) == after


def test_allow_writes_the_projects_list_and_the_check_goes_by_it(project: Path) -> None:
    deep = project / "content"
    deep.mkdir()
    (deep / "a.txt").write_text("They met in Kiev.\n")
    assert run("allow", "Kiev -> Kyiv", "Baerbock", cwd=deep).returncode == 0
    assert (project / "words.txt").read_text().splitlines()[1:] == ["Baerbock", "Kiev → Kyiv"]
    assert "nothing new" in run("allow", "Baerbock", cwd=deep).stdout
    assert run("--fix", ".", cwd=deep).returncode == 0
    assert (deep / "a.txt").read_text() == "They met in Kyiv.\n"


def test_allow_for_the_user_holds_in_every_project(project: Path) -> None:
    assert run("allow", "--user", "Kiev -> Kyiv", cwd=project).returncode == 0
    assert not (project / "words.txt").exists()
    assert run("--fix", "-", cwd=project, data="In Kiev.").stdout == "In Kyiv."
    assert run("--fix", "--isolated", "-", cwd=project, data="In Kiev.").stdout == "In Kiev."


@pytest.mark.parametrize("asked", [("a -> b -> c",), ("# nothing",), ()])
def test_allow_refuses_what_is_no_entry_and_writes_nothing(project: Path, asked: tuple[str, ...]) -> None:
    assert run("allow", *asked, cwd=project).returncode == 2
    assert not (project / "words.txt").exists()


def test_allow_refuses_what_contradicts_the_list(project: Path) -> None:
    (project / "words.txt").write_text("Kiev → Kyiv\n")
    assert run("allow", "Kiev", cwd=project).returncode == 2
    assert (project / "words.txt").read_text() == "Kiev → Kyiv\n"


def test_learn_proposes_what_stands_often_and_the_proposal_can_be_allowed(project: Path) -> None:
    for number in range(12):
        text = f"Yesterday Ilvara Quendrith spoke of zorbling in town {number}. We heard Ilvara Quendrith again.\n"
        text += "Later Ilvara Quendrit left.\n" if number < 2 else ""
        (project / f"{number}.txt").write_text(text)
    done = run("learn", ".", "--least", "2", cwd=project)
    entries = [line.split("#")[0].strip() for line in done.stdout.splitlines()]
    assert [entry for entry in entries if entry] == ["Ilvara", "Quendrith", "zorbling"]
    assert "# Quendrit: 2 times in 2 articles; Ilvara Quendrit; Quendrith stands 24 times" in done.stdout
    assert "Quendrith  # 24 times in 12 articles; Ilvara Quendrith" in done.stdout
    assert run("allow", "--from", "-", cwd=project, data=done.stdout).returncode == 0
    assert words.read(project / "words.txt").words == {"Ilvara", "Quendrith", "zorbling"}
    assert run("learn", ".", "--least", "12", cwd=project).stdout.count("\n") == 1
