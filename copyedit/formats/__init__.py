"""Formats are readers only: text of a file → articles of passages. One writer (proof.py) splices for all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from copyedit.config import Config
from copyedit.passage import Article


class FormatError(Exception):
    """A text that is not what its suffix says; the message says where."""


def _plain(text: str, config: Config) -> list[Article]:
    from copyedit.formats import plain

    return plain.articles(text)


def _markdown(text: str, config: Config) -> list[Article]:
    from copyedit.formats import markdown

    return markdown.articles(text, config)


def _mdx(text: str, config: Config) -> list[Article]:
    from copyedit.formats import markdown

    return markdown.articles(text, config, mdx=True)


def _html(text: str, config: Config) -> list[Article]:
    from copyedit.formats import html

    return html.articles(text, config)


def _csv(text: str, config: Config) -> list[Article]:
    from copyedit.formats import csv

    return csv.articles(text, config)


def _jsonl(text: str, config: Config) -> list[Article]:
    from copyedit.formats import jsonl

    return jsonl.articles(text, config)


Reader = Callable[[str, Config], list[Article]]

READERS: dict[str, Reader] = {
    ".txt": _plain,
    ".text": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".mdx": _mdx,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".csv": _csv,
    ".tsv": _csv,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
}


def reader_for(name: str) -> Reader:
    """The reader for a file's name; plain where its suffix says nothing."""
    return READERS.get(PurePath(name).suffix.lower(), _plain)
