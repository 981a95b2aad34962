"""One self-contained HTML page: no script, nothing fetched, light and dark, fit to be sent."""

from __future__ import annotations

from html import escape
from pathlib import Path

from copyedit.source import encoded, read_bytes, write_whole

_STYLE = """\
:root { color-scheme: light dark; --line: #8884; --old: #b3261e; --new: #11682f; --dim: #666; }
@media (prefers-color-scheme: dark) { :root { --old: #ff8a80; --new: #7fd99a; --dim: #aaa; } }
body { font: 1rem/1.6 Georgia, "Noto Serif", serif; max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 6rem; }
h1, h2, table, nav, .notes, .place { font-family: system-ui, "Noto Sans", sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
table { border-collapse: collapse; font-size: .9rem; } td, th { padding: .15rem 1rem .15rem 0; text-align: left; }
td.count { text-align: right; font-variant-numeric: tabular-nums; }
p { white-space: pre-wrap; overflow-wrap: anywhere; }
del { color: var(--old); } ins { color: var(--new); font-weight: 600; } mark { background: none; color: inherit;
  text-decoration: underline dotted; }
sup a, .place { color: var(--dim); text-decoration: none; font-size: .75rem; }
.notes { font-size: .85rem; margin: 0 0 1.5rem; padding-left: 2.2rem; border-left: 3px solid var(--line); }
.notes li { margin: .2rem 0; } .notes :target, li:target { outline: 2px solid; }
.rule { font-family: ui-monospace, monospace; } .dim { color: var(--dim); }
"""


def document(title: str, body: str) -> str:
    """The page around `body`, which is HTML."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table of texts; what reads as a number stands to the right."""
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    lines = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in rows)
    return f"<table>\n<tr>{head}</tr>\n{lines}</table>\n"


def _cell(text: str) -> str:
    kind = ' class="count"' if text.replace(",", "").isdecimal() else ""
    return f"<td{kind}>{escape(text)}</td>"


def save(path: Path, page: str) -> None:
    """Write a page, whole or not at all. Raises SourceError, OSError."""
    path.touch()
    write_whole(path, encoded(page), read_bytes(path))
