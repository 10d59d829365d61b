"""An editor that talks to `manifestlint lsp` over standard input and output."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

from lsprotocol import types
from pygls.lsp.client import LanguageClient

Diagnostics = Sequence[types.Diagnostic]
_LONGEST = 15.0


class Editor:
    """A client with some files open; it keeps to what it was sent."""

    def __init__(self, root: Path, *encodings: types.PositionEncodingKind, snippets: bool = False) -> None:
        self.root = root
        self.messages: list[str] = []
        self.published: list[types.PublishDiagnosticsParams] = []
        self._texts: dict[str, tuple[int, str]] = {}
        self._told: dict[str, Diagnostics] = {}
        self._news = asyncio.Event()
        self._client = LanguageClient("tests", "1")
        # pygls marks the functions that it is given, and a method cannot be marked.
        self._client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda told: self._publish(told))  # noqa: PLW0108
        self._client.feature(types.WINDOW_SHOW_MESSAGE)(lambda params: self.messages.append(params.message))
        edits = types.WorkspaceEditClientCapabilities(snippets, snippet_edit_support=snippets)
        self._capabilities = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(position_encodings=list(encodings) or None),
            workspace=types.WorkspaceClientCapabilities(workspace_edit=edits),
        )
        self.exit_code: int | None = None
        self.encoding: str | None = None

    async def __aenter__(self) -> Self:
        await self._client.start_io(sys.executable, "-m", "manifestlint", "lsp")
        params = types.InitializeParams(self._capabilities, root_uri=self.root.as_uri())
        answer = await self._client.initialize_async(params)
        self.encoding = answer.capabilities.position_encoding
        self._client.initialized(types.InitializedParams())
        return self

    async def __aexit__(self, *_: object) -> None:
        server: Any = self._client._server
        await self._client.shutdown_async(None)
        self._client.exit(None)
        self.exit_code = await asyncio.wait_for(server.wait(), _LONGEST)
        await self._client.stop()  # type: ignore[no-untyped-call]
        server._transport.close()

    def _publish(self, params: types.PublishDiagnosticsParams) -> None:
        self.published.append(params)
        self._told[params.uri] = params.diagnostics
        self._news.set()

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def text(self, path: str) -> str:
        return self._texts[self.uri(path)][1]

    def open(self, path: str, text: str | None = None) -> None:
        text = (self.root / path).read_bytes().decode() if text is None else text
        uri = self.uri(path)
        self._texts[uri] = (1, text)
        self._client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "yaml", 1, text))
        )

    def change(self, path: str, text: str) -> None:
        uri = self.uri(path)
        version = self._texts[uri][0] + 1
        self._texts[uri] = (version, text)
        self._client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def close(self, path: str) -> None:
        identifier = types.TextDocumentIdentifier(self.uri(path))
        self._client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))

    async def until(self, path: str, is_meant: Callable[[list[object]], bool]) -> Diagnostics:
        """The diagnostics of a file, once their codes are what is waited for."""
        async with asyncio.timeout(_LONGEST):
            while True:
                told = self._told.get(self.uri(path), ())
                if self.uri(path) in self._told and is_meant([each.code for each in told]):
                    return told
                self._news.clear()
                await self._news.wait()

    async def actions(
        self, path: str, place: types.Range, *only: types.CodeActionKind | str
    ) -> dict[str, types.CodeAction]:
        """The code actions at a place, by their titles."""
        context = types.CodeActionContext([], only=only or None)
        identifier = types.TextDocumentIdentifier(self.uri(path))
        params = types.CodeActionParams(identifier, place, context)
        found = await self._client.text_document_code_action_async(params)
        return {each.title: each for each in found or () if isinstance(each, types.CodeAction)}

    async def hover(self, path: str, position: types.Position) -> str:
        identifier = types.TextDocumentIdentifier(self.uri(path))
        found = await self._client.text_document_hover_async(types.HoverParams(identifier, position))
        if found is None:
            return ""
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    def apply(self, action: types.CodeAction) -> None:
        """Make the edits of an action as a client does, the last one first; positions count UTF-16."""
        assert action.edit
        assert action.edit.changes
        for uri, edits in action.edit.changes.items():
            text = self._texts[uri][1]
            for edit in sorted(edits, key=lambda each: each.range.start, reverse=True):
                start, end = (_offset(text, at) for at in (edit.range.start, edit.range.end))
                text = text[:start] + edit.new_text + text[end:]
            self.change(Path(types_path(uri)).relative_to(self.root).as_posix(), text)


def types_path(uri: str) -> str:
    from pygls import uris

    return uris.to_fs_path(uri) or ""


def _offset(text: str, at: types.Position) -> int:
    start = 0
    for _ in range(at.line):
        start = text.index("\n", start) + 1
    before = text[start:].encode("utf-16-le")[: at.character * 2].decode("utf-16-le")
    return start + len(before)
