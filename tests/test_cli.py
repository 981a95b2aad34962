"""The command as people and programs meet it: exit codes, the jsonl contract, awkward files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from copyedit.model import Suggestion
from copyedit.reading import Reading

FAULTY = "Paris in the the spring.\n"
MENDED = "Paris in the spring.\n"
KEYS = [
    "path",
    "start",
    "end",
    "line",
    "column",
    "before",
    "after",
    "alternatives",
    "confidence",
    "rules",
    "message",
    "evidence",
]


def run(*args: str | Path, data: bytes = b"", **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "copyedit", *map(str, args)]
    return subprocess.run(command, input=data, capture_output=True, timeout=120, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(FAULTY)
    return path


def test_check_reports_and_writes_nothing(faulty: Path) -> None:
    done = run(faulty)
    assert done.returncode == 1
    assert b"doubled.function-word" in done.stdout
    assert b"> Paris in the spring." in done.stdout
    assert b"1 change suggested in 1 of 1 file." in done.stdout
    assert b"\033[" not in done.stdout
    assert faulty.read_text() == FAULTY


def test_leaving_out_the_command_means_check(faulty: Path) -> None:
    assert run(faulty).stdout == run("check", faulty).stdout


def test_fix_writes_and_a_second_run_has_nothing_to_do(faulty: Path) -> None:
    assert run("--fix", faulty).returncode == 0
    assert faulty.read_text() == MENDED
    written = faulty.stat().st_mtime_ns
    assert b"nothing to change" in run("--fix", faulty).stdout
    assert faulty.stat().st_mtime_ns == written


def test_exit_non_zero_on_fix(faulty: Path) -> None:
    assert run("--fix", "--exit-non-zero-on-fix", faulty).returncode == 1
    assert run("--fix", "--exit-non-zero-on-fix", faulty).returncode == 0


def test_diff_can_be_applied_and_writes_nothing(faulty: Path) -> None:
    done = run("--diff", faulty.name, cwd=faulty.parent)
    assert done.returncode == 1
    assert faulty.read_text() == FAULTY
    if git := shutil.which("git"):
        subprocess.run([git, "apply", "-"], input=done.stdout, cwd=faulty.parent, check=True)
        assert faulty.read_text() == MENDED


def test_each_level_shows_what_is_less_certain_too() -> None:
    doubtful = b"The colour of the harbor was grey, and the center of the labour theatre was gray in color.\n"
    counts = [
        len(run("--isolated", "--level", level, "--output-format", "jsonl", "-", data=doubtful).stdout.splitlines())
        for level in ("sure", "likely", "doubtful")
    ]
    assert counts == sorted(counts)
    assert counts[2] > counts[1]


def test_stdin_to_stdout() -> None:
    done = run("--fix", "-", data=FAULTY.encode())
    assert (done.returncode, done.stdout) == (0, MENDED.encode())
    assert run("-", data=FAULTY.encode()).returncode == 1
    record = b'{"text": "Paris in the the spring."}\n'
    fixed = run("--fix", "-", "--stdin-filename", "a.jsonl", data=record).stdout
    assert fixed == b'{"text": "Paris in the spring."}\n'


def test_the_jsonl_contract(tmp_path: Path) -> None:
    text = "\ufeffFirst.\r\nParis \U0001f600 in the the spring.\r\n"
    path = tmp_path / "article.txt"
    path.write_bytes(text.encode())
    (line,) = run("--output-format", "jsonl", path).stdout.splitlines()
    entry = json.loads(line)
    assert list(entry) == KEYS
    assert text[entry["start"] : entry["end"]] == entry["before"]
    assert text[: entry["start"]] + entry["after"] + text[entry["end"] :] == text.replace("the the", "the")
    assert (entry["line"], entry["confidence"], entry["rules"]) == (2, "sure", ["doubled.function-word"])


def test_jsonl_input_adds_record_and_field(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"url": "the the"}\n{"title": "All well", "text": "Caf\\u00e9 in the the spring."}\n')
    (entry,) = json.loads(run("--output-format", "json", path).stdout)
    assert list(entry) == [*KEYS, "record", "field"]
    assert (entry["record"], entry["field"], entry["line"]) == (2, "text", 2)


@pytest.mark.parametrize(
    "content",
    [b"", b"\r\n", b"\r\n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbfAll is well.\r\n", b"no final newline", b"\r\r\n\n\r"],
    ids=["empty", "line end", "line ends", "BOM", "BOM and text", "no newline", "mixed line ends"],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_odd_files_are_clean_and_keep_their_bytes(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"odd{suffix}"
    path.write_bytes(content)
    assert run("--fix", path).returncode == 0
    assert path.read_bytes() == content


def test_line_ends_bom_and_the_rest_stay(tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(b"\xef\xbb\xbfOne.\r\n\r\nParis in the the spring.\r\nlast line")
    run("--fix", path)
    assert path.read_bytes() == b"\xef\xbb\xbfOne.\r\n\r\nParis in the spring.\r\nlast line"


def assert_one_line(done: subprocess.CompletedProcess[bytes], *words: str) -> None:
    """Exit 2 and one line on stderr that names the trouble."""
    (line,) = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert all(word in line for word in words), line


def test_a_missing_file(tmp_path: Path) -> None:
    assert_one_line(run(tmp_path / "none.txt"), "none.txt", "no such file")


def test_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert_one_line(run(tmp_path / "link.txt"), "link.txt", "link")
    assert run(tmp_path).returncode == 0


def test_nul_bytes_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "data.txt"
    path.write_bytes(b"the the \0 man")
    assert_one_line(run("--fix", path), "data.txt", "NUL")
    met = run("--fix", tmp_path)
    assert met.returncode == 0
    assert b"data.txt" in met.stderr
    assert path.read_bytes() == b"the the \0 man"


def test_utf16_is_named(tmp_path: Path) -> None:
    path = tmp_path / "windows.txt"
    path.write_bytes("the the man".encode("utf-16"))
    assert_one_line(run(path), "windows.txt", "UTF-16")


def test_a_bad_record_is_named_and_the_file_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    content = b'{"text": "in the the spring"}\n{"text": "no end\n'
    path.write_bytes(content)
    assert_one_line(run("--fix", path), "records.jsonl", "line 2")
    assert path.read_bytes() == content


# this Python may lie where another user may not read: what is needed is loaded before the change of user
AS_NOBODY = """
import os, sys
from copyedit.cli import main

