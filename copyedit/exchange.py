"""What a check found, in the forms that code hosts read: SARIF 2.1.0, GitHub, GitLab Code Quality, JUnit."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import Any, NamedTuple
from urllib.parse import quote

from copyedit import __version__
from copyedit.baseline import key
from copyedit.model import Confidence
from copyedit.output import Document
from copyedit.proof import Mark, Places, Proof, spliced
from copyedit.report import visible

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://pypi.org/project/copyedit-news/"
# what each form calls sure, likely and doubtful
_LEVELS = {
    form: dict(zip(sorted(Confidence, reverse=True), words, strict=True))
    for form, words in {
        "sarif": ("error", "warning", "note"),
        "github": ("error", "warning", "notice"),
        "gitlab": ("major", "minor", "info"),
    }.items()
}
# what no XML 1.0 document may hold, and lone surrogates, which no UTF-8 may
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Finding(NamedTuple):
    """One mark as it is offered at a level, its place counted from 1."""

    mark: Mark
    pick: int
    confidence: Confidence
    rules: tuple[str, ...]
    message: str
    end_line: int
    end_column: int

    @property
    def sentence(self) -> str:
        """What is wrong and what it would become, in one line."""
        if not self.pick:
            return self.message
        return f"{self.message} “{visible(self.mark.before)}” → “{visible(self.mark.choices[self.pick].text)}”"


def findings(proof: Proof, level: int) -> Iterator[Finding]:
    """What `proof` shows at `level`."""
    places = Places(proof.source)
    for mark in proof.shown_at(Confidence(level)):
        pick = mark.change.best(Confidence(level))
        said = mark.change.because(pick)
        rules = mark.choices[pick].rules or tuple(dict.fromkeys(s.rule for s in said))
        message = " ".join(dict.fromkeys(s.message for s in said))
        yield Finding(mark, pick, mark.change.confidence_of(pick), rules, message, *places.of(mark.span.end))


class Sarif:
    """The Static Analysis Results Interchange Format of OASIS, with the fix of each result."""

    def __init__(self) -> None:
        self._results: list[dict[str, Any]] = []
        self._rules: dict[str, dict[str, Any]] = {}
        self._seen: Counter[str] = Counter()

    def add(self, path: str, proof: Proof, level: int) -> None:
        for finding in findings(proof, level):
            self._results.append(self._result(uri(path), finding))

    def _result(self, place: str, finding: Finding) -> dict[str, Any]:
        mark, rule = finding.mark, finding.rules[0]
        about = {"id": rule, "shortDescription": {"text": _valid(finding.message)}, "helpUri": _HOME}
        self._rules.setdefault(rule, about)
        region = {
            "startLine": mark.line,
            "startColumn": mark.column,
            "endLine": finding.end_line,
            "endColumn": finding.end_column,
            "charOffset": mark.span.start,
            "charLength": mark.span.end - mark.span.start,
        }
        result: dict[str, Any] = {
            "ruleId": rule,
            "ruleIndex": list(self._rules).index(rule),
            "level": _LEVELS["sarif"][finding.confidence],
            "message": {"text": _valid(finding.sentence)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": place}, "region": region}}],
            "partialFingerprints": {"copyedit/v1": fingerprint(place, mark, self._seen)},
        }
        if finding.pick:
            span, text = spliced(mark, mark.choices[finding.pick].text)
            change = {
                "deletedRegion": {"charOffset": span.start, "charLength": span.end - span.start},
                "insertedContent": {"text": _valid(text)},
            }
            result["fixes"] = [{"artifactChanges": [{"artifactLocation": {"uri": place}, "replacements": [change]}]}]
        return result

    def text(self) -> str:
        about = {"name": "copyedit", "version": __version__, "informationUri": _HOME}
        driver = {**about, "rules": [*self._rules.values()]}
        run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": self._results}
        return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


class GitHub:
    """Workflow commands: GitHub Actions makes an annotation of each line."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, path: str, proof: Proof, level: int) -> None:
        for finding in findings(proof, level):
            properties = {
                "title": f"copyedit ({', '.join(finding.rules)})",
                "file": PurePath(path).as_posix(),
                "line": finding.mark.line,
                "col": finding.mark.column,
                "endLine": finding.end_line,
                "endColumn": finding.end_column,
            }
            listed = ",".join(f"{name}={_in_property(str(value))}" for name, value in properties.items())
            message = _in_data(finding.sentence)
            self._lines.append(f"::{_LEVELS['github'][finding.confidence]} {listed}::{message}\n")

    def text(self) -> str:
        return "".join(self._lines)


