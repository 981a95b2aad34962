"""Inputs cut into shards: pieces small enough to be done again alone, the same in every run of the same inputs."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from copyedit.source import SourceError

if TYPE_CHECKING:
    import pyarrow as pa

SHARD_BYTES = 8 * 1024 * 1024  # of JSONL text
ROWS = 10_000  # of a Parquet or CSV shard
JSONL, PARQUET, CSV = "jsonl", "parquet", "csv"
SUFFIXES = {".jsonl": JSONL, ".ndjson": JSONL, ".parquet": PARQUET, ".pq": PARQUET, ".csv": CSV}
PACKED = (".gz", ".zst")


class Shard(NamedTuple):
    """Piece `number` of a run: `first` is the number of its first record in its file, from 1."""

    number: int
    path: Path
    kind: str
    first: int
    data: bytes | pa.Table  # JSONL lines, or rows


def kind_of(path: Path) -> str:
    """What `path` holds, by its suffix. Raises SourceError for what is none of ours."""
    suffix = Path(path.stem).suffix if path.suffix in PACKED else path.suffix
    kind = SUFFIXES.get(suffix.lower())
    if kind is None or (kind == PARQUET and path.suffix in PACKED):
        known = ", ".join(SUFFIXES)
        raise SourceError(f"{path}: a corpus is {known} (JSONL and CSV also .gz or .zst)")
    return kind


def inputs(paths: list[str]) -> list[Path]:
    """The files named, and those of known suffixes in named folders, sorted. Raises SourceError."""
    found: list[Path] = []
    for given in map(Path, paths):
        if given.is_dir():
            found += sorted(p for p in given.rglob("*") if p.is_file() and _is_known(p))
        elif given.exists():
            kind_of(given)
            found.append(given)
        else:
            raise SourceError(f"{given}: no such file")
    if not found:
        raise SourceError(f"{paths[0]}: holds no corpus ({', '.join(SUFFIXES)})")
    return found


def _is_known(path: Path) -> bool:
    try:
        return bool(kind_of(path))
    except SourceError:
        return False


def shards(paths: list[Path], rows: int = ROWS, size: int = SHARD_BYTES) -> Iterator[Shard]:
    """The pieces of all `paths`, in order, read as they are asked for."""
    number = 0
    for path in paths:
        kind, first = kind_of(path), 1
        for data, records in _lines(path, size) if kind == JSONL else _tables(path, kind, rows):
            yield Shard(number, path, kind, first, data)
            number, first = number + 1, first + records


def _opened(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return cast(IO[bytes], gzip.open(path, "rb"))
    if path.suffix == ".zst":
        import zstandard

        return io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(path.open("rb"), read_across_frames=True))
    return path.open("rb")


def _lines(path: Path, size: int) -> Iterator[tuple[bytes, int]]:
    """Whole lines of about `size` bytes together, and how many."""
    with _opened(path) as file:
        while data := file.read(size):
            data += file.readline()
            yield data, data.count(b"\n") + (not data.endswith(b"\n"))


def _tables(path: Path, kind: str, rows: int) -> Iterator[tuple[pa.Table, int]]:
    import pyarrow as pa

    batches = _parquet_batches(path, rows) if kind == PARQUET else _csv_batches(path)
    for batch in batches:
        for at in range(0, batch.num_rows, rows):
            piece = batch.slice(at, rows)
            yield pa.Table.from_batches([piece]), piece.num_rows


def _parquet_batches(path: Path, rows: int) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    yield from pq.ParquetFile(path).iter_batches(batch_size=rows)


def _csv_batches(path: Path) -> Iterator[pa.RecordBatch]:
    """Every column as text: 007 stays 007, and an empty field stays empty."""
    import pyarrow as pa
    from pyarrow import csv

    with _opened(path) as file:
        header = file.readline().decode("utf-8", "replace")
    names = csv.read_csv(io.BytesIO(header.encode())).column_names
    convert = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    parse = csv.ParseOptions(newlines_in_values=True)
    with _opened(path) as file:
        yield from csv.open_csv(file, parse_options=parse, convert_options=convert)
