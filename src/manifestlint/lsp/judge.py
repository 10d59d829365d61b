"""From the documents that are open to what is told of every file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.workspace import PositionCodec

from manifestlint.api import UsageError
from manifestlint.api.editor import View, governed_folder, view
from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding
from manifestlint.core.severity import Severity
from manifestlint.lsp.ruler import Ruler

SOURCE = "manifestlint"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_FIRST_LINE = types.Range(types.Position(0, 0), types.Position(1, 0))


@dataclass(frozen=True, slots=True)
class Open:
    """A document that an editor shows."""

    uri: str
    version: int | None
    text: str


@dataclass(frozen=True)
class Desk:
    """What is open, by file, and how the client counts."""

    documents: Mapping[Path, Open]
    folders: tuple[Path, ...]
    """What the editor was opened for: a file that belongs to no repository is judged with these."""
    codec: PositionCodec

    @cached_property
    def buffers(self) -> dict[Path, bytes]:
        """The unsaved contents."""
        return {file: each.text.encode(errors="surrogatepass") for file, each in self.documents.items()}

    def uri(self, file: Path) -> str:
        """What the client calls a file."""
        known = self.documents.get(file)
        return known.uri if known else uris.from_fs_path(str(file)) or ""


@dataclass(frozen=True)
class World:
    """What was judged together, in the words of the protocol."""

    view: View
    desk: Desk
    _rulers: dict[str, Ruler] = field(default_factory=dict)

    def file(self, path: str) -> Path:
        """A path of a finding as a file."""
        return Path(self.view.report.root, path)

    def ruler(self, path: str) -> Ruler:
        """What measures a file."""
        if path not in self._rulers:
            known = self.desk.documents.get(self.file(path))
            marked = known is not None and known.text.startswith("\ufeff")
            self._rulers[path] = Ruler(self.view.text(path) or "", self.desk.codec, marked=marked)
        return self._rulers[path]


@dataclass(frozen=True, slots=True)
class Told:
    """A diagnostic, and what it tells of; None: something that could not be checked."""

    diagnostic: types.Diagnostic
    finding: Finding | None
    world: World


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is told of the files, and what concerns none of them."""

    desk: Desk
    files: Mapping[Path, list[Told]]
    messages: tuple[str, ...] = ()


def judge(desk: Desk) -> Verdict:
    """Judge everything that something open belongs to; what goes wrong with one world is a message."""
    files: dict[Path, list[Told]] = {}
    messages: list[str] = []
    folders = _governed(desk, messages)
    for folder in folders:
        try:
            world = World(view(folder, desk.buffers), desk)
            for path, told in _told(world, messages):
                file = world.file(path)
                if _nearest(file, folders) == folder or not file.is_relative_to(folder):
                    files.setdefault(file, []).append(told)
        except Exception as error:  # noqa: BLE001 - an editor goes on, and says so
            messages.append(_complaint(folder, error))
    return Verdict(desk, files, tuple(dict.fromkeys(messages)))


def _governed(desk: Desk, messages: list[str]) -> tuple[Path, ...]:
    """The folders to judge."""
    found: dict[Path, Path | None] = {}
    for file in desk.documents:
        if file.parent not in found:
            try:
                folder = governed_folder(file, desk.buffers)
            except Exception as error:  # noqa: BLE001 - as above
                messages.append(_complaint(file, error))
                continue
            found[file.parent] = folder or _nearest(file, desk.folders)
    return tuple(dict.fromkeys(folder for folder in found.values() if folder))


def _complaint(place: Path, error: Exception) -> str:
    if isinstance(error, UsageError):
        return f"{place}: {error}"
    return f"{place} was not checked: {type(error).__name__}: {error}"


def _nearest(file: Path, folders: Iterable[Path]) -> Path | None:
    around = [folder for folder in folders if file.is_relative_to(folder)]
    return max(around, key=lambda folder: len(folder.parts), default=None)


def _told(world: World, messages: list[str]) -> Iterator[tuple[str, Told]]:
    for finding in world.view.report.active:
        yield finding.path, Told(_of_finding(finding, world), finding, world)
    for failure in world.view.report.active_failures:
        path = world.view.file(failure.path) if failure.path is not None else None
        if path is None:
            messages.append(f"not checked: {failure.path or failure.what}: {failure.message}")
        else:
            yield path, Told(_of_failure(failure), None, world)


def _of_finding(finding: Finding, world: World) -> types.Diagnostic:
    rule = world.view.report.rules.get(finding.rule)
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(world.desk.uri(world.file(each.path)), world.ruler(each.path).range(each.span)),
            each.message,
        )
        for each in finding.related
    ]
    return types.Diagnostic(
        world.ruler(finding.path).range(finding.span),
        finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(rule.url) if rule else None,
        source=SOURCE,
        related_information=related or None,
        data={"fingerprint": finding.fingerprint},
    )


def _of_failure(failure: Failure) -> types.Diagnostic:
    return types.Diagnostic(
        _FIRST_LINE,
        f"not checked: {failure.what}: {failure.message}",
        severity=types.DiagnosticSeverity.Error,
        code=failure.kind.value,
        source=SOURCE,
    )
