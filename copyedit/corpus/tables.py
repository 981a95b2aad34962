"""Arrow tables: the chosen text columns cleaned, every other column and the schema as they were."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

import pyarrow as pa

from copyedit.corpus.records import Change, Cleaner
from copyedit.report import dumped

CHANGES = "copyedit_changes"  # the optional column: each row's changes as a JSON array


class CleanedTable(NamedTuple):
    """A table after the chain; for each row its changes, and why it failed (empty where it did not)."""

    table: pa.Table
    changes: list[list[Change]]
    errors: list[str]


def text_columns(schema: pa.Schema, chosen: Sequence[str]) -> list[str]:
    """The chosen columns that are there. Raises ValueError where none is, or where one is no text."""
    present = [name for name in chosen if name in schema.names]
    if not present:
        raise ValueError(f"has none of the columns {', '.join(chosen)}; it has {', '.join(schema.names)}")
    for name in present:
        kind = schema.field(name).type
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
            raise ValueError(f"column {name} holds {kind}, not text")
    return present


def clean_table(table: pa.Table, columns: Sequence[str], cleaner: Cleaner) -> CleanedTable:
    """`table` with `columns` cleaned, a row an article. A null stays null; a failed row stays as it was."""
    values = {name: table.column(name).to_pylist() for name in columns}
    changes: list[list[Change]] = []
    errors = []
    for row in range(table.num_rows):
        cleaned = cleaner.fields({name: values[name][row] for name in columns if values[name][row] is not None})
        for name, text in cleaned.texts.items():
            values[name][row] = text
        changes.append(cleaned.changes)
        errors.append(cleaned.error)
    for name in columns:
        at = table.schema.get_field_index(name)
        field = table.schema.field(at)
        table = table.set_column(at, field, pa.array(values[name], field.type))
    return CleanedTable(table, changes, errors)


def with_changes(cleaned: CleanedTable) -> pa.Table:
    """The table and one more column, the changes of each row."""
    lines = [dumped(changes) for changes in cleaned.changes]
    return cleaned.table.append_column(pa.field(CHANGES, pa.string()), pa.array(lines, pa.string()))


def line_with_changes(line: bytes, changes: list[Change]) -> bytes:
    """A JSONL line and one more key, its changes."""
    body = line.rstrip()
    if not body.endswith(b"}"):
        return line
    comma = b"" if not json.loads(body) else b", "
    return (
        body[:-1] + comma + json.dumps(CHANGES).encode() + b": " + dumped(changes).encode() + b"}" + line[len(body) :]
    )
