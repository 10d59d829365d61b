"""The plain files that Argo CD applies from a directory, and why it leaves out the others."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from manifestlint.argocd.globs import glob_matches
from manifestlint.argocd.sources import Directory
from manifestlint.source import Source, Tree, Unreadable, decode, read

SKIP_MARKER = "+argocd:skip-file-rendering"
LARGEST_DIRECTORY = 10_000_000
"""What the manifests of one Application may have in bytes, unless the repo server is told otherwise."""

JSONNET = ".jsonnet"
_MANIFESTS = (".yaml", ".yml", ".json")
_LIKE_A_MANIFEST = ("apiVersion:", "kind:", "metadata:")

Read = Callable[[str], Source]


class Reason(StrEnum):
    """Why a file below the path of an Application is not applied."""

    OTHER_TYPE = "other-type"
    SUBDIRECTORY = "subdirectory"
    EXCLUDED = "excluded"
    NOT_INCLUDED = "not-included"
    MARKED = "marked"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A file that Argo CD passes over; the message completes "it is not applied: ..."."""

    path: str
    reason: Reason
    message: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A file for which Argo CD refuses to apply anything of the whole Application."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class DirectoryFiles:
    """What becomes of the files below a path. `applied` are in the order in which Argo CD reads them."""

    applied: tuple[str, ...]
    jsonnet: tuple[str, ...]
    """Programs that Argo CD runs, and that are not run here."""
    broken: tuple[Broken, ...]
    not_applied: tuple[NotApplied, ...]
    size: int
    """The bytes of the manifests, which Argo CD limits to `LARGEST_DIRECTORY`."""


def directory_files(
    tree: Tree, folder: str, directory: Directory | None = None, read_file: Read | None = None
) -> DirectoryFiles:
    """Sort the files below a path as a source without a tool does.

    Names are compared first, then `exclude` and `include` with the path relative to the Application's, then
    the text is searched for the skip marker, anywhere. Hidden files count like any other. A file that cannot
    be opened is among the applied ones: who reads it next will say so (Argo CD
    `reposerver/repository/repository.go`, `getPotentiallyValidManifests` and `getObjsFromYAMLOrJSON`, v3.1).
    """
    directory = directory or Directory()
    prefix = f"{folder}/" if folder else ""
    paths = sorted((path for path in tree.files(folder) if path.startswith(prefix)), key=walk_order)
    found = _Found(tree, read_file or (lambda path: read(path, tree.read(path))))
    for path in paths:
        left_out = _left_out(path, path[len(prefix) :], directory)
        if left_out:
            found.not_applied.append(left_out)
        else:
            found.add(path)
    return DirectoryFiles(
        tuple(found.applied), tuple(found.jsonnet), tuple(found.broken), tuple(found.not_applied), found.size
    )


def walk_order(path: str) -> list[str]:
    """What to sort by: Go walks a directory's entries by name, a file beside a folder."""
    return path.split("/")


def _left_out(path: str, relative: str, directory: Directory) -> NotApplied | None:
    if not path.endswith((*_MANIFESTS, JSONNET)):
        return NotApplied(path, Reason.OTHER_TYPE, "it is no .yaml, .yml, .json or .jsonnet file")
    if "/" in relative and not directory.recurse:
        message = f"it lies in {relative.rpartition('/')[0]}/, and directory.recurse is not set"
        return NotApplied(path, Reason.SUBDIRECTORY, message)
    if directory.exclude and glob_matches(directory.exclude, relative):
        message = f'directory.exclude "{directory.exclude}" matches {relative}'
        return NotApplied(path, Reason.EXCLUDED, message)
    if directory.include and not glob_matches(directory.include, relative):
        message = f'directory.include "{directory.include}" does not match {relative}'
        return NotApplied(path, Reason.NOT_INCLUDED, message)
    return None


class _Found:
    def __init__(self, tree: Tree, read_file: Read) -> None:
        self._tree = tree
        self._read = read_file
        self.applied: list[str] = []
        self.jsonnet: list[str] = []
        self.broken: list[Broken] = []
        self.not_applied: list[NotApplied] = []
        self.size = 0

    def add(self, path: str) -> None:
        try:
            raw = self._tree.read(path)
            if SKIP_MARKER.encode() in raw:
                message = f"it holds the marker {SKIP_MARKER}"
                self.not_applied.append(NotApplied(path, Reason.MARKED, message))
            elif path.endswith(JSONNET):
                self.jsonnet.append(path)
            else:
                self.size += len(raw)
                self._judge(path, raw)
        except (OSError, Unreadable):
            self.applied.append(path)

    def _judge(self, path: str, raw: bytes) -> None:
        if path.endswith(".json"):
            fault = _json_fault(decode(raw))
            loud = True
        else:
            source = self._read(path)
            fault, loud = _yaml_fault(source)
        if not fault:
            self.applied.append(path)
        elif loud:
            self.broken.append(Broken(path, fault))
        else:
            self.not_applied.append(NotApplied(path, Reason.IGNORED, f"Argo CD ignores it silently: {fault}"))


def _yaml_fault(source: Source) -> tuple[str, bool]:
    """Why the first document that Argo CD cannot take is none, and whether it says so.

    It does where a document before it was one, or where the text looks like a manifest. Else it ignores the
    file without a word, together with whatever stands behind the mistake.
    """
    parsed = False
    for fault in _documents(source):
        if fault:
            return fault, parsed or all(word in source.text for word in _LIKE_A_MANIFEST)
        parsed = True
    return "", False


def _documents(source: Source) -> Iterator[str]:
    """For every document in order why it is no object, empty where it is one."""
    data = {document.index: document.data for document in source.documents}
    flaws = {flaw.document: flaw.message for flaw in source.flaws if flaw.rule == "yaml-syntax"}
    for index in sorted({*data, *flaws}):
        yield _no_object(data[index]) if index in data else flaws[index]


def _no_object(data: Any) -> str:
    """Why a value is no Kubernetes object to Argo CD: all that it asks for is a kind (apimachinery
    `unstructured/helpers.go`, `unstructuredJSONScheme`, v0.33)."""
    if not isinstance(data, dict):
        return "it holds something else than a mapping"
    kind = data.get("kind")
    return "" if isinstance(kind, str) and kind else "it holds a mapping without a kind"


def _json_fault(text: str) -> str:
    """Why a `.json` file is not one object, which Argo CD always says."""
    try:
        data, end = json.JSONDecoder(parse_constant=_refused).raw_decode(text.lstrip())
    except (ValueError, RecursionError) as error:
        return f"it is not JSON: {error}"
    if text.lstrip()[end:].strip():
        return "more than one JSON value stands in it"
    return _no_object(data)


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no number in JSON")
