"""Installing: language-tool-python's download from a stand-in, what Maven gives against its pins; the doctor."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from copyedit.languagetool import home, install
from tests.languagetool_support import Machine, machine_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts with #!")
NAME = f"LanguageTool-{home.VERSION}"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """A machine with Java, and nothing installed."""
    for one in machine_in(tmp_path, monkeypatch):
        (one.home / home.SERVER_JAR).unlink()
        one.home.rmdir()
        yield one


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A server that has the download, whose folder this is."""
    folder = tmp_path / "host"
    folder.mkdir()
    with zipfile.ZipFile(folder / f"{NAME}.zip", "w") as archive:
        archive.writestr(f"{NAME}/{home.SERVER_JAR}", b"jar")
        archive.writestr(f"{NAME}/libs/one.jar", b"one")
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    http = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(folder)))
    threading.Thread(target=http.serve_forever, daemon=True).start()
    monkeypatch.setenv("LTP_DOWNLOAD_HOST_NEW_RELEASES", f"http://127.0.0.1:{http.server_address[1]}/")
    yield folder
    http.shutdown()
    http.server_close()


def copyedit(*words: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "copyedit", *words]
    environment = os.environ | ({"PATH": path} if path is not None else {})
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


def assert_refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit 2, and the last line on stderr names the trouble."""
    line = done.stderr.splitlines()[-1]
    assert (done.returncode, line[:10]) == (2, "copyedit: ")
    assert all(word in line for word in words), line


def test_the_download_is_verified_and_unpacked(machine: Machine, host: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = hashlib.sha256((host / f"{NAME}.zip").read_bytes()).hexdigest()
    monkeypatch.setenv("LTP_DOWNLOAD_SHA256_6_8", digest)
    done = copyedit("languagetool", "install")
    assert (done.returncode, done.stdout) == (0, f"LanguageTool is in {machine.home}\n")
    assert "Downloading LanguageTool" in done.stderr  # the progress bar
    assert home.installed() == machine.home
    (host / f"{NAME}.zip").unlink()
    assert copyedit("languagetool", "install").returncode == 0  # what is there is not fetched again


def test_a_download_that_was_altered_is_refused(machine: Machine, host: Path) -> None:
    assert_refused(copyedit("languagetool", "install"), "checksum", "--from maven")
    assert home.installed() is None


def test_a_download_that_is_not_there(machine: Machine, host: Path) -> None:
    (host / f"{NAME}.zip").unlink()
    assert_refused(copyedit("languagetool", "install"), "Could not find", "--from maven")


@pytest.mark.parametrize("origin", ["download", "maven"])
def test_java_that_is_missing_or_too_old(machine: Machine, tmp_path: Path, origin: str) -> None:
    machine.java(version="11.0.2")
    assert_refused(copyedit("languagetool", "install", "--from", origin), "needs Java 17", "Java 11")
    machine.java(version="1.8.0_292")
    assert_refused(copyedit("languagetool", "install", "--from", origin), "needs Java 17", "Java 8")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert_refused(copyedit("languagetool", "install", "--from", origin, path=str(empty)), "Java is not found")


def maven(machine: Machine, script: str) -> None:
    (machine.programs / "mvn").write_text(f"#!{sys.executable}\nimport sys, pathlib\n{script}\n")
    (machine.programs / "mvn").chmod(0o755)


LIBS = 'libs = pathlib.Path(next(a for a in sys.argv if a.startswith("-DoutputDirectory="))[18:])\n'
GIVES = LIBS + "for name in ('languagetool-server.jar', 'one.jar'): (libs / name).write_bytes(name.encode())"


@pytest.fixture
def pins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pins of what the stand-in for Maven gives."""
    pinned = tmp_path / "maven.sha256"
    names = {home.SERVER_JAR: home.SERVER_JAR, "one.jar": "libs/one.jar"}
    pinned.write_text("".join(f"{hashlib.sha256(n.encode()).hexdigest()}  {path}\n" for n, path in names.items()))
    monkeypatch.setattr(install, "PINNED", pinned)
    return pinned


def test_maven_gives_what_is_pinned(machine: Machine, pins: Path) -> None:
    maven(machine, GIVES)
    assert install.from_maven() == machine.home == home.installed()
    assert list(install.faults(machine.home)) == []
    assert sorted(path.name for path in machine.home.iterdir()) == [home.SERVER_JAR, "libs", pins.name]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("(libs / 'one.jar').write_bytes(b'other')", "libs/one.jar is altered"),
        ("(libs / 'one.jar').unlink()", "libs/one.jar is missing"),
        ("(libs / 'two.jar').touch()", "libs/two.jar does not belong there"),
    ],
)
def test_what_is_not_pinned_is_not_installed(machine: Machine, pins: Path, change: str, fault: str) -> None:
    maven(machine, f"{GIVES}\n{change}")
    with pytest.raises(install.Unavailable, match=fault):
        install.from_maven()
    assert home.installed() is None
    assert list(machine.home.parent.iterdir()) == []


def test_an_installation_that_was_altered_is_made_anew(machine: Machine, pins: Path) -> None:
    maven(machine, GIVES)
    install.from_maven()
    (machine.home / "libs" / "one.jar").write_bytes(b"other")
    assert install.from_maven() == machine.home
    assert list(install.faults(machine.home)) == []


def test_maven_that_fails_says_why(machine: Machine, pins: Path) -> None:
    maven(machine, 'print("[ERROR] no such artifact"); sys.exit(1)')
    with pytest.raises(install.Unavailable, match="Maven failed: no such artifact"):
        install.from_maven()


def test_maven_that_is_missing(machine: Machine) -> None:
    assert_refused(copyedit("languagetool", "install", "--from", "maven", path=str(machine.programs)), "Maven (mvn)")


class TestDoctor:
    def test_all_is_well(self, machine: Machine, pins: Path) -> None:
        maven(machine, GIVES)
        install.from_maven()
        (machine.home / pins.name).unlink()  # as language-tool-python's download has it
        done = copyedit("doctor")
        assert done.returncode == 0
        assert {line[:2] for line in done.stdout.splitlines()} == {"ok"}
        assert f"{home.VERSION} in {machine.home}" in done.stdout

    def test_what_may_be_missing_is_no_failure(self, machine: Machine, tmp_path: Path) -> None:
        empty = tmp_path / "empty"
        empty.mkdir()
        done = copyedit("doctor", path=str(empty))
        assert done.returncode == 0
        assert "Java is not found" in done.stdout
        assert "→ copyedit languagetool install" in done.stdout

    def test_a_configuration_that_is_wrong_fails(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = machine.programs.parent / "project"
        folder.mkdir()
        (folder / "copyedit.toml").write_text("quotes = 3\n")
        monkeypatch.chdir(folder)
        done = copyedit("doctor")
        assert done.returncode == 1
        assert "FAILS  configuration" in done.stdout
        assert "copyedit.toml:1" in done.stdout
