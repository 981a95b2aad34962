"""`copyedit lsp`: diagnostics and code actions for editors, by the same chain and configuration as the check.

Positions are counted as the editor counts them (UTF-16 code units, unless it asks for others).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copyedit import __version__
from copyedit.config import Config, ConfigError
from copyedit.configurations import Configurations
from copyedit.fixers import Fixer, build
from copyedit.formats import FormatError
from copyedit.model import Confidence, Span
from copyedit.proof import Mark, Proof, prove, spliced
from copyedit.rulebook import RuleError

if TYPE_CHECKING:
    from lsprotocol import types as lsp
    from pygls.lsp.server import LanguageServer
    from pygls.workspace import TextDocument

NEEDS = "copyedit lsp needs pygls: pip install 'copyedit-news[lsp]'"


class Checked(NamedTuple):
    """A document's proof, and the version that it is of."""

    version: int | None
    proof: Proof


class Desk:
    """The proofs of open documents, and one chain for each configuration."""

    def __init__(self, configurations: Configurations, level: Confidence) -> None:
        self.configurations = configurations
        self.level = level
        self._chains: dict[int, tuple[Config, tuple[Fixer, ...]]] = {}
        self._checked: dict[str, Checked] = {}

    def proof(self, document: TextDocument) -> Proof:
        """The document's proof, made anew where it has changed. Raises ConfigError, RuleError, FormatError."""
        known = self._checked.get(document.uri)
        if known is None or known.version != document.version or known.proof.source != document.source:
            path = Path(document.path or "untitled.txt")
            config = self.configurations.of(path).config
            proof = prove(document.source, str(path), config, fixers=self._chain(config))
            known = self._checked[document.uri] = Checked(document.version, proof)
        return known.proof

    def _chain(self, config: Config) -> tuple[Fixer, ...]:
        if id(config) not in self._chains:
            self._chains[id(config)] = (config, build(config))
        return self._chains[id(config)][1]

    def forget(self, uri: str) -> None:
        self._checked.pop(uri, None)


def diagnostics(document: TextDocument, proof: Proof, level: Confidence) -> list[lsp.Diagnostic]:
    """What the proof shows at `level`, the sure ones as warnings."""
    from lsprotocol import types as lsp

    severities = {
        Confidence.SURE: lsp.DiagnosticSeverity.Warning,
        Confidence.LIKELY: lsp.DiagnosticSeverity.Information,
        Confidence.DOUBTFUL: lsp.DiagnosticSeverity.Hint,
    }
    found = []
    for mark in proof.shown_at(level):
        pick = mark.change.best(level)
        said = mark.change.because(pick)
        found.append(
            lsp.Diagnostic(
                range=_range(document, mark.span),
                message=" ".join(dict.fromkeys(s.message for s in said)),
                severity=severities[mark.change.confidence_of(pick)],
                code=next(iter(mark.choices[pick].rules or [s.rule for s in said]), ""),
                source="copyedit",
            )
        )
    return found


def actions(document: TextDocument, proof: Proof, asked: lsp.Range, level: Confidence) -> list[lsp.CodeAction]:
    """A quick fix for each choice of the marks that `asked` touches, and one that makes all sure changes."""
    from lsprotocol import types as lsp

    wanted = _span(document, asked)
    found = []
    for mark in proof.shown_at(level):
        if not mark.span.meets(wanted):
            continue
        best = mark.change.best(level)
        for pick in sorted(range(1, len(mark.choices)), key=lambda pick: pick != best):
            found.append(
                lsp.CodeAction(
                    title=f"Change to “{mark.choices[pick].text}”" if mark.choices[pick].text else "Take it out",
                    kind=lsp.CodeActionKind.QuickFix,
                    is_preferred=pick == best and mark.change.confidence_of(pick) is Confidence.SURE,
                    edit=_edit(document, [_text_edit(document, mark, pick)]),
                )
            )
    if proof.defaults:
        flowing = [proof.marks[index] for index in sorted(proof.defaults)]
        edits = [_text_edit(document, mark, mark.change.default) for mark in flowing]
        title = f"Make all sure changes ({len(edits)})"
        found.append(lsp.CodeAction(title, kind=lsp.CodeActionKind.SourceFixAll, edit=_edit(document, edits)))
    return found


def _text_edit(document: TextDocument, mark: Mark, pick: int) -> lsp.TextEdit:
    from lsprotocol import types as lsp

    span, text = spliced(mark, mark.choices[pick].text)
    return lsp.TextEdit(_range(document, span), text)


def _edit(document: TextDocument, edits: list[lsp.TextEdit]) -> lsp.WorkspaceEdit:
    """Edits to this version of the document: an editor refuses them where it has moved on."""
    from lsprotocol import types as lsp

    which = lsp.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(which, list(edits))])


def _range(document: TextDocument, span: Span) -> lsp.Range:
    from lsprotocol import types as lsp

    def position(offset: int) -> lsp.Position:
        before = document.source[:offset]
        line = before.count("\n")
        return lsp.Position(line, offset - (before.rfind("\n") + 1))

    return document.position_codec.range_to_client_units(
        _lines(document), lsp.Range(position(span.start), position(span.end))
    )


def _lines(document: TextDocument) -> list[str]:
    return document.source.split("\n")


def _span(document: TextDocument, asked: lsp.Range) -> Span:
    lines = _lines(document)
    own = document.position_codec.range_from_client_units(lines, asked)
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line) + 1)
    start, end = (begins[min(at.line, len(lines) - 1)] + at.character for at in (own.start, own.end))
    return Span(start, end)


def server(configurations: Configurations, level: Confidence) -> LanguageServer:
    """The server, not yet started. Raises ConfigError where pygls is not installed."""
    try:
        from lsprotocol import types as lsp
        from pygls.lsp.server import LanguageServer
    except ImportError:
        raise ConfigError(NEEDS) from None
    desk = Desk(configurations, level)
    made = LanguageServer("copyedit", __version__)

    def publish(uri: str) -> None:
        document = made.workspace.get_text_document(uri)
        try:
            found = diagnostics(document, desk.proof(document), level)
        except (ConfigError, RuleError, FormatError) as error:
            made.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"copyedit: {error}"))
            found = []
        made.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, version=document.version))

    @made.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @made.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @made.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        desk.forget(params.text_document.uri)
        made.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(params.text_document.uri, []))

    kinds = [lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.SourceFixAll]

    @made.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=kinds))
    def asked(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        document = made.workspace.get_text_document(params.text_document.uri)
        try:
            found = actions(document, desk.proof(document), params.range, level)
        except (ConfigError, RuleError, FormatError):
            return []
        only = params.context.only
        return [action for action in found if not only or action.kind in only]

    return made


def serve(configurations: Configurations, level: Confidence) -> int:
    """Serve an editor by standard input and output until it says exit; the exit code."""
    server(configurations, level).start_io()
    return 0
