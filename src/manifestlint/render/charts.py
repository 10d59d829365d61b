"""What a chart is made of, and whether all of it is in the repository."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from manifestlint.model.shape import mapping, sequence, text
from manifestlint.render.failure import NotRenderable
from manifestlint.render.materialise import Copy
from manifestlint.render.paths import repository_path
from manifestlint.source import Unreadable, read

_MARKER = "Chart.yaml"
_REMOTE_SCHEMA = re.compile(rb'"\$ref"\s*:\s*"(https?://[^"]*)"')


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that lies in the copy, complete."""

    folder: str
    files: frozenset[str]
    """Its files, relative to its folder."""
    vendored: Mapping[str, str]
    """Charts that stand beside it in the repository, as `file://` names them: the name, and the folder."""

    def file(self, source: str) -> str:
        """The file of the tree that helm means: its names begin with the chart's own.

        A template inside a packed chart is told by the package.
        """
        _, _, inner = source.partition("/")
        if inner in self.files:
            return self._path(inner)
        parts = inner.split("/")
        if parts[0] == "charts" and len(parts) > 1:
            if parts[1] in self.vendored:
                return posixpath.join(self.vendored[parts[1]], *parts[2:])
            packed = (name for name in sorted(self.files) if _is_package(name, parts[1]))
            return self._path(next(packed, _MARKER))
        return self._path(_MARKER)

    def _path(self, inner: str) -> str:
        return f"{self.folder}/{inner}" if self.folder else inner


def unpack(copy: Copy, folder: str, *, schemas: bool) -> Chart:
    """Copy a chart with all that it needs.

    Where dependencies are missing in `charts/`, Argo CD fetches them by `helm dependency build`
    (argoproj/argo-cd, `reposerver/repository/repository.go`, `runHelmBuild`); we only do what needs no
    network: a dependency of this repository, named by `file://`, is laid where helm would have laid it.
    """
    marker = f"{folder}/{_MARKER}" if folder else _MARKER
    if not copy.has_file(marker):
        raise NotRenderable(f'"{folder or "."}" has no {_MARKER}')
    here = copy.add_folder(folder)
    prefix = f"{here}/" if here else ""
    files = frozenset(path.removeprefix(prefix) for path in copy.files(here))
    vendored: dict[str, str] = {}
    for dependency in _dependencies(copy, here, files):
        name, repository = text(dependency.get("name")), text(dependency.get("repository"))
        if not name or _is_vendored(name, files):
            continue
        if not repository.startswith("file://"):
            where = f" of {repository}" if repository else ""
            raise NotRenderable(
                f"its dependency {name}{where} is not in charts/, and would have to be fetched"
            )
        vendored[name] = _lay(copy, here, name, repository.removeprefix("file://"))
    if schemas:
        _refuse_remote_schemas(copy, prefix, files)
    return Chart(here, files, vendored)


def _dependencies(copy: Copy, folder: str, files: frozenset[str]) -> list[dict[str, Any]]:
    """Those of `Chart.yaml`, and of Helm 2's `requirements.yaml`."""
    found: list[dict[str, Any]] = []
    for name in (_MARKER, "requirements.yaml"):
        if name not in files:
            continue
        path = f"{folder}/{name}" if folder else name
        try:
            documents = read(path, copy.read(path)).documents
        except Unreadable as error:
            raise NotRenderable(f"{path} cannot be read: {error.message}") from None
        data = mapping(documents[0].data) if documents else {}
        found += map(mapping, sequence(data.get("dependencies")))
    return found


def _is_vendored(name: str, files: frozenset[str]) -> bool:
    prefix = f"charts/{name}/"
    return any(file.startswith(prefix) or _is_package(file, name) for file in files)


def _is_package(file: str, name: str) -> bool:
    return bool(re.fullmatch(rf"charts/{re.escape(name)}-v?\d[^/]*\.tgz", file))


def _lay(copy: Copy, chart: str, name: str, reference: str) -> str:
    folder = copy.settle(repository_path(chart, reference, f"the dependency {name}:"))
    if not copy.has_file(f"{folder}/{_MARKER}"):
        raise NotRenderable(f'its dependency {name} should be in "{folder}", which has no {_MARKER}')
    target = posixpath.join(chart, "charts", name)
    for path in copy.files(folder):
        copy.add(path)
        copy.write(posixpath.join(target, path.removeprefix(f"{folder}/")), copy.read(path))
    return folder


def _refuse_remote_schemas(copy: Copy, prefix: str, files: frozenset[str]) -> None:
    """Helm fetches what a values schema refers to (helm/helm, `pkg/chart/common/util/jsonschema.go`)."""
    for name in files:
        if posixpath.basename(name) == "values.schema.json":
            remote = _REMOTE_SCHEMA.search(copy.read(prefix + name))
            if remote:
                raise NotRenderable(
                    f"{prefix}{name} refers to a remote schema: {remote[1].decode('utf-8', 'replace')}"
                )
