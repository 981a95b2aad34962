"""The output formats: each by its own standard, on text that is awkward for all of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

# the schema of OASIS, as this package ships it
SCHEMA_PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
SCHEMA_MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"

FILES = {
    "a b%,:.txt": b'Paris in the the spring: 100%, it\x92s said \xff.\r\nIn the the \x01 sun <b> & "q".\n',
    "news/a.md": "# Title\n\nWe saw the the “r&amp;d” \U0001f600 of of it.\n".encode(),
    "clean.txt": b"All is well.\n",
}


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "copyedit", "--isolated", *args]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def output(folder: Path, form: str) -> bytes:
    done = run(folder, "--output-format", form, ".")
    assert done.returncode == 1, done.stderr
    assert done.stderr == b""
    return done.stdout


def records(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output(folder, "jsonl").splitlines()]


def test_concise_is_a_line_a_change(folder: Path) -> None:
    *lines, _blank = (
        line for line in output(folder, "concise").decode().split("\n") if not re.match(r" +\d|\d+ ", line)
    )
    assert len(lines) == len(records(folder))
    assert any(re.match(r"news/a\.md:3:\d+: doubled\.\S+ .* → ", line) for line in lines)


def test_github_commands_escape_what_would_end_them(folder: Path) -> None:
    lines = output(folder, "github").decode().splitlines()
    assert len(lines) == len(records(folder))
    command = re.compile(
        r"::(?:error|warning|notice) title=[^,:]+(?:%2C[^,:]*)*,file=(?P<file>[^,:]+),line=\d+,col=\d+,"
        r"endLine=\d+,endColumn=\d+::(?P<message>.+)"
    )
    matches = [command.fullmatch(line) for line in lines]
    assert all(matches)
    assert {match["file"] for match in matches if match} == {"a b%25%2C%3A.txt", "news/a.md"}


def test_gitlab_issues_have_what_a_code_quality_report_needs(folder: Path) -> None:
    issues = json.loads(output(folder, "gitlab"))
    assert len(issues) == len(records(folder))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"] in FILES
        assert issue["location"]["positions"]["begin"]["line"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_fingerprints_stay_when_lines_move(folder: Path) -> None:
    before = {issue["fingerprint"] for issue in json.loads(output(folder, "gitlab"))}
    path = folder / "news" / "a.md"
    path.write_bytes(b"A first paragraph.\n\n" + path.read_bytes())
    assert {issue["fingerprint"] for issue in json.loads(output(folder, "gitlab"))} == before


def test_junit_counts_what_it_holds(folder: Path) -> None:
    root = ElementTree.fromstring(output(folder, "junit"))
    assert root.tag == "testsuites"
    assert int(root.attrib["failures"]) == len(root.findall("./testsuite/testcase/failure")) == len(records(folder))
    assert int(root.attrib["tests"]) == len(root.findall("./testsuite/testcase"))
    assert {suite.attrib["name"] for suite in root} == set(FILES)
    for suite in root:
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
        assert all("name" in case.attrib and "classname" in case.attrib for case in suite)
    (clean,) = (suite for suite in root if suite.attrib["name"] == "clean.txt")
    assert clean.attrib["failures"] == "0"


def sarif(folder: Path) -> dict[str, Any]:
    return dict(json.loads(output(folder, "sarif")))


def test_sarif_places_and_fixes_are_those_of_the_file(folder: Path) -> None:
    (done,) = sarif(folder)["runs"]
    assert done["columnKind"] == "unicodeCodePoints"
    assert [result["ruleId"] for result in done["results"]] == [record["rules"][0] for record in records(folder)]
    for result in done["results"]:
        assert done["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        name = {"a%20b%25%2C%3A.txt": "a b%,:.txt"}.get(
            location["physicalLocation"]["artifactLocation"]["uri"], "news/a.md"
        )
        text = FILES[name].decode("utf-8", "surrogateescape")
        start = region["charOffset"]
        assert text.count("\n", 0, start) + 1 == region["startLine"]
        assert start - (text.rfind("\n", 0, start) + 1) + 1 == region["startColumn"]
        end = start + region["charLength"]
        assert end - (text.rfind("\n", 0, end) + 1) + 1 == region["endColumn"]


def test_sarif_fixes_make_what_fix_makes(folder: Path) -> None:
    (done,) = sarif(folder)["runs"]
    text = FILES["news/a.md"].decode()
    changes = [
        change
        for result in done["results"]
        if result["level"] == "error"
        for fix in result["fixes"]
        for artifact in fix["artifactChanges"]
        if artifact["artifactLocation"]["uri"] == "news/a.md"
        for change in artifact["replacements"]
    ]
    for change in sorted(changes, key=lambda change: -change["deletedRegion"]["charOffset"]):
        start = change["deletedRegion"]["charOffset"]
        text = text[:start] + change["insertedContent"]["text"] + text[start + change["deletedRegion"]["charLength"] :]
    assert run(folder, "--fix", "news/a.md").returncode == 0
    assert (folder / "news" / "a.md").read_text(encoding="utf-8") == text


@pytest.mark.system
def test_sarif_is_valid_by_the_schema_of_oasis(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("schema")
    if not shutil.which("npm"):
        if os.environ.get("CI") == "true":
            pytest.fail("npm is missing: tests/system-setup.sh")
        pytest.skip("npm is missing")
    subprocess.run(["npm", "pack", "--silent", SCHEMA_PACKAGE], cwd=place, check=True, capture_output=True, timeout=120)
    (package,) = place.glob("*.tgz")
    with tarfile.open(package) as archive:
        member = archive.extractfile(SCHEMA_MEMBER)
        assert member is not None
        schema = json.load(member)
    assert "sarif" in schema["title"].lower()
    document = sarif(folder)
    assert document["runs"][0]["results"]
    jsonschema.validate(document, schema)
