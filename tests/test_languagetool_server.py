"""One server a user: started, shared, found again, ended; and what may go wrong with it. Java is a stand-in."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from copyedit.languagetool import Unavailable, home, keeper, server
from copyedit.languagetool import desk as desks
from tests.languagetool_support import Machine, desk, end_server, machine_in

CHECK = [sys.executable, "-m", "copyedit", "check", "--isolated", "--languagetool", "--output-format", "jsonl"]
FAULTY = "The crew was tardy again.\n"
SLOW = "The crew was slowly tardy again.\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with #!")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    yield from machine_in(tmp_path, monkeypatch)


def until(condition: Callable[[], bool], limit: float = 15) -> None:
    deadline = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < deadline, "it never came to be"
        time.sleep(0.05)


def started(machine: Machine, idle: float = server.IDLE) -> server.State:
    return server.ensure(home.state_folder(), machine.home, idle)


def test_the_server_is_found_again(machine: Machine) -> None:
    first = started(machine)
    assert started(machine) == first
    assert machine.starts == 1
    assert server.software(first.url, 2) == "6.8"


def test_it_listens_on_loopback_only(machine: Machine) -> None:
    state = started(machine)
    (listening,) = psutil.Process(state.server.pid).net_connections()
    assert listening.laddr.ip == "127.0.0.1"


def test_stop_ends_it(machine: Machine) -> None:
    state = started(machine)
    assert server.stop(home.state_folder())
    assert not state.server.lives
    until(lambda: not state.keeper.lives)
    assert not server.stop(home.state_folder())


def test_it_ends_when_nobody_asks(machine: Machine) -> None:
    state = started(machine, idle=1)
    until(lambda: not state.server.lives and not state.keeper.lives)
    assert server.read_state(home.state_folder()) is None


def test_two_clients_at_once_share_one_server(machine: Machine, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(FAULTY)
    runs = [subprocess.Popen([*CHECK, str(article)], stdout=subprocess.PIPE) for _ in range(3)]
    for run in runs:
        assert b"languagetool.COMP_THAN" in run.communicate(timeout=60)[0]
        assert run.returncode == 1
    assert machine.starts == 1


def test_a_server_killed_in_mid_check_is_replaced(machine: Machine) -> None:
    asked = desk()
    first = started(machine)
    threading.Timer(0.5, os.kill, (first.server.pid, signal.SIGKILL)).start()
    (match,) = asked.matches(SLOW, "en-US", ())
    assert match.text == "tardy"
    assert not asked.trouble
    assert machine.starts == 2
    assert not first.server.lives


def test_a_client_killed_in_mid_check_leaves_a_server_that_is_found(machine: Machine, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(SLOW)
    state = started(machine)
    run = subprocess.Popen([*CHECK, str(article)], stdout=subprocess.DEVNULL)
    time.sleep(1)
    run.kill()
    run.wait()
    assert started(machine) == state
    assert desk().matches(FAULTY, "en-US", ())
    assert machine.starts == 1


def test_a_client_killed_while_the_server_starts_leaves_nothing_lost(machine: Machine, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(FAULTY)
    run = subprocess.Popen([*CHECK, str(article)], stdout=subprocess.DEVNULL)
    until(lambda: server.read_state(home.state_folder()) is not None)
    run.kill()
    run.wait()
    started(machine)
    assert machine.starts == 1


def test_a_server_whose_keeper_was_killed_is_given_another(machine: Machine) -> None:
    first = started(machine)
    os.kill(first.keeper.pid, signal.SIGKILL)
    until(lambda: not first.keeper.lives)
    again = started(machine, idle=1)
    assert again.server == first.server
    assert machine.starts == 1
    until(lambda: not first.server.lives)  # the new keeper ends it when nobody asks


def test_a_port_taken_by_another_program(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        free = keeper._free_port()
        ports = iter([taken, free])
        monkeypatch.setattr(keeper, "_free_port", lambda: next(ports))
        state = keeper._started(home.state_folder(), machine.home)
    assert state.port == free
    assert server.stop(home.state_folder())  # now, for the keeper that is named there is this very process


def test_another_program_at_the_port_is_not_taken_for_ours(machine: Machine) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        process = server.Process(stranger.pid, began=1.0)
        state = server.State(process, process, 9, str(machine.home), ready=True)
        server.write_state(home.state_folder(), state)
        assert started(machine).server.pid != stranger.pid
        server.write_state(home.state_folder(), state)
        server.stop(home.state_folder())
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
        for pid in map(int, machine.starts_file.read_text().split()):
            server.Process.of(pid).end() if psutil.pid_exists(pid) else None


def test_a_server_that_never_answers_is_ended(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "LIMIT", 1.0)
    monkeypatch.setattr(desks, "COLD", 0.0)
    asked, state = desk(), started(machine)
    os.kill(state.server.pid, signal.SIGSTOP)
    assert asked.matches(FAULTY, "en-US", ()) == ()
    assert "too slow" in asked.trouble
    assert not state.server.lives
    assert asked.matches(FAULTY + "More words.", "en-US", ()) == ()  # not asked again in this run
    assert desk().matches(FAULTY, "en-US", ())  # the next run has a new one
    assert machine.starts == 2


def test_a_server_that_has_just_started_is_given_time(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "LIMIT", 0.5)
    assert desk().matches(SLOW, "en-US", ())
    monkeypatch.setattr(desks, "YOUNG", 0.0)
    assert not desk().matches(SLOW + "More words.", "en-US", ())


def test_a_server_that_dies_at_once_is_told_at_once(machine: Machine) -> None:
    machine.java(dies="no languages")
    began = time.monotonic()
    with pytest.raises(Unavailable, match=r"does not start: .*no languages"):
        started(machine)
    assert time.monotonic() - began < 15


def test_a_server_that_never_starts_to_answer(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.java(mute="mute")
    monkeypatch.setattr(server, "START_LIMIT", 2.0)
    with pytest.raises(Unavailable, match="did not start within 2 seconds"):
        started(machine)


def test_a_newer_installation_replaces_the_server(machine: Machine) -> None:
    first = started(machine)
    newer = machine.home.with_name("LanguageTool-6.9")
    machine.home.rename(newer)
    assert home.installed() == newer
    machine.home = newer
    assert started(machine).home == str(newer)
    assert not first.server.lives


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"server": 1}', b"\xff"])
def test_a_state_file_without_sense(machine: Machine, content: bytes) -> None:
    (home.state_folder() / server.STATE).write_bytes(content)
    assert started(machine).ready


def test_commands(machine: Machine) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "copyedit", "languagetool", *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert run("status").returncode == 1
    assert "answers at http://127.0.0.1:" in run("start").stdout
    status = run("status")
    assert (status.returncode, "LanguageTool 6.8" in status.stdout) == (0, True)
    assert run("stop").stdout == "LanguageTool has ended\n"
    assert run("stop").stdout == "LanguageTool was not running\n"
    machine.java(version="11.0.2")
    refused = run("start")
    assert (refused.returncode, refused.stderr) == (
        2,
        "copyedit: LanguageTool needs Java 17 or newer, and this is Java 11\n",
    )
    end_server(home.state_folder())