main(["--isolated", "--fix", sys.argv[1]])
os.environ["COPYEDIT_STATE"] = sys.argv[2]
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
sys.exit(main(sys.argv[3:]))
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize(
    ("mode", "options", "says"), [(0o600, [], "cannot be read"), (0o644, ["--fix"], "write-protected")]
)
def test_no_permission(faulty: Path, mode: int, options: list[str], says: str) -> None:
    # pytest's own folder is root's alone, so the other user gets one that it may enter
    with tempfile.TemporaryDirectory() as folder:
        shared = Path(folder)
        shared.chmod(0o755)
        path = shared / "article.txt"
        path.write_text(FAULTY)
        path.chmod(mode)
        state = shared / "state"
        state.mkdir()
        state.chmod(0o777)
        command = [sys.executable, "-c", AS_NOBODY, str(faulty), str(state), "--isolated", *options, str(path)]
        assert_one_line(subprocess.run(command, capture_output=True, check=False), "article.txt", says)
        assert path.read_text() == FAULTY


def test_a_file_named_twice_is_checked_once(faulty: Path) -> None:
    done = run(faulty, faulty.parent, faulty)
    assert b"1 change suggested in 1 of 1 file." in done.stdout


def test_a_closed_pipe_is_no_traceback(faulty: Path) -> None:
    command = f"{sys.executable} -m copyedit {faulty} | true"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


def test_rules_lists_and_explains() -> None:
    assert b"doubled.function-word" in run("rules").stdout
    assert b"Leaves alone" in run("rules", "doubled.function-word").stdout
    assert_one_line(run("rules", "doubled.funktion-word"), "did you mean doubled.function-word?")


HEAVY = ("textual", "language_tool_python", "ftfy", "rapidfuzz", "markdown_it", "rich")


def loaded_by(arguments: list[str], modules: tuple[str, ...]) -> str:
    """Which of `modules` a run has imported, as a list in print."""
    code = f"""
import sys, copyedit.cli
try:
    copyedit.cli.main({arguments!r})
except SystemExit:
    pass
print([m for m in {modules!r} if m in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def test_version_loads_nothing_heavy() -> None:
    assert loaded_by(["--version"], (*HEAVY, "marisa_trie", "tomli")) == "[]"


def test_a_clean_check_loads_only_what_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "clean.txt"
    path.write_text("The minister said that the talks would go on.\n")
    assert loaded_by([str(path)], HEAVY) == "[]"


def test_a_fault_of_our_own_is_one_line_and_the_other_files_go_on(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from copyedit.cli import main
    from copyedit.fixers.doubled import Doubled

    real = Doubled.__call__

    def breaks(self: Doubled, reading: Reading) -> Iterator[Suggestion]:
        if "boom" in reading.text:
            raise ZeroDivisionError("boom")
        return real(self, reading)

    monkeypatch.setattr(Doubled, "__call__", breaks)
    broken = faulty.with_name("a-broken.txt")
    broken.write_text("boom")
    assert main(["--isolated", "--fix", str(broken), str(faulty)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "a-broken.txt: left as it was" in line
    assert (broken.read_text(), faulty.read_text()) == ("boom", MENDED)
