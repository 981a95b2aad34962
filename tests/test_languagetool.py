"""What is asked of LanguageTool and what becomes of its answers: offsets, batches, cache, confidence. No Java."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copyedit import proofread
from copyedit.config import Config
from copyedit.fixers import build
from copyedit.fixers.languagetool import Match, respelled, stood_in
from copyedit.languagetool import Unavailable, cache, home
from copyedit.languagetool import desk as desks
from copyedit.languagetool.cache import Cache
from copyedit.languagetool.client import CodePoints, Question, ServerGone, ServerRefused, ServerSilent, distributed
from copyedit.model import Confidence
from copyedit.proof import Proof, prove
from tests.languagetool_support import Machine, machine_in

LATE = Match(0, "tardy", ("late",), "COMP_THAN", "Say late.", "Tardy", "https://example.com/")


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def raw(whole: str, start: int, word: str, after: str = "late", *, quoted: str | None = None) -> dict[str, Any]:
    """A match as the server gives it."""
    return {
        "offset": units(whole[:start]),
        "length": units(word),
        "message": "Say late.",
        "context": {"text": f"…🎉{word if quoted is None else quoted}", "offset": 3, "length": units(word)},
        "replacements": [{"value": after}],
        "rule": {"id": "COMP_THAN", "description": "Tardy"},
    }


class Told:
    """A desk that says "late" for "tardy", and remembers what it was asked."""

    def __init__(self, rule: str = "COMP_THAN") -> None:
        self.rule = rule
        self.asked: list[tuple[str, str]] = []

    def matches(self, text: str, language: str, beside: Iterable[str]) -> Sequence[Match]:
        self.asked.append((text, language))
        at = text.find("tardy")
        return [LATE._replace(start=at, rule=self.rule)] if at >= 0 else []


def proof_of(text: str, name: str = "a.txt", desk: Told | None = None, **config: Any) -> Proof:
    settings = Config(languagetool=True, **config)
    return prove(text, name, settings, Confidence.SURE, build(settings, desk or Told()))


def test_code_points_of_utf16() -> None:
    points = CodePoints("a🎉b𝒞c")
    assert [points.at(unit) for unit in range(9)] == [0, 1, None, 2, 3, None, 4, 5, None]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_code_points_of_any_text(text: str) -> None:
    points = CodePoints(text)
    assert [points.at(units(text[:i])) for i in range(len(text) + 1)] == list(range(len(text) + 1))


@given(
    st.lists(st.text(alphabet="a \u0301é🎉𝒞\n", max_size=8), min_size=1, max_size=4),
    st.integers(0, 3),
    st.integers(0, 8),
)
def test_matches_come_to_their_paragraph(texts: list[str], which: int, at: int) -> None:
    which %= len(texts)
    at = min(at, len(texts[which]))
    texts[which] = texts[which][:at] + "tardy" + texts[which][at:]
    before = "\n\n".join(texts[:which])
    start = len(before) + 2 * bool(which) + at
    answers = distributed(texts, [raw("\n\n".join(texts), start, "tardy")])
    assert answers == [(LATE._replace(start=at, url=""),) if i == which else () for i in range(len(texts))]


@pytest.mark.parametrize(
    ("offset", "length", "quoted"),
    [(0, 5, "other"), (1, 5, "tardy"), (900, 5, "tardy"), (0, 900, "tardy"), (4, 6, "y\n\nand")],
)
def test_a_match_that_is_not_about_its_text_is_dropped(offset: int, length: int, quoted: str) -> None:
    one = raw("tardy", 0, "tardy", quoted=quoted) | {"offset": offset, "length": length}
    assert distributed(["tardy", "and more"], [one]) == [(), ()]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.txt", "The 🎉🎉 crew was tardy again."),
        ("a.txt", "The cre\u0301w 👩\u200d🚀 was tardy again."),
        ("a.txt", "The first line.\r\nThe 🎉 crew was tardy again.\r\n\r\nThe last line.\r\n"),
        ("a.md", "# The head\n\nThe *crew* 🎉 was tardy **again**.\n"),
        ("a.jsonl", '{"text": "The \\ud83c\\udf89 cr\\u0065w\\r\\nwas tardy again."}\n'),
        ("a.jsonl", '{"id": 1}\n{"text": "The first.\\n\\nThe 🎉 crew was tardy again."}\n'),
    ],
)
def test_offsets_are_exact_in_every_format(name: str, source: str) -> None:
    marks = proof_of(source, name).shown_at(Confidence.LIKELY)
    (mark,) = (mark for mark in marks if "languagetool.COMP_THAN" in mark.choices[1].rules)
    assert source[mark.span.start : mark.span.end] == mark.before == "tardy"


def test_it_says_whose_word_it_is() -> None:
    (mark,) = proof_of("The crew was tardy again.").marks
    (said,) = mark.change.because(1)
    assert (said.rule, said.message) == ("languagetool.COMP_THAN", "Say late.")
    assert said.evidence == "LanguageTool: Tardy (https://example.com/)"


def test_a_rule_that_is_not_listed_is_doubtful() -> None:
    (mark,) = proof_of("The crew was tardy again.", desk=Told("SOME_RULE")).marks
    assert mark.change.confidence_of(1) is Confidence.DOUBTFUL


@pytest.mark.parametrize("text", ["“The crew was tardy again,” he said.", '"The crew was tardy," he said.'])
def test_inside_quotation_marks_it_is_doubtful(text: str) -> None:
    (mark,) = proof_of(text).marks
    assert mark.change.confidence_of(1) is Confidence.DOUBTFUL


def test_nothing_is_said_of_protected_text() -> None:
    assert not proof_of("The crew wrote to tardy@example.com again.").marks


def test_other_languages_are_not_asked_about() -> None:
    desk = Told()
    proof_of("Der Zug kam nach dem Sturm zu spät an und niemand wusste, wann er weiterfahren würde.\n", desk=desk)
    assert not desk.asked
    german = Told()
    proof_of("Der Zug kam nach dem Sturm zu spät an.\n", desk=german, languagetool_language="de-DE")
    assert german.asked == [("Der Zug kam nach dem Sturm zu spät an.", "de-DE")]


@pytest.mark.parametrize(
    ("text", "config", "language"),
    [
        ("The colour of the harbour.", {}, "en-GB"),
        ("The color of the harbor.", {}, "en-US"),
        ("The crew of the ship.", {}, "en-US"),
        ("The color of the harbor.", {"dialect": "en-GB"}, "en-GB"),
    ],
)
def test_the_article_tells_the_dialect(text: str, config: dict[str, Any], language: str) -> None:
    desk = Told()
    proof_of(text, desk=desk, **config)
    assert {asked[1] for asked in desk.asked} == {language}


def test_what_is_asked_keeps_its_offsets() -> None:
    assert stood_in("a\r\nb\udc80c\rd") == "a \nb\ufffdc\nd"


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("more then", "more than", "more than"),
        ("more\nthen", "more than", "more\nthan"),
        ("more\r\nthen", "more than", "more\r\nthan"),
        ("more\nthen", "than", None),
    ],
)
def test_line_breaks_stay(before: str, after: str, text: str | None) -> None:
    assert respelled(before, after) == text


class Server:
    """A LanguageTool server that answers what `reply` says, and keeps what it was asked."""

    def __init__(self) -> None:
        self.questions: list[dict[str, list[str]]] = []
        self.status = 200
        self.reply: bytes | None = None
        self.wait = threading.Event()
        self.is_mute = False
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.questions.append(parse_qs(body))
                if outer.is_mute:
                    outer.wait.wait(30)
                    return
                text = outer.questions[-1]["text"][0]
                at = text.find("tardy")
                found = [raw(text, at, "tardy")] if at >= 0 else []
                data = json.dumps({"matches": found}).encode() if outer.reply is None else outer.reply
                too_long = outer.status == 413 and "\n\n" not in text and "huge" not in text
                self.send_response(200 if too_long else outer.status)
                self.end_headers()
                self.wfile.write(data)

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}/v2/"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def end(self) -> None:
        self.wait.set()
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    yield one
    one.end()


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "folder" / "answers.sqlite")


def remote(server: Server, kept: Cache) -> desks.ServerDesk:
    return desks.ServerDesk(desks.RemoteServer(server.url), kept, ["A_RULE"], ["STYLE"])


def test_all_of_an_article_is_asked_at_once(server: Server, kept: Cache) -> None:
    texts = [f"The crew of ship {number} was tardy again." for number in range(30)]
    desk = remote(server, kept)
    found = [desk.matches(text, "en-GB", texts) for text in texts]
    (question,) = server.questions
    assert question["language"] == ["en-GB"]
    assert (question["disabledRules"], question["disabledCategories"]) == (["A_RULE"], ["STYLE"])
    assert [match.text for match in found[0]] == ["tardy"]


def test_a_long_article_is_asked_in_parts(server: Server, kept: Cache) -> None:
    texts = [f"{number} " + "word " * 500 for number in range(6)]
    desk = remote(server, kept)
    for text in texts:
        desk.matches(text, "en-GB", texts)
    assert [len(question["text"][0]) <= desks.BATCH + 10 for question in server.questions] == [True] * 2


def test_only_what_changed_is_asked_again(server: Server, kept: Cache) -> None:
    texts = ["The crew was tardy again.", "The ship was late."]
    remote(server, kept).matches(texts[0], "en-GB", texts)
    again = remote(server, kept)
    (match,) = again.matches(texts[0], "en-GB", texts)
    assert match == LATE._replace(start=13, url="")
    again.matches("The ship was early.", "en-GB", [*texts, "The ship was early."])
    assert [question["text"] for question in server.questions] == [["\n\n".join(texts)], ["The ship was early."]]
    again.matches(texts[0], "en-US", ())
    assert len(server.questions) == 3  # another language is another question


def test_what_is_in_the_way_is_told_once(server: Server, kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "LIMIT", 0.3)
    server.is_mute = True
    desk = remote(server, kept)
    assert desk.matches("The crew was tardy.", "en-GB", ()) == ()
    assert desk.matches("The ship was tardy.", "en-GB", ()) == ()
    assert len(server.questions) == 1
    assert desk.trouble == f"LanguageTool at {server.url} is too slow: no answer within 0 seconds"


@pytest.mark.parametrize(
    ("status", "reply", "error"),
    [
        (500, b"Error: oops\nmore", ServerRefused),
        (404, b"", ServerRefused),
        (200, b"<html>", ServerRefused),
        (200, b"[]", ServerRefused),
        (200, b'{"matches": 1}', ServerRefused),
    ],
)
def test_what_is_no_answer(server: Server, status: int, reply: bytes, error: type[Exception]) -> None:
    server.status, server.reply = status, reply
    with pytest.raises(error):
        Question(server.url, "en-GB").ask(["The crew was tardy."], 5)


def test_no_server_and_a_silent_one(server: Server) -> None:
    server.is_mute = True
    with pytest.raises(ServerSilent):
        Question(server.url, "en-GB").ask(["The crew."], 0.2)
    server.end()
    with pytest.raises(ServerGone):
        Question(server.url, "en-GB").ask(["The crew."], 5)


def test_a_text_that_the_server_cannot_take_does_not_stop_the_others(server: Server, kept: Cache) -> None:
    server.status = 413
    texts = ["The crew was tardy.", "A huge paragraph.", "The ship was tardy."]
    desk = remote(server, kept)
    assert [len(desk.matches(text, "en-GB", texts)) for text in texts] == [1, 0, 1]
    assert not desk.trouble


def test_a_full_disk_costs_only_time(server: Server, kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Cache) -> sqlite3.Connection:
        db = connected(self)
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
        return db

    connected = Cache._connected
    monkeypatch.setattr(Cache, "_connected", full)
    texts = [f"The crew of ship {number} was tardy again." for number in range(2000)]
    desk = remote(server, kept)
    assert all(desk.matches(text, "en-GB", texts) is not None for text in texts)
    assert desk.matches(texts[0], "en-GB", ())
    assert not desk.trouble
    assert "full" in kept.trouble


def test_a_cache_that_is_none_is_made_anew(kept: Cache) -> None:
    kept.path.parent.mkdir()
    kept.path.write_bytes(b"not a database, whatever it says" * 40)
    kept.put({b"key": [LATE]})
    assert kept.get([b"key", b"other"]) == {b"key": (LATE,)}
    assert not kept.trouble


def test_a_cache_without_a_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = Cache(tmp_path / "file" / "answers.sqlite")
    kept.put({b"key": []})
    assert kept.get([b"key"]) == {}
    assert str(kept.path) in kept.trouble


def test_the_cache_does_not_grow_for_ever(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.put({str(number).encode(): [LATE] for number in range(1000)})
    kept.close()
    monkeypatch.setattr(cache, "MOST_BYTES", 1000)
    found = kept.get([str(number).encode() for number in range(1000)])
    assert len(found) == 500


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    yield from machine_in(tmp_path, monkeypatch)


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "copyedit", "check", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=60, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with #!")
class TestCommand:
    def test_asked_for_and_absent_is_an_error(self, machine: Machine, tmp_path: Path) -> None:
        (machine.home / home.SERVER_JAR).unlink()
        (tmp_path / "a.txt").write_text("The crew was tardy again.\n")
        done = run("--languagetool", "a.txt", cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr == "copyedit: LanguageTool is not installed; run: copyedit languagetool install\n"

    @pytest.mark.parametrize(("text", "code"), [("The crew was tardy again.\n", 0), ("Paris in the the spring.\n", 1)])
    def test_configured_and_absent_is_one_line(self, machine: Machine, tmp_path: Path, text: str, code: int) -> None:
        (machine.home / home.SERVER_JAR).unlink()
        (tmp_path / "copyedit.toml").write_text("[languagetool]\nenabled = true\n")
        (tmp_path / "a.txt").write_text(text)
        done = run("a.txt", cwd=tmp_path)
        assert done.returncode == code
        (line,) = done.stderr.splitlines()
        assert "not installed" in line
        assert "the rest was checked without it" in line

    def test_configured_and_there(self, machine: Machine, tmp_path: Path) -> None:
        (tmp_path / "copyedit.toml").write_text("[languagetool]\nenabled = true\n")
        for number in range(8):
            (tmp_path / f"{number}.txt").write_text(f"The crew of ship {number} was tardy again.\n")
        done = run(".", "--output-format", "jsonl", cwd=tmp_path)
        found = [json.loads(line) for line in done.stdout.splitlines()]
        assert [Path(change["path"]).name for change in found] == [f"{number}.txt" for number in range(8)]
        assert {rule for change in found for rule in change["rules"]} == {"languagetool.COMP_THAN"}
        assert run(".", "--no-languagetool", cwd=tmp_path).returncode == 0

    def test_nobody_asked_for_it(self, machine: Machine, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("The crew was tardy again.\n")
        assert run("a.txt", cwd=tmp_path).returncode == 0
        assert not machine.starts

    def test_a_server_that_is_named(self, machine: Machine, tmp_path: Path, server: Server) -> None:
        (tmp_path / "a.txt").write_text("The crew was tardy again.\n")
        assert run("--languagetool-url", server.url, "a.txt", cwd=tmp_path).returncode == 1
        assert len(server.questions) == 1
        assert not machine.starts

    def test_from_python(self, machine: Machine, server: Server) -> None:
        config = Config(languagetool=True, languagetool_url=server.url)
        (mark,) = proofread("The crew was tardy again.", config=config).marks
        assert mark.choices[1].text == "late"
        (machine.home / home.SERVER_JAR).unlink()
        with pytest.raises(Unavailable, match="not installed"):
            proofread("The crew was tardy again.", config=Config(languagetool=True))

    def test_a_named_server_that_is_not_there(self, machine: Machine, tmp_path: Path, server: Server) -> None:
        server.end()
        (tmp_path / "a.txt").write_text("Paris in the the spring.\n")
        done = run("--languagetool-url", server.url, "a.txt", cwd=tmp_path)
        assert done.returncode == 2
        assert "doubled.function-word" in done.stdout
        (line,) = done.stderr.splitlines()
        assert "cannot be reached" in line
