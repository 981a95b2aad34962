"""LanguageTool itself: installed from Maven by the product, started by it, asked by it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from copyedit import rulebook
from copyedit.config import Config
from copyedit.fixers import build
from copyedit.fixers.languagetool import LanguageTool
from copyedit.languagetool import home, server
from copyedit.languagetool.desk import ServerDesk
from copyedit.model import Confidence
from copyedit.proof import Proof, prove
from tests.languagetool_support import desk, end_server

pytestmark = pytest.mark.system
EXAMPLE = Path(__file__).parent.parent / "examples" / "ukraine-crisis.txt"
RULES = rulebook.load(LanguageTool.stem)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """LanguageTool installed, and folders of its own for state and cache; with CI=true it must be had."""
    missing = [program for program in ("java", "mvn") if shutil.which(program) is None]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"needs {' and '.join(missing)}: run tests/system-setup.sh")
    if missing:
        pytest.skip(f"needs {' and '.join(missing)}")
    folder = tmp_path_factory.mktemp("languagetool")
    places = {"COPYEDIT_STATE": str(folder / "state"), "XDG_CACHE_HOME": str(folder / "cache")}
    done = copyedit(places, "languagetool", "install", "--from", "maven")
    assert done.returncode == 0, done.stderr
    yield places
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COPYEDIT_STATE", places["COPYEDIT_STATE"])
        end_server(home.state_folder())


@pytest.fixture
def here(folders: dict[str, str], _state_of_its_own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process asks the server that is shared by these tests."""
    for name, value in folders.items():
        monkeypatch.setenv(name, value)


def copyedit(places: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "copyedit", *words]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | places, timeout=300, check=False)


def test_install_start_status_check(folders: dict[str, str], tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("The navy has all ready left. Its not clear weather it will return.\n")
    assert copyedit(folders, "languagetool", "start").returncode == 0
    assert "LanguageTool 6.8 at" in copyedit(folders, "languagetool", "status").stdout
    done = copyedit(folders, "check", "--isolated", "--languagetool", str(article))
    assert done.returncode == 1
    assert "languagetool.ALREADY_ALL_READY" in done.stdout
    assert "doctor" not in copyedit(folders, "doctor").stderr


def test_the_example(here: None, folders: dict[str, str]) -> None:
    answers = desk().matches("It plans to deploy 60 aircrafts and 10,000 personnel.", "en-GB", ())
    assert [(match.rule, match.text) for match in answers] == [("AIRCRAFTS", "aircrafts")]
    done = copyedit(folders, "check", "--isolated", "--languagetool", "--level", "doubtful", str(EXAMPLE))
    assert done.returncode == 1, done.stderr
    assert "aircrafts" in done.stdout
    assert not done.stderr


def outcomes(source: str, asked: ServerDesk, name: str = "a.txt") -> Proof:
    config = Config(languagetool=True, dialect="en-US")
    return prove(source, name, config, Confidence.SURE, build(config, asked))


@pytest.fixture(scope="module")
def asked() -> dict[str, ServerDesk]:
    return {}


def shared(asked: dict[str, ServerDesk]) -> ServerDesk:
    """One desk for all rules, which has asked about all their examples at once."""
    if not asked:
        asked["desk"] = desk()
        texts = [t for rule in RULES.values() for t in (*rule.keeps, *(before for before, _ in rule.fixes))]
        asked["desk"].matches(texts[0], "en-US", texts)
    return asked["desk"]


@pytest.mark.parametrize("rule_id", list(RULES))
def test_a_listed_rule_does_what_it_says(here: None, asked: dict[str, ServerDesk], rule_id: str) -> None:
    at_desk, name = shared(asked), rule_id.partition(".")[2]
    for before, after in RULES[rule_id].fixes:
        made = {
            before[: match.start] + text + before[match.start + len(match.text) :]
            for match in at_desk.matches(before, "en-US", ())
            if match.rule == name
            for text in match.replacements
        }
        assert after in made
    for text in RULES[rule_id].keeps:
        assert name not in {match.rule for match in at_desk.matches(text, "en-US", ())}


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.txt", "The 🎉🎉 crew 👩‍🚀 has all ready left 𝒞ardiff."),
        ("a.txt", "Café Ne\u0301ro has all ready left Cardiff."),
        ("a.txt", "The 🎉 crew came.\r\nThe team has all ready left.\r\n\r\nThe end.\r\n"),
        ("a.md", "The *team* 🎉 has all ready left **Cardiff**.\n"),
        ("a.jsonl", '{"text": "The \\ud83c\\udf89 t\\u0065am\\r\\nhas all ready left."}\n'),
    ],
)
def test_offsets_are_exact(here: None, name: str, source: str) -> None:
    marks = outcomes(source, desk(), name).marks
    (mark,) = (m for m in marks if "languagetool.ALREADY_ALL_READY" in {r for c in m.choices for r in c.rules})
    assert source[mark.span.start : mark.span.end] == mark.before
    assert mark.before.split() == ["all", "ready"]


def test_line_breaks_in_a_match_stay(here: None) -> None:
    source = "The 🎉 council of the town by the sea would\r\nof paid for the bridge.\r\n"
    proof = outcomes(source, desk())
    (index,) = (i for i, m in enumerate(proof.marks) if "languagetool.MODAL_OF" in m.choices[-1].rules)
    assert proof.decide({index: 1}) == source.replace("\nof", "\nhave")


def test_inside_quotation_marks_it_is_doubtful(here: None) -> None:
    proof = outcomes("“The team has all ready left,” she said.", desk())
    (mark,) = (m for m in proof.marks if "languagetool.ALREADY_ALL_READY" in m.choices[-1].rules)
    assert mark.change.confidence_of(len(mark.choices) - 1) is Confidence.DOUBTFUL


def test_killed_in_mid_check_it_is_replaced(here: None) -> None:
    first = server.ensure(home.state_folder(), home.needed())
    texts = [f"On day {number} the team has all ready left the harbour, and nobody knew why." for number in range(90)]
    killer = threading.Timer(0.3, first.server.end, (0,))
    killer.start()
    asked = desk()
    found = [asked.matches(text, "en-US", texts) for text in texts]
    killer.join()
    assert not asked.trouble
    assert all("ALREADY_ALL_READY" in {match.rule for match in matches} for matches in found)
    assert not first.server.lives
