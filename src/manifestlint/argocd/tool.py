"""The tool by which Argo CD makes objects of a source."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from posixpath import basename
from typing import Any

from manifestlint.argocd.sources import SourceSpec
from manifestlint.source import Tree

_KUSTOMIZATIONS = frozenset({"kustomization.yaml", "kustomization.yml", "Kustomization"})
_CHART = "Chart.yaml"
# What Argo CD looks at to see that a tool's field is empty.
_KUSTOMIZE_FIELDS = (
    "namePrefix",
    "nameSuffix",
    "version",
    "namespace",
    "images",
    "replicas",
    "commonLabels",
    "commonAnnotations",
    "patches",
    "components",
    "kubeVersion",
    "apiVersions",
    "ignoreMissingComponents",
)
_HELM_FIELDS = (
    "version",
    "releaseName",
    "valueFiles",
    "parameters",
    "fileParameters",
    "values",
    "valuesObject",
    "passCredentials",
    "ignoreMissingValueFiles",
    "skipCrds",
    "skipTests",
    "skipSchemaValidation",
    "kubeVersion",
    "apiVersions",
    "namespace",
)


class Tool(StrEnum):
    """The tools, by the names that Argo CD gives them."""

    KUSTOMIZE = "Kustomize"
    HELM = "Helm"
    DIRECTORY = "Directory"
    PLUGIN = "Plugin"


@dataclass(frozen=True, slots=True)
class Detected:
    """The tool of a source and the file that speaks for it, None where a field does, or nothing."""

    tool: Tool
    marker: str | None = None
    explicit: bool = False


class SeveralTools(Exception):  # noqa: N818 - it is what the source has
    """A source with the fields of more than one tool, for which Argo CD generates nothing."""

    def __init__(self, tools: tuple[Tool, ...]) -> None:
        super().__init__(f"the source has fields of {' and '.join(tools)}, and Argo CD takes only one tool")
        self.tools = tools


def detect(source: SourceSpec, tree: Tree) -> Detected:
    """The tool of a source that reads this tree.

    A field of a tool decides, else the marker file whose name comes last in the folder itself, for each is
    taken in turn and overwrites what came before: any name that ends in `Chart.yaml` for Helm, the three
    names of a kustomization for Kustomize. So Kustomize wins over `Chart.yaml`, and `my-Chart.yaml` over
    Kustomize. Without any it is a directory of plain files (Argo CD `util/app/discovery/discovery.go`,
    `Discover`; `types.go`, `ExplicitType`; `reposerver/repository/repository.go`, `GetAppSourceType`, v3.1).
    What plugins of an installation claim cannot be known here.

    Raises:
        SeveralTools: more than one is named.
    """
    tools = explicit_tools(source)
    if len(tools) > 1:
        raise SeveralTools(tools)
    if tools:
        return Detected(tools[0], explicit=True)
    if source.chart:
        return Detected(Tool.HELM)
    marker = find_marker(tree, source.folder)
    if marker is None:
        return Detected(Tool.DIRECTORY)
    return Detected(_tool_of(basename(marker)) or Tool.DIRECTORY, marker)


def find_marker(tree: Tree, folder: str) -> str | None:
    """The file that makes a folder a kustomization or a chart."""
    prefix = f"{folder}/" if folder else ""
    names = sorted(path[len(prefix) :] for path in tree.files(folder) if path.startswith(prefix))
    markers = [name for name in names if "/" not in name and _tool_of(name)]
    return prefix + markers[-1] if markers else None


def explicit_tools(source: SourceSpec) -> tuple[Tool, ...]:
    """The tools that a source has fields of.

    An Application's only source loses empty ones before they count (Argo CD `util/argo/argo.go`,
    `NormalizeSource`, v3.1); among several sources they stay, because there copies are normalised.
    """
    several = "sources" in source.pointer
    directory = source.directory
    found = {
        Tool.KUSTOMIZE: _counts(source.kustomize, _KUSTOMIZE_FIELDS, several),
        Tool.HELM: _counts(source.helm, _HELM_FIELDS, several),
        Tool.DIRECTORY: directory is not None
        and bool(several or directory.recurse or directory.include or directory.exclude or directory.jsonnet),
        Tool.PLUGIN: source.plugin is not None,
    }
    return tuple(tool for tool, counts in found.items() if counts)


def _counts(written: Mapping[str, Any] | None, fields: tuple[str, ...], several: bool) -> bool:
    return written is not None and (several or any(written.get(field) for field in fields))


def _tool_of(name: str) -> Tool | None:
    if name in _KUSTOMIZATIONS:
        return Tool.KUSTOMIZE
    return Tool.HELM if name.endswith(_CHART) else None