def _in_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _in_property(text: str) -> str:
    return _in_data(text).replace(":", "%3A").replace(",", "%2C")


class GitLab:
    """A Code Quality report: an array of issues."""

    def __init__(self) -> None:
        self._issues: list[dict[str, Any]] = []
        self._seen: Counter[str] = Counter()

    def add(self, path: str, proof: Proof, level: int) -> None:
        place = PurePath(path).as_posix().removeprefix("./")
        for finding in findings(proof, level):
            begin = {"line": finding.mark.line, "column": finding.mark.column}
            end = {"line": finding.end_line, "column": finding.end_column}
            self._issues.append(
                {
                    "description": _valid(finding.sentence),
                    "check_name": finding.rules[0],
                    "fingerprint": fingerprint(place, finding.mark, self._seen),
                    "severity": _LEVELS["gitlab"][finding.confidence],
                    "location": {"path": place, "positions": {"begin": begin, "end": end}},
                }
            )

    def text(self) -> str:
        return json.dumps(self._issues, ensure_ascii=False, indent=1) + "\n"


class JUnit:
    """A test suite a file: a failure a finding, or one test that passed."""

    def __init__(self) -> None:
        self._suites: list[tuple[str, list[Finding]]] = []

    def add(self, path: str, proof: Proof, level: int) -> None:
        self._suites.append((path, list(findings(proof, level))))

    def text(self) -> str:
        from xml.etree import ElementTree as xml

        failures = sum(len(found) for _, found in self._suites)
        tests = sum(max(1, len(found)) for _, found in self._suites)
        counts = {"tests": str(tests), "failures": str(failures), "errors": "0"}
        root = xml.Element("testsuites", {"name": "copyedit", **counts})
        for path, found in self._suites:
            counts = {"tests": str(max(1, len(found))), "failures": str(len(found)), "errors": "0"}
            suite = xml.SubElement(root, "testsuite", {"name": _in_xml(path), **counts})
            if not found:
                xml.SubElement(suite, "testcase", {"name": "copyedit", "classname": _in_xml(path)})
            for finding in found:
                place = f"{', '.join(finding.rules)} at {finding.mark.line}:{finding.mark.column}"
                names = {
                    "name": place,
                    "classname": _in_xml(path),
                    "file": _in_xml(path),
                    "line": str(finding.mark.line),
                }
                case = xml.SubElement(suite, "testcase", names)
                about = {"message": _in_xml(finding.sentence), "type": finding.confidence.word}
                failure = xml.SubElement(case, "failure", about)
                failure.text = _in_xml(f"{path}:{finding.mark.line}:{finding.mark.column}: {finding.sentence}")
        xml.indent(root)
        return '<?xml version="1.0" encoding="utf-8"?>\n' + xml.tostring(root, encoding="unicode") + "\n"


def _in_xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _valid(text: str) -> str:
    """A stray byte is a lone surrogate, which JSON read elsewhere may not hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def uri(path: str) -> str:
    """A path as a URI: from the working folder where it lies below, else with the file scheme."""
    pure = Path(path)
    if pure.is_absolute():
        here = Path.cwd()
        if not pure.is_relative_to(here):
            return pure.as_uri()
        pure = pure.relative_to(here)
    return quote(pure.as_posix().encode("utf-8", "surrogateescape"))


def fingerprint(path: str, mark: Mark, seen: Counter[str]) -> str:
    """A name for a finding that stays when lines move; the second of a kind has another than the first."""
    content = f"{path}\n{key(mark)}"
    seen[content] += 1
    return hashlib.sha256(f"{content}\n{seen[content]}".encode("utf-8", "replace")).hexdigest()[:32]


DOCUMENTS: dict[str, Callable[[], Document]] = {"sarif": Sarif, "github": GitHub, "gitlab": GitLab, "junit": JUnit}
