"""Documents that nobody here wrote: the Markdown and HTML that came with what is installed on this machine.

With no decision every byte is the same. With the sure changes made, rendered before and after, only text differs: no
tag, attribute, link, code or front matter key does.
"""

from __future__ import annotations

import os
import sysconfig
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from copyedit.config import Config
from copyedit.fixers import build
from copyedit.proof import Proof, prove
from copyedit.source import SourceError, decoded, encoded

pytestmark = pytest.mark.system

LEAST, MOST = 300, 330
LARGEST = 60_000  # bytes
ROOTS = (
    "/usr/share/doc",
    "/usr/lib/node_modules",
    "/usr/share/nodejs",
    "/usr/lib/jvm",
    "/usr/local/go",
    "/usr/local/lib",
)
SUFFIXES = {".md", ".markdown", ".html", ".htm", ".xhtml"}


def documents() -> Iterator[tuple[str, bytes]]:
    """Documents of the machine by name, in a fixed order; packages' long descriptions count as Markdown."""
    for metadata in sorted(Path(sysconfig.get_path("purelib")).glob("*.dist-info/METADATA")):
        data = metadata.read_bytes()
        if b"Description-Content-Type: text/markdown" in data:
            yield f"{metadata.parent.name}.md", data.partition(b"\n\n")[2]
    for root in (sysconfig.get_path("purelib"), *ROOTS):
        for folder, folders, names in os.walk(root):
            folders.sort()
            for name in sorted(names):
                path = Path(folder, name)
                if path.suffix.lower() in SUFFIXES and not path.is_symlink() and 0 < path.stat().st_size < LARGEST:
                    yield str(path), path.read_bytes()


@cache
def proofs() -> list[Proof]:
    fixers = build(Config())
    found = []
    for name, data in islice(documents(), MOST):
        try:
            found.append(prove(decoded(data, name), name, fixers=fixers))
        except SourceError:
            continue
        assert encoded(found[-1].decide({})) == data, name
    return found


def test_with_no_decision_every_byte_is_the_same() -> None:
    if len(proofs()) < LEAST:
        if os.environ.get("CI") == "true":
            pytest.fail(f"only {len(proofs())} documents are to be found here")
        pytest.skip(f"only {len(proofs())} documents are to be found here")
    assert {proof.decide({}) == proof.source for proof in proofs()} == {True}
    assert any(proof.marks for proof in proofs())


def test_with_the_sure_changes_made_only_text_differs() -> None:
    changed = [proof for proof in proofs() if proof.fixed != proof.source]
    for proof in changed:
        markdown = proof.name.endswith((".md", ".markdown"))
        skeleton = markdown_skeleton if markdown else html_skeleton
        assert skeleton(proof.fixed) == skeleton(proof.source), proof.name
    assert changed


def test_what_is_fixed_stays_fixed() -> None:
    for proof in proofs():
        if proof.fixed != proof.source:
            assert prove(proof.fixed, proof.name).fixed == proof.fixed, proof.name


def markdown_skeleton(text: str) -> list[object]:
    """All that markdown-it-py makes of a text but the words; front matter by its keys."""
    head, body = "", text
    if text.startswith("---\n") and (end := text.find("\n---\n", 3)) > 0:
        head, body = text[:end], text[end + 5 :]
    keys = [line.partition(":")[0] for line in head.split("\n")]
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    return [keys, [_skeleton(token) for token in tokens]]


def _skeleton(token: Token) -> object:
    if token.type == "inline":
        return [_skeleton(child) for child in token.children or [] if child.type not in ("text", "text_special")]
    attributes = {key: value for key, value in token.attrs.items() if key not in ("alt", "title")}
    return (token.type, token.tag, token.markup, token.info, sorted(attributes.items()), token.content)


class _Skeleton(HTMLParser):
    """Tags with their attributes, comments, and the text of what is no prose."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[object] = []
        self._verbatim: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, attrs))
        if tag in ("pre", "code", "script", "style", "textarea", "kbd", "samp", "var"):
            self._verbatim.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(tag)
        if tag in self._verbatim:
            self._verbatim.remove(tag)

    def handle_comment(self, data: str) -> None:
        self.parts.append(("comment", data))

    def handle_data(self, data: str) -> None:
        if self._verbatim:
            self.parts.append(("verbatim", data))


def html_skeleton(text: str) -> list[object]:
    parser = _Skeleton()
    parser.feed(text)
    parser.close()
    return parser.parts
