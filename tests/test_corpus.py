"""Corpora: exact counts, untouched columns, failures listed, a killed run taken up."""

from __future__ import annotations

import gzip
import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from copyedit.config import Config
from copyedit.corpus.local import Job, Totals, run
from copyedit.corpus.records import Cleaner
from copyedit.corpus.shards import inputs, shards
from copyedit.corpus.tables import CHANGES, clean_table, line_with_changes, with_changes
from copyedit.source import SourceError

FAULTY, MENDED = "Paris in the the spring.", "Paris in the spring."


def jsonl(path: Path, records: int, *, every: int = 3) -> bytes:
    """Records of which one in `every` has a fault, one is no record, and all have other fields."""
    lines = []
    for number in range(records):
        text = FAULTY if number % every == 0 else "All is well."
        lines.append(json.dumps({"id": number, "text": text, "the the": "the the", "é": [1, {"text": "the the"}]}))
    lines[records // 2] = '{"text": "no end'
    data = ("\n".join(lines) + "\n").encode()
    path.write_bytes(data)
    return data


def parts(output: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(output.glob("part-*")))


def clean(tmp_path: Path, source: Path, **options: object) -> tuple[Path, Totals]:
    output = tmp_path / "out"
    return output, run([source], Job(output, Config(), **options), processes=2)  # type: ignore[arg-type]


def test_jsonl_counts_are_exact_and_other_bytes_stay(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    data = jsonl(source, 30)
    output, totals = clean(tmp_path, source)
    assert totals[:4] == (30, 9, 1, 9)
    assert totals.rules == {"doubled.function-word": 9}
    wanted = data.replace(f'"text": "{FAULTY}", "the'.encode(), f'"text": "{MENDED}", "the'.encode())
    assert parts(output) == wanted
    (failure,) = map(json.loads, (output / "failed.jsonl").read_text().splitlines())
    assert failure["record"] == 16
    assert "not a JSON object" in failure["error"]
    assert json.loads((output / "summary.json").read_text())["read"] == 30


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_packed_jsonl(tmp_path: Path, suffix: str) -> None:
    data = jsonl(tmp_path / "plain.jsonl", 9)
    packed = tmp_path / f"articles.jsonl{suffix}"
    packed.write_bytes(gzip.compress(data) if suffix == ".gz" else zstandard.compress(data))
    output, totals = clean(tmp_path, packed)
    assert totals.read == 9
    assert parts(output).count(b"\n") == 9


def test_side_files_say_what_was_changed(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    jsonl(source, 9)
    output, _ = clean(tmp_path, source, changes="files")
    entries = [json.loads(line) for line in (output / "changes/part-00000.jsonl").read_text().splitlines()]
    assert [entry["record"] for entry in entries] == [1, 4, 7]
    assert {entry["field"] for entry in entries} == {"text"}
    assert entries[0]["before"] == "the the"


def test_a_column_of_changes(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    jsonl(source, 9)
    output, _ = clean(tmp_path, source, changes="column")
    first, second = (json.loads(line) for line in parts(output).splitlines()[:2])
    assert first[CHANGES][0]["rules"] == ["doubled.function-word"]
    assert second[CHANGES] == []
    assert line_with_changes(b"{}\n", []) == b'{"copyedit_changes": []}\n'


def table() -> pa.Table:
    columns = {
        "id": pa.array([1, 2, 3], pa.int32()),
        "title": pa.array([FAULTY, None, "Well"], pa.large_string()),
        "text": pa.array(["Well.", FAULTY, None], pa.string()),
        "tags": pa.array([["the the"], [], None], pa.list_(pa.string())),
    }
    return pa.table(columns).replace_schema_metadata({"origin": "a test"})


def test_tables_keep_schema_nulls_and_other_columns() -> None:
    cleaned = clean_table(table(), ["title", "text"], Cleaner())
    assert cleaned.table.schema.equals(table().schema, check_metadata=True)
    assert cleaned.table["title"].to_pylist() == [MENDED, None, "Well"]
    assert cleaned.table["text"].to_pylist() == ["Well.", MENDED, None]
    assert cleaned.table.drop(["title", "text"]) == table().drop(["title", "text"])
    assert [len(changes) for changes in cleaned.changes] == [1, 1, 0]
    assert json.loads(with_changes(cleaned)[CHANGES][0].as_py())[0]["field"] == "title"


def test_parquet(tmp_path: Path) -> None:
    source = tmp_path / "articles.parquet"
    pq.write_table(table(), source)
    output, totals = clean(tmp_path, source)
    assert totals[:3] == (3, 2, 0)
    (part,) = output.glob("part-*.parquet")
    assert pq.read_table(part).schema.equals(pq.read_table(source).schema, check_metadata=True)


def test_csv_values_stay_texts(tmp_path: Path) -> None:
    source = tmp_path / "articles.csv"
    source.write_text(f'id,text,empty\n007,"{FAULTY}",\n008,"two\nlines, ""quoted""",\n')
    output, totals = clean(tmp_path, source)
    assert totals[:3] == (2, 1, 0)
    (part,) = output.glob("part-*.csv")
    assert part.read_text() == f'"id","text","empty"\n"007","{MENDED}",""\n"008","two\nlines, ""quoted""",""\n'


def test_columns_that_are_no_text_are_named(tmp_path: Path) -> None:
    source = tmp_path / "articles.parquet"
    pq.write_table(pa.table({"text": pa.array([1])}), source)
    with pytest.raises(SourceError, match="column text holds int64"):
        clean(tmp_path, source)


def test_what_is_no_corpus_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"")
    for given in ("a.docx", "none.jsonl", "."):
        with pytest.raises(SourceError):
            inputs([str(tmp_path / given)])


def test_another_runs_folder_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    jsonl(source, 9)
    clean(tmp_path, source)
    assert clean(tmp_path, source)[1].read == 9
    with pytest.raises(SourceError, match="another run"):
        clean(tmp_path, source, changes="files")


def test_shards_are_whole_lines_and_the_same_every_time(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    data = jsonl(source, 100)
    pieces = list(shards([source], size=500))
    assert b"".join(bytes(piece.data) for piece in pieces) == data
    assert [piece.first for piece in pieces][:2] == [1, 1 + bytes(pieces[0].data).count(b"\n")]
    assert pieces == list(shards([source], size=500))


def test_a_killed_run_is_taken_up_and_ends_the_same(tmp_path: Path) -> None:
    """Killed at seeded moments until it goes through; the full form is tests/benchmarks/corpus.py."""
    for number in range(6):
        jsonl(tmp_path / f"articles-{number}.jsonl", 400)
    sources = sorted(map(str, tmp_path.glob("*.jsonl")))
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    command = [sys.executable, "-m", "copyedit", "corpus", "--isolated", "--jobs", "2", *sources, "--output"]
    subprocess.run([*command, whole], capture_output=True, check=False)
    moments = random.Random(3)
    for _ in range(3):
        process = subprocess.Popen([*command, killed], stdout=subprocess.DEVNULL, start_new_session=True)
        time.sleep(moments.uniform(0.2, 0.8))
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = subprocess.run([*command, killed], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout.startswith("2400 records read, 804 changed, 6 failed")
    assert parts(killed) == parts(whole)
