"""The language server, by a client that does what an editor does: opens, is told, asks, applies, and is told again."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

TEXT = "# \U0001f600 Title\n\nRain \U0001f600 fell in the the valley of of it.\n\nAll is well.\n"


class Editor:
    """A document as an editor holds it, and what it was last told of it."""

    def __init__(self, client: LanguageClient, path: Path) -> None:
        self.client = client
        self.uri = path.as_uri()
        self.text = ""
        self.version = 0
        self.told: asyncio.Queue[list[lsp.Diagnostic]] = asyncio.Queue()

        @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self.told.put_nowait(list(params.diagnostics))

    async def open(self, text: str) -> list[lsp.Diagnostic]:
        self.text, self.version = text, 1
        item = lsp.TextDocumentItem(self.uri, "markdown", self.version, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return await asyncio.wait_for(self.told.get(), 60)

    async def actions(self, asked: lsp.Range) -> list[lsp.CodeAction]:
        context = lsp.CodeActionContext(diagnostics=[])
        params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(self.uri), asked, context)
        found: Any = await self.client.text_document_code_action_async(params)
        return list(found or [])

    async def apply(self, action: lsp.CodeAction) -> list[lsp.Diagnostic]:
        """Make the edits of `action` from the last to the first, and send the whole new text."""
        assert action.edit
        assert action.edit.document_changes
        (change,) = action.edit.document_changes
        assert isinstance(change, lsp.TextDocumentEdit)
        assert change.text_document.version == self.version
        for edit in sorted(change.edits, key=lambda edit: edit.range.start, reverse=True):
            assert isinstance(edit, lsp.TextEdit)
            units = self.text.encode("utf-16-le")
            start, end = self._unit(edit.range.start), self._unit(edit.range.end)
            self.text = (units[: 2 * start] + edit.new_text.encode("utf-16-le") + units[2 * end :]).decode("utf-16-le")
        self.version += 1
        which = lsp.VersionedTextDocumentIdentifier(self.version, self.uri)
        whole = [lsp.TextDocumentContentChangeWholeDocument(self.text)]
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(which, whole))
        return await asyncio.wait_for(self.told.get(), 60)

    def _unit(self, at: lsp.Position) -> int:
        before = self.text.split("\n")[: at.line]
        return sum(len(f"{line}\n".encode("utf-16-le")) // 2 for line in before) + at.character

    def words(self, found: lsp.Range) -> str:
        units = self.text.encode("utf-16-le")
        return units[2 * self._unit(found.start) : 2 * self._unit(found.end)].decode("utf-16-le")


async def begun(tmp_path: Path, name: str = "a.md") -> Editor:
    client = LanguageClient("editor", "1")
    await client.start_io(sys.executable, "-m", "copyedit", "lsp")
    editor = Editor(client, tmp_path / name)
    params = lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=tmp_path.as_uri())
    begun = await asyncio.wait_for(client.initialize_async(params), 60)
    assert begun.server_info
    assert begun.server_info.name == "copyedit"
    assert begun.capabilities.code_action_provider
    client.initialized(lsp.InitializedParams())
    return editor


async def end(editor: Editor) -> None:
    await editor.client.shutdown_async(None)
    editor.client.exit(None)
    await asyncio.wait_for(editor.client.stop(), 60)


@pytest.fixture(autouse=True)
def _own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))


async def test_an_editor_is_told_what_is_wrong_and_can_mend_it(tmp_path: Path) -> None:
    editor = await begun(tmp_path)
    found = await editor.open(TEXT)
    assert [(d.code, editor.words(d.range), d.severity) for d in found] == [
        ("doubled.function-word", "the the", lsp.DiagnosticSeverity.Warning),
        ("doubled.function-word", "of of", lsp.DiagnosticSeverity.Warning),
    ]
    one, *_, every = await editor.actions(found[0].range)
    assert (one.kind, one.is_preferred, one.title) == (lsp.CodeActionKind.QuickFix, True, "Change to “the”")
    assert every.kind == lsp.CodeActionKind.SourceFixAll
    assert [editor.words(d.range) for d in await editor.apply(one)] == ["of of"]
    assert editor.text == TEXT.replace("the the", "the")
    (*_, every) = await editor.actions(lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0)))
    assert await editor.apply(every) == []
    assert editor.text == TEXT.replace("the the", "the").replace("of of", "of")
    assert await editor.actions(found[0].range) == []
    await end(editor)


async def test_the_projects_configuration_holds(tmp_path: Path) -> None:
    (tmp_path / "copyedit.toml").write_text('[rules]\ndoubled = "off"\n')
    editor = await begun(tmp_path)
    assert await editor.open(TEXT) == []
    await end(editor)


async def test_what_cannot_be_read_is_said_and_the_server_lives_on(tmp_path: Path) -> None:
    editor = await begun(tmp_path, "a.jsonl")
    messages: list[str] = []

    @editor.client.feature(lsp.WINDOW_SHOW_MESSAGE)
    def shown(params: lsp.ShowMessageParams) -> None:
        messages.append(params.message)

    assert await editor.open('{"text": ') == []
    assert "line 1: not a JSON object" in messages[0]
    assert len(await editor.open('{"text": "in the the valley"}\n')) == 1
    await end(editor)
