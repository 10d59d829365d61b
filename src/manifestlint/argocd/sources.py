"""What an Application takes its objects from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.shape import mapping, sequence, text


@dataclass(frozen=True, slots=True)
class Directory:
    """How plain files of a directory are chosen; `jsonnet` is what is written there."""

    recurse: bool = False
    include: str = ""
    exclude: str = ""
    jsonnet: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """One source; None for a tool that it does not name."""

    repo_url: str = ""
    path: str = ""
    chart: str = ""
    target_revision: str = ""
    ref: str = ""
    name: str = ""
    directory: Directory | None = None
    kustomize: Mapping[str, Any] | None = None
    helm: Mapping[str, Any] | None = None
    plugin: Mapping[str, Any] | None = None
    pointer: Pointer = ()
    """Where it stands in the Application."""

    @property
    def only_referred_to(self) -> bool:
        """Whether it gives value files to other sources, and no objects.

        Only one of several sources can be that (Argo CD `reposerver/repository/repository.go`,
        `GenerateManifest`, v3.1).
        """
        several = "sources" in self.pointer
        oci = self.repo_url.startswith("oci://")
        return several and bool(self.ref) and not (self.path or self.chart or oci)

    @property
    def leads_outside(self) -> bool:
        """Whether Argo CD refuses the path: an absolute one, or one that leaves the repository (Argo CD
        `util/app/path/path.go`, `Path`, v3.1)."""
        return self.path.startswith("/") or self.folder.split("/")[0] == ".."

    @property
    def folder(self) -> str:
        """The path as the repository's files are told: `""` for the root, and `..` only at its start."""
        parts: list[str] = []
        for part in self.path.split("/"):
            if part == ".." and parts and parts[-1] != "..":
                parts.pop()
            elif part not in {"", "."}:
                parts.append(part)
        return "/".join(parts)


def read_source(data: Any, pointer: Pointer = ()) -> SourceSpec:
    """The source that a mapping describes."""
    data = mapping(data)
    return SourceSpec(
        text(data.get("repoURL")),
        text(data.get("path")),
        text(data.get("chart")),
        text(data.get("targetRevision")),
        text(data.get("ref")),
        text(data.get("name")),
        _directory(data.get("directory")),
        _tool(data.get("kustomize")),
        _tool(data.get("helm")),
        _tool(data.get("plugin")),
        pointer,
    )


def read_sources(spec: Mapping[str, Any]) -> tuple[SourceSpec, ...]:
    """The sources that count: `sourceHydrator` before `sources`, `sources` before `source`.

    A hydrated Application is applied from the branch that the hydrator writes (Argo CD
    `pkg/apis/application/v1alpha1/types.go`, `GetSources`, v3.1).
    """
    hydrator = spec.get("sourceHydrator")
    if isinstance(hydrator, dict):
        dry, synced = mapping(hydrator.get("drySource")), mapping(hydrator.get("syncSource"))
        data = {
            "repoURL": dry.get("repoURL"),
            "path": synced.get("path"),
            "targetRevision": synced.get("targetBranch"),
        }
        return (read_source(data, ("spec", "sourceHydrator", "syncSource")),)
    several = sequence(spec.get("sources"))
    if several:
        return tuple(read_source(data, ("spec", "sources", i)) for i, data in enumerate(several))
    single = spec.get("source")
    return (read_source(single, ("spec", "source")),) if isinstance(single, dict) else ()


def _tool(data: Any) -> Mapping[str, Any] | None:
    return data if isinstance(data, dict) else None


def _directory(data: Any) -> Directory | None:
    if not isinstance(data, dict):
        return None
    return Directory(
        data.get("recurse") is True,
        text(data.get("include")),
        text(data.get("exclude")),
        _tool(data.get("jsonnet")),
    )
