"""Copies what a kustomization needs, and says what it needs that cannot be had."""

import json
from collections.abc import Callable
from typing import Any

from manifestlint.render.failure import NotRenderable
from manifestlint.render.materialise import Copy
from manifestlint.render.paths import is_url, repository_path
from manifestlint.render.references import NAMES, PLUGINS, Reference, chart_field, foreign, references
from manifestlint.source import Source, Unreadable, read

Edit = Callable[[dict[str, Any]], dict[str, Any]]


class Gathering:
    """One walk from a kustomization over all that it names.

    Kustomize takes a missing path for a remote one where it looks like a URL, and fetches a file that begins
    with `http` (kubernetes-sigs/kustomize, `api/internal/target/kusttarget.go`, `accumulateResources`;
    `api/internal/loader/fileloader.go`). So nothing is run before everything named is there.
    """

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        self._waiting: list[str] = []
        self._seen: set[str] = set()
        self.inputs: set[str] = set()

    def _run(self, folder: str) -> None:
        self._waiting.append(folder)
        while self._waiting:
            here = self._copy.settle(self._waiting.pop())
            if here not in self._seen:
                self._seen.add(here)
                self._kustomization(here)

    def run(self, folder: str, edit: Edit) -> None:
        """Copy the kustomization of a folder as an edit leaves it, and all that it then needs.

        One that cannot be read stays as it is: the tool will say what is wrong with it.
        """
        here = self._copy.settle(folder)
        path = self._copy.settle(self._names(here)[0])
        data = self._data(path)
        if data is not None:
            changed = edit(data)
            self._copy.write(path, json.dumps(changed, indent=1).encode())
            self._needs(here, path, changed)
        self._run(here)

    def _names(self, folder: str) -> list[str]:
        """The files that kustomize may read in a folder; more than one is its error."""
        names = [f"{folder}/{name}" if folder else name for name in NAMES]
        names = [name for name in names if self._copy.has_file(name)]
        if not names:
            raise NotRenderable(f'"{folder or "."}" has no kustomization')
        return names

    def _kustomization(self, folder: str) -> None:
        for name in self._names(folder):
            path = self._add(name)
            data = self._data(path)
            if data is not None:
                self._needs(folder, path, data)

    def _needs(self, folder: str, path: str, data: dict[str, Any]) -> None:
        field = chart_field(data)
        if field is not None:
            raise NotRenderable(
                f"{path}: {field} inflates a Helm chart, which kustomize does with `--enable-helm` alone"
            )
        for reference in references(data):
            self._follow(folder, path, reference)
        if any(data.get(field) for field in PLUGINS):
            # What a plugin's configuration names lies in or below the folder, by kustomize's rule.
            self._copy.add_folder(folder)
            self.inputs.update(self._copy.files(folder))

    def _follow(self, folder: str, path: str, reference: Reference) -> None:
        target = reference.target
        if reference.inline and ("\n" in target or ": " in target):
            if reference.folder:
                self._plugin(reference, path, read(path, target.encode()))
            return
        if is_url(target):
            raise NotRenderable(f"{path}: {reference.where} is remote: {target}")
        place = repository_path(folder, target, f"{path}: {reference.where}")
        absent = self._copy.absent(place)
        if absent:
            raise NotRenderable(
                f'{path}: {reference.where} names "{target}", and the submodule {absent} is not checked out:'
                " run `git submodule update --init`"
            )
        if self._copy.has_file(place):
            real = self._add(place)
            if reference.folder and reference.inline:
                self._plugin(reference, path, self._source(real))
        elif reference.folder and self._copy.has_folder(place):
            self._waiting.append(place)
        else:
            remote = _looks_remote(target)
            raise NotRenderable(
                f"{path}: {reference.where} is remote: {target}"
                if remote
                else f'{path}: {reference.where} names "{target}", and the repository has no such file'
                + (" or folder" if reference.folder else "")
            )

    def _plugin(self, reference: Reference, path: str, source: Source) -> None:
        for document in source.documents:
            reason = foreign(document.data)
            if reason:
                raise NotRenderable(f"{path}: {reference.where}: {reason}")
            remote = next(
                (value for value in _texts(document.data) if value.startswith(("http://", "https://"))), None
            )
            if remote is not None:
                raise NotRenderable(f"{path}: {reference.where} is remote: {remote}")

    def _add(self, path: str) -> str:
        real = self._copy.add(path)
        self.inputs.add(real)
        return real

    def _data(self, path: str) -> dict[str, Any] | None:
        source = self._source(path)
        # Of a key that stands twice the last one counts, for kustomize as for our reader.
        broken = any(flaw.rule == "yaml-syntax" for flaw in source.flaws)
        if broken or len(source.documents) != 1 or not isinstance(source.documents[0].data, dict):
            return None
        return source.documents[0].data

    def _source(self, path: str) -> Source:
        try:
            return read(path, self._copy.read(path))
        except Unreadable as error:
            raise NotRenderable(f"{path} cannot be read: {error.message}") from None


def _looks_remote(target: str) -> bool:
    """Whether kustomize would take what is not there for a repository: a host, or a reference behind `?`."""
    first = target.split("/", 1)[0]
    is_host = "." in first.strip(".") and "/" in target
    return is_host or "?ref=" in target or "//" in target or target.endswith(".git")


def _texts(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [text for key, value in data.items() if key in _PATHS for text in _flat(value)] + [
            text for value in data.values() if isinstance(value, dict | list) for text in _texts(value)
        ]
    if isinstance(data, list):
        return [text for value in data for text in _texts(value)]
    return []


_PATHS = frozenset({"path", "paths", "files", "env", "envs"})


def _flat(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item.rpartition("=")[2] for item in values if isinstance(item, str)]
