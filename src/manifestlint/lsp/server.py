"""The server: what a client says, and what it is told."""

import asyncio
import gc
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from manifestlint import __version__
from manifestlint.lsp.actions import FIX_ALL, Actions
from manifestlint.lsp.hover import about
from manifestlint.lsp.judge import Desk, Open, Verdict, judge

_PAUSE = 0.3
"""Seconds without a key before it is judged."""
_WATCHED = "**/*.{yaml,yml,json,tpl}"
_ACTIONS = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL])


class Server(LanguageServer):
    """Judges what is open in a thread of its own, one state after the other; the newest one wins.

    Documents are sent as a whole: a position that counts by other line breaks can then spoil none.
    """

    def __init__(self) -> None:
        super().__init__("manifestlint", __version__, types.TextDocumentSyncKind.Full)
        self.ended_well = False
        """The client said that it ends before it did."""
        self.verdict: Verdict | None = None
        self._judging = ThreadPoolExecutor(max_workers=1)
        self._task: asyncio.Task[None] | None = None
        self._published: dict[str, tuple[types.Diagnostic, ...]] = {}

    def changed(self, pause: float = _PAUSE) -> None:
        """Judge once nothing has changed for a while; what is being judged is outdated."""
        self.stop()
        self._task = asyncio.create_task(self._judge_after(pause))

    def stop(self) -> None:
        """Forget what is being judged."""
        if self._task is not None:
            self._task.cancel()

    async def settled(self) -> Verdict | None:
        """The verdict on the newest text."""
        while self._task is not None and not self._task.done():
            await asyncio.wait([self._task])
        return self.verdict

    async def _judge_after(self, pause: float) -> None:
        await asyncio.sleep(pause)
        desk = self._desk()
        verdict = await asyncio.get_running_loop().run_in_executor(self._judging, judge, desk)
        known = self.verdict.messages if self.verdict else ()
        self.verdict = verdict
        self._publish(verdict)
        for message in verdict.messages:
            if message not in known:
                self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))

    def _desk(self) -> Desk:
        workspace = self.workspace
        documents = {
            file: Open(document.uri, document.version, document.source)
            for document in workspace.text_documents.values()
            if (file := file_of(document.uri))
        }
        roots = filter(None, map(uris.to_fs_path, filter(None, (*workspace.folders, workspace.root_uri))))
        folders = tuple(Path(os.path.realpath(root)) for root in roots)
        return Desk(documents, folders, workspace.position_codec)

    def _publish(self, verdict: Verdict) -> None:
        """Tell of every file in which something is told or was, and of those that are open."""
        desk = verdict.desk
        told = {
            desk.uri(file): tuple(each.diagnostic for each in some) for file, some in verdict.files.items()
        }
        versions = {document.uri: document.version for document in desk.documents.values()}
        for uri in dict.fromkeys((*self._published, *versions, *told)):
            diagnostics = told.get(uri, ())
            if uri in versions or diagnostics != self._published.get(uri):
                self.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(uri, diagnostics, versions.get(uri))
                )
        self._published = told


def file_of(uri: str) -> Path | None:
    """The file of a document, with links in its folder followed; None for one that is in no file."""
    path = uris.to_fs_path(uri)
    if not path:
        return None
    return Path(os.path.realpath(os.path.dirname(path)), os.path.basename(path))


def make_server() -> Server:
    """A server that knows what to do."""
    server = Server()
    server.feature(types.INITIALIZED)(_initialized)
    for said in (types.TEXT_DOCUMENT_DID_OPEN, types.TEXT_DOCUMENT_DID_CLOSE, types.TEXT_DOCUMENT_DID_SAVE):
        server.feature(said)(_at_once)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_soon)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_soon)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, _ACTIONS)(_actions)
    server.feature(types.SHUTDOWN)(_shutdown)
    return server


def serve() -> bool:
    """Serve standard input and output until the client ends; False where it just went away."""
    gc.set_threshold(100_000, 10, 10)  # a run ends before its garbage matters, a server does not
    server = make_server()
    server.start_io()
    return server.ended_well


def _initialized(ls: Server, _params: types.InitializedParams) -> None:
    """Ask to be told of files that change outside of the editor."""
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
        asked = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.client_register_capability(types.RegistrationParams([asked]))


def _at_once(ls: Server, _params: object) -> None:
    ls.changed(0)


def _soon(ls: Server, _params: object) -> None:
    ls.changed()


def _shutdown(ls: Server, _params: object) -> None:
    ls.stop()
    ls.ended_well = True


def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """The words of the rules that found something here."""
    file, verdict = file_of(params.text_document.uri), ls.verdict
    if file is None or verdict is None:
        return None
    here = [
        each
        for each in verdict.files.get(file, [])
        if each.diagnostic.range.start <= params.position <= each.diagnostic.range.end
    ]
    text = about([each.finding.rule for each in here if each.finding])
    if not text:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), here[0].diagnostic.range)


async def _actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done here, worked out on the newest text."""
    file, verdict = file_of(params.text_document.uri), await ls.settled()
    if file is None or verdict is None:
        return []
    actions = Actions(verdict, ls.client_capabilities)
    return list(actions.offered(file, params.range, params.context))
