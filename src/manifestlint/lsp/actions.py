"""What an editor offers to do about a diagnostic."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from lsprotocol import types

from manifestlint.core.finding import Finding
from manifestlint.core.fix import Repair, Safety
from manifestlint.lsp.judge import Told, Verdict, World

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.manifestlint"
_QUICK_FIX = types.CodeActionKind.QuickFix
_Edits = dict[Path, list[types.TextEdit | types.SnippetTextEdit]]


class Actions:
    """Actions on a file, as far as its client can carry them out."""

    def __init__(self, verdict: Verdict, capabilities: types.ClientCapabilities) -> None:
        self._verdict = verdict
        edits = capabilities.workspace.workspace_edit if capabilities.workspace else None
        self._versioned = bool(edits and edits.document_changes)
        self._snippets = self._versioned and bool(edits and edits.snippet_edit_support)

    def offered(
        self, file: Path, place: types.Range, context: types.CodeActionContext
    ) -> Iterator[types.CodeAction]:
        """What can be done at a place, or with the whole file, of the kinds that are asked for."""
        told = self._verdict.files.get(file, [])
        here = [each for each in told if _touches(each.diagnostic.range, place)]
        if _asks_for(_QUICK_FIX.value, context):
            for each in here:
                if each.finding is not None:
                    yield from self._repairs(each, each.finding)
            # One comment silences all that a rule finds on a line.
            lines = {(each.diagnostic.code, each.diagnostic.range.start.line): each for each in here}
            for each in lines.values():
                if each.finding is not None:
                    yield from self._silences(each, each.finding)
        # Worked out for the whole file, so not at every move of the cursor.
        idle = not context.only and context.trigger_kind is types.CodeActionTriggerKind.Automatic
        if told and not idle and _asks_for(FIX_ALL, context):
            yield from self._mended(file, told[0].world)

    def _repairs(self, told: Told, finding: Finding) -> Iterator[types.CodeAction]:
        repair = told.world.view.repair(finding)
        if repair is not None:
            safe = repair.safety is Safety.SAFE
            title = repair.title[:1].upper() + repair.title[1:]
            yield types.CodeAction(
                title if safe else f"{title} (unsafe: look afterwards)",
                kind=_QUICK_FIX,
                diagnostics=[told.diagnostic],
                is_preferred=safe,
                edit=self._edit(_of_repair(repair, told.world)),
            )

    def _silences(self, told: Told, finding: Finding) -> Iterator[types.CodeAction]:
        comment = told.world.view.silencing(finding)
        if comment is None:
            return
        place = told.world.ruler(comment.path).range(comment.span)
        edit: types.TextEdit | types.SnippetTextEdit = types.TextEdit(place, comment.text)
        if self._snippets:  # the cursor waits where the reason belongs
            line = comment.text.rstrip("\r\n")
            snippet = types.StringValue(f"{line} $0{comment.text[len(line) :]}")
            edit = types.SnippetTextEdit(place, snippet)
        edits: _Edits = {told.world.file(comment.path): [edit]}
        yield types.CodeAction(
            f"Suppress {finding.rule} here, with a reason that you write",
            kind=_QUICK_FIX,
            diagnostics=[told.diagnostic],
            edit=self._edit(edits),
        )

    def _mended(self, file: Path, world: World) -> Iterator[types.CodeAction]:
        path = file.relative_to(world.view.report.root).as_posix()
        after = world.view.mended(path)
        if after is not None:
            edits: _Edits = {file: list(_between(world.view.text(path) or "", after, path, world))}
            yield types.CodeAction(
                "Fix everything here that has one right answer", kind=FIX_ALL, edit=self._edit(edits)
            )

    def _edit(self, edits: _Edits) -> types.WorkspaceEdit:
        desk = self._verdict.desk
        if not self._versioned:
            plain = {
                desk.uri(file): [edit for edit in some if isinstance(edit, types.TextEdit)]
                for file, some in edits.items()
            }
            return types.WorkspaceEdit(changes=plain)
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(
                        desk.uri(file), desk.documents[file].version if file in desk.documents else None
                    ),
                    some,
                )
                for file, some in edits.items()
            ]
        )


def _of_repair(repair: Repair, world: World) -> _Edits:
    found: _Edits = {}
    for edit in repair.edits:
        place = world.ruler(edit.path).range(edit.span)
        found.setdefault(world.file(edit.path), []).append(types.TextEdit(place, edit.text))
    return found


def _between(before: str, after: str, path: str, world: World) -> Iterator[types.TextEdit]:
    """The lines that differ, so that marks and cursors elsewhere stay where they are."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    for tag, first, last, new_first, new_last in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            place = world.ruler(path).stretch(starts[first], starts[last])
            yield types.TextEdit(place, "".join(new[new_first:new_last]))


def _asks_for(kind: str, context: types.CodeActionContext) -> bool:
    only: Iterable[str] = (str(getattr(each, "value", each)) for each in context.only or ())
    return not context.only or any(kind == each or kind.startswith(f"{each}.") for each in only)


def _touches(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
