"""Configuration: which file holds, what is wrong with one, and where each value comes from."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from copyedit.config import Config, ConfigError
from copyedit.configfile import layers
from copyedit.configurations import Configurations
from copyedit.model import Confidence
from copyedit.settings import schema

SCHEMA = Path(__file__).parent.parent / "copyedit" / "copyedit.schema.json"


@pytest.fixture(autouse=True)
def _no_user_list(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("home")))


def put(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def config(root: Path, file: str) -> Config:
    return Configurations().of(root / file).config


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert config(tmp_path, "a.md") == Config()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".copyedit.toml", 'dialect = "en-GB"'),
        ("copyedit.toml", 'dialect = "en-GB"'),
        ("pyproject.toml", '[tool.copyedit]\ndialect = "en-GB"'),
    ],
)
def test_a_file_of_any_of_the_three_names_holds(tmp_path: Path, name: str, text: str) -> None:
    put(tmp_path, {name: text})
    assert config(tmp_path, "deep/below/a.md").dialect == "en-GB"


def test_the_closest_file_wins_and_nothing_of_the_others_holds(tmp_path: Path) -> None:
    put(tmp_path, {"copyedit.toml": 'dialect = "en-GB"\nquotes = "curly"', "us/copyedit.toml": 'dialect = "en-US"'})
    assert config(tmp_path, "a.md")[:2] == ("en-GB", "curly")
    assert config(tmp_path, "us/a.md")[:2] == ("en-US", "keep")


def test_a_pyproject_that_says_nothing_of_us_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, {"copyedit.toml": 'quotes = "curly"', "site/pyproject.toml": "[project]\nname = 'x'"})
    assert config(tmp_path, "site/a.md").quotes == "curly"


def test_a_file_extends_another(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "house/base.toml": 'dialect = "en-GB"\nquotes = "curly"\nwords = ["house.txt"]\n'
            'rules = { doubled = "off", encoding = "likely" }',
            "house/house.txt": "Ofcom\n",
            "site/copyedit.toml": 'extend = "../house/base.toml"\nquotes = "straight"\nrules = { doubled = "sure" }',
        },
    )
    held = config(tmp_path, "site/a.md")
    assert (held.dialect, held.quotes, held.words) == ("en-GB", "straight", {"Ofcom"})
    assert held.rules == {"doubled": Confidence.SURE, "encoding": Confidence.LIKELY}


def test_files_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    put(tmp_path, {"copyedit.toml": 'extend = "b.toml"', "b.toml": 'extend = "copyedit.toml"'})
    with pytest.raises(ConfigError, match="extended in a circle"):
        config(tmp_path, "a.md")


def test_per_path_blocks_hold_for_their_files_the_later_one_winning(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "copyedit.toml": """
                dialect = "en-GB"
                [[per-path]]
                files = ["archive/**", "*.jsonl"]
                dialect = "en-US"
                rules.doubled.function-word = "off"
                [[per-path]]
                files = ["archive/2020/"]
                dialect = "auto"
            """
        },
    )
    assert config(tmp_path, "a.md").dialect == "en-GB"
    assert config(tmp_path, "archive/a.md").dialect == "en-US"
    assert config(tmp_path, "new/x.jsonl").rules == {"doubled.function-word": "off"}
    held = config(tmp_path, "archive/2020/a.md")
    assert (held.dialect, held.rules) == ("auto", {"doubled.function-word": "off"})


def test_files_that_share_a_configuration_share_the_object(tmp_path: Path) -> None:
    put(tmp_path, {"copyedit.toml": '[[per-path]]\nfiles = ["b.md"]\nquotes = "curly"'})
    all_of_them = Configurations()
    one, other, apart = (all_of_them.of(tmp_path / name).config for name in ("a.md", "x/c.md", "b.md"))
    assert one is other
    assert apart is not one


def test_given_and_isolated_leave_the_closest_file_aside(tmp_path: Path) -> None:
    put(tmp_path, {"copyedit.toml": 'quotes = "curly"', "words.txt": "Ofcom", "other.toml": 'quotes = "straight"'})
    assert Configurations(tmp_path / "other.toml").of(tmp_path / "a.md").config.quotes == "straight"
    assert Configurations(isolated=True).of(tmp_path / "a.md").config == Config()
    with pytest.raises(ConfigError, match="no such configuration file"):
        Configurations(tmp_path / "none.toml")


WRONG = [
    ('dialct = "en-GB"', ":1: unknown key 'dialct'; did you mean 'dialect'?"),
    ('\ndialect = "en-UK"', ":2: dialect is auto, en-GB or en-US, not 'en-UK'; did you mean 'en-US'?"),
    ("# x\nquotes = true", ":2: quotes is keep, curly or straight, not true"),
    ('exclude = "drafts"', """:1: exclude is a list of texts, ["…"], not 'drafts'"""),
    ('exclude = [\n "a",\n 3,\n]', ":1: exclude is a list of texts; 3 is none"),
    ('fields = ["a"]', ":1: unknown key 'fields'; did you mean 'jsonl.fields'?"),
    ('[jsonl]\nfield = ["a"]', ":2: unknown key 'jsonl.field'; did you mean 'jsonl.fields'?"),
    ('jsonl = "a"', ":1: unknown key 'jsonl'"),
    ('[rules]\ndoubled = "of"', ":2: rules 'doubled' is off, doubtful, likely or sure, not 'of'; did you mean 'off'?"),
    ("[rules]\n\ndoubled.function-word = 1", ":3: rules 'doubled.function-word' is off"),
    ('[rules]\ndubled = "off"', ":2: there is no rule 'dubled'; did you mean 'doubled'?"),
    ('[rules]\n"doubled.function-words" = "off"', ":2: there is no rule 'doubled.function-words'; did you mean"),
    ("rules = 3", ":1: rules is a table of rules"),
    ('[[per-path]]\nfiles = ["a"]\nexclude = ["x"]', ":3: exclude cannot be set for some files only"),
    ('quotes = "curly"\n[[per-path]]\nquotes = "curly"', ":2: this [[per-path]] block says not for which files"),
    ('[[per-path]]\nfiles = ["a"]\n[[per-path]]\nfiles = ["a"]\nfirst = 1', ":5: unknown key 'first'"),
    ("[per-path]\nfiles = ['a']", ":1: per-path is a list of blocks"),
    ('extend = "none.toml"', ":1: extend: there is no file"),
    ('house-rules = ["none"]', ":1: house-rules: there is no file or folder"),
    ('words = ["none.txt"]', "none.txt: cannot be read: No such file or directory"),
    ("dialect = en-GB", "at line 1"),
]


@pytest.mark.parametrize(("text", "complaint"), WRONG, ids=[complaint for _, complaint in WRONG])
def test_what_is_wrong_is_told_with_file_line_and_the_likely_key(tmp_path: Path, text: str, complaint: str) -> None:
    put(tmp_path, {"copyedit.toml": text})
    with pytest.raises(ConfigError) as caught:
        config(tmp_path, "a.md")
    assert complaint in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_all_that_is_wrong_is_told_at_once_and_the_exit_code_is_2(tmp_path: Path) -> None:
    put(tmp_path, {"copyedit.toml": 'dialct = "x"\nquotes = "cury"\n', "a.txt": "Well."})
    done = subprocess.run(
        [sys.executable, "-m", "copyedit", "a.txt"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert [line.partition(": ")[2].rpartition(": ")[2] for line in done.stderr.splitlines()] == [
        "unknown key 'dialct'; did you mean 'dialect'?",
        "quotes is keep, curly or straight, not 'cury'; did you mean 'curly'?",
    ]


def test_in_pyproject_the_line_is_that_of_our_table(tmp_path: Path) -> None:
    path = put(tmp_path, {"pyproject.toml": '[project]\nname = "quotes"\n[tool.copyedit]\nquotes = 1\n'})
    with pytest.raises(ConfigError, match=r"pyproject.toml:4: quotes"):
        layers(path / "pyproject.toml")


def test_config_prints_what_holds_and_where_it_comes_from(tmp_path: Path) -> None:
    put(tmp_path, {"copyedit.toml": 'quotes = "curly"\n\n[rules]\ndoubled = "off"\n', "words.txt": "Ofcom\n"})
    done = subprocess.run(
        [sys.executable, "-m", "copyedit", "config", "a.md"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert 'dialect = "auto"  # default' in done.stdout
    assert f'quotes = "curly"  # {tmp_path / "copyedit.toml"}:1' in done.stdout
    assert f'rules."doubled" = "off"  # {tmp_path / "copyedit.toml"}:4' in done.stdout
    assert f'words = ["{tmp_path / "words.txt"}"]' in done.stdout


def test_the_shipped_schema_is_that_of_the_code() -> None:
    assert json.loads(SCHEMA.read_text()) == schema(), "copyedit config --schema > copyedit/copyedit.schema.json"


VALID = [
    "",
    'dialect = "en-GB"\nquotes = "curly"\nfirst-quote = "single"',
    'words = ["words.txt"]\n[jsonl]\nfields = ["a"]\n[csv]\ncolumns = []\n[front-matter]\nkeys = ["title"]',
    'include = ["*.rst"]\nexclude = ["drafts/"]\nrules = { doubled = "off", encoding.mojibake = "likely" }',
    '[[per-path]]\nfiles = ["a"]\nrules = { doubled = "off" }\n[[per-path]]\nfiles = []\nquotes = "keep"',
]
_ASKS_OTHER_FILES = ("there is no", "cannot be read", "at line")


@pytest.mark.parametrize("text", VALID)
def test_what_the_schema_takes_the_code_takes(tmp_path: Path, text: str) -> None:
    import tomli

    put(tmp_path, {"copyedit.toml": text, "words.txt": ""})
    jsonschema.validate(tomli.loads(text), schema())
    config(tmp_path, "a.md")


@pytest.mark.parametrize("text", [text for text, why in WRONG if not any(mark in why for mark in _ASKS_OTHER_FILES)])
def test_what_the_code_refuses_the_schema_refuses(text: str) -> None:
    import tomli

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomli.loads(text), schema())
