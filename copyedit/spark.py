"""The corpus cleaner on Apache Spark: the same function, over the Arrow batches that Spark hands out.

    from copyedit.spark import clean

    clean(frame, columns=["title", "text"]).write.parquet("cleaned")

Needs the extra `spark`, and the package on every worker. Nothing is shuffled: each partition is cleaned where it is.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from copyedit.config import Config
from copyedit.corpus.records import Cleaner
from copyedit.model import Confidence

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame


def clean(
    frame: DataFrame,
    columns: Sequence[str],
    *,
    config: Config | None = None,
    level: Confidence = Confidence.SURE,
    changes: bool = False,
) -> DataFrame:
    """`frame` with its text `columns` cleaned, a row an article; all other columns and the schema as they were.

    With `changes`, one more column, `copyedit_changes`: each row's changes as a JSON array. Raises ValueError where no
    column of that name holds text.
    """
    from pyspark.sql.types import StringType, StructField, StructType

    from copyedit.corpus.tables import CHANGES

    for name in columns:
        if name not in frame.columns or not isinstance(frame.schema[name].dataType, StringType):
            raise ValueError(f"{name} is no text column; there are {', '.join(frame.columns)}")
    schema = frame.schema
    if changes:
        schema = StructType([*schema.fields, StructField(CHANGES, StringType())])
    chosen, settings = list(columns), pickle.dumps((config or Config(), level))

    def batches(given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        from copyedit.corpus.tables import clean_table, with_changes

        cleaner = _cleaner(settings)
        for batch in given:
            cleaned = clean_table(pa.Table.from_batches([batch]), chosen, cleaner)
            yield from (with_changes(cleaned) if changes else cleaned.table).to_batches()

    return frame.mapInArrow(batches, schema)


def clean_lines(
    frame: DataFrame, *, config: Config | None = None, level: Confidence = Confidence.SURE, changes: bool = False
) -> DataFrame:
    """A frame of JSONL lines (one text column `value`, as spark.read.text gives) with the configured fields cleaned.

    With `changes`, one more key in each record, `copyedit_changes`.
    """
    settings = pickle.dumps((config or Config(), level))

    def batches(given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        from copyedit.corpus.tables import line_with_changes

        cleaner = _cleaner(settings)
        for batch in given:
            cleaned = [cleaner.line(line.encode()) for line in batch.column(0).to_pylist()]
            lines = [line_with_changes(c.line, c.changes) if changes and not c.error else c.line for c in cleaned]
            values = pa.array([line.decode() for line in lines], pa.string())
            yield pa.RecordBatch.from_arrays([values], names=["value"])

    return frame.mapInArrow(batches, frame.schema)


def run(
    paths: list[Path], output: Path, master: str, config: Config, level: Confidence, *, changes: bool = False
) -> int:
    """Clean JSONL or Parquet files on the cluster at `master` into the folder `output`; how many records were read.

    Raises ValueError where the inputs are of several kinds or of none that Spark reads here.
    """
    from pyspark.sql import SparkSession

    from copyedit.corpus.shards import JSONL, PARQUET, kind_of

    kinds = {kind_of(path) for path in paths}
    if kinds not in ({JSONL}, {PARQUET}):
        raise ValueError("the Spark engine takes JSONL or Parquet, one kind in a run")
    spark = SparkSession.builder.master(master).appName("copyedit corpus").getOrCreate()
    try:
        names = [str(path.resolve()) for path in paths]
        if kinds == {JSONL}:
            frame = spark.read.text(names)
            cleaned = clean_lines(frame, config=config, level=level, changes=changes)
            cleaned.write.mode("errorifexists").text(str(output.resolve()))
        else:
            frame = spark.read.parquet(*names)
            columns = [name for name in config.fields if name in frame.columns]
            cleaned = clean(frame, columns, config=config, level=level, changes=changes)
            cleaned.write.mode("errorifexists").parquet(str(output.resolve()))
        return int(frame.count())
    finally:
        spark.stop()


@cache
def _cleaner(pickled: bytes) -> Cleaner:
    """One chain for each worker process and configuration, however many batches it is handed."""
    return Cleaner(*pickle.loads(pickled))
