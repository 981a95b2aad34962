"""`copyedit doctor`: what is there, what is missing, and the command that mends it."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from copyedit import __version__
from copyedit.languagetool import Unavailable

SOUND, ILL = 0, 1


class Finding(NamedTuple):
    """One thing looked at. `cure` mends it, empty where nothing is wrong; `needed` where copyedit fails without."""

    about: str
    said: str
    cure: str = ""
    needed: bool = False


def examine() -> int:
    """Print all findings; 1 where something needed is missing."""
    findings = [finding for look in LOOKS for finding in look()]
    width = max(len(finding.about) for finding in findings)
    for finding in findings:
        mark = "ok" if not finding.cure else "FAILS" if finding.needed else "–"
        print(f"{mark:<5}  {finding.about:<{width}}  {finding.said}")
        if finding.cure:
            print(f"{'':<{width + 7}}  → {finding.cure}")
    return ILL if any(finding.needed and finding.cure for finding in findings) else SOUND


def _itself() -> Iterator[Finding]:
    yield Finding("copyedit", f"{__version__} in {Path(__file__).parent}, Python {platform.python_version()}")


def _packages() -> Iterator[Finding]:
    """The packages it depends on, each at a version that it takes."""
    from packaging.requirements import Requirement

    try:
        asked = metadata.requires("copyedit-news") or []
    except metadata.PackageNotFoundError:
        yield Finding("packages", "copyedit is not installed as a package", "pip install copyedit-news", needed=True)
        return
    wrong = []
    requirements = [Requirement(line) for line in asked]
    plain = [r for r in requirements if r.marker is None or r.marker.evaluate({"extra": ""})]
    for requirement in plain:
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
        else:
            if not requirement.specifier.contains(version, prereleases=True):
                wrong.append(f"{requirement.name} {version} is not {requirement.specifier}")
    cure = "pip install --upgrade copyedit-news" if wrong else ""
    yield Finding("packages", ", ".join(wrong) or f"all {len(plain)} there", cure, needed=True)


def _rules() -> Iterator[Finding]:
    from copyedit import rulebook

    try:
        count = sum(len(rulebook.load(stem)) for stem in rulebook.stems())
    except rulebook.RuleError as error:
        yield Finding("rules", str(error), "mend that file, or reinstall copyedit", needed=True)
    else:
        yield Finding("rules", f"{count} in {rulebook.rules_folder()}")


def _configuration() -> Iterator[Finding]:
    from copyedit.config import ConfigError
    from copyedit.configurations import Configurations

    here = Path.cwd() / "any.txt"
    try:
        held = Configurations().of(here)
        files = ", ".join(dict.fromkeys(held.origins.values()))
    except ConfigError as error:
        yield Finding("configuration", str(error).replace("\n", "; "), "mend that line", needed=True)
    else:
        yield Finding("configuration", files or "none here: the defaults hold")


def _languagetool() -> Iterator[Finding]:
    """LanguageTool and what it takes; all of it may be missing."""
    from copyedit.languagetool import home

    try:
        home.check_java()
    except Unavailable as error:
        yield Finding("Java", str(error), _packaged("default-jre-headless", "java"))
    else:
        yield Finding("Java", f"{home.java_version()} at {shutil.which('java')}")
    installed = home.installed()
    if installed is None:
        maven = shutil.which("mvn")
        other = "copyedit languagetool install --from maven" if maven else "install Maven (mvn), then --from maven"
        yield Finding("LanguageTool", "not installed", f"copyedit languagetool install (or: {other})")
        return
    if fault := _fault(installed):
        yield Finding("LanguageTool", f"{fault} in {installed}", "copyedit languagetool install --from maven")
        return
    yield Finding("LanguageTool", f"{home.version_of(installed)} in {installed}")
    yield from _server()


def _fault(installed: Path) -> str:
    """What is wrong with an installation made from Maven; others are language-tool-python's own."""
    from copyedit.languagetool.install import PINNED, faults

    return next(faults(installed), "") if (installed / PINNED.name).exists() else ""


def _server() -> Iterator[Finding]:
    from copyedit.languagetool import home, server

    try:
        folder = home.state_folder()
    except Unavailable as error:
        yield Finding("server", str(error), "make that folder writable")
        return
    state = server.running(folder)
    if state is None:
        yield Finding("server", "not running; it starts when it is needed")
    elif version := server.software(state.url, limit=2):
        yield Finding("server", f"LanguageTool {version} at {state.url}, process {state.server.pid}")
    else:
        yield Finding("server", f"process {state.server.pid} does not answer", "copyedit languagetool stop")


def _packaged(debian: str, program: str) -> str:
    """How to install `program` on this machine."""
    if shutil.which("apt-get"):
        return f"apt-get install {debian}"
    if shutil.which("brew"):
        return f"brew install {'openjdk' if program == 'java' else program}"
    return f"install {program} and put it on the PATH"


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (_itself, _packages, _rules, _configuration, _languagetool)
