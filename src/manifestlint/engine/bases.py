"""What others build on: it is judged as a part of them, and makes nothing by itself."""

from collections.abc import Iterable, Iterator, Mapping

from manifestlint.argocd.tool import Tool
from manifestlint.engine.claims import Claim
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import is_below, joined
from manifestlint.model.shape import mapping, mappings, text
from manifestlint.render.references import references
from manifestlint.source import Tree, Unreadable

_BESIDE = "file://"


def kustomize_bases(kustomizations: Mapping[str, str], sources: Sources) -> Iterator[str]:
    """The folders that kustomizations build on; these are given as folders with their files."""
    for folder, path in kustomizations.items():
        for reference in references(_first(path, sources)):
            if reference.folder:
                yield joined(folder, reference.target)


def chart_bases(charts: Iterable[str], sources: Sources) -> Iterator[str]:
    """Library charts, which helm refuses to render, and what lies beside a chart as its dependency."""
    for folder in charts:
        chart = _first(f"{folder}/Chart.yaml" if folder else "Chart.yaml", sources)
        if chart.get("type") == "library":
            yield folder
        for _, dependency in mappings(chart.get("dependencies")):
            repository = text(dependency.get("repository"))
            if repository.startswith(_BESIDE):
                yield joined(folder, repository.removeprefix(_BESIDE))


def absent_submodule(claim: Claim, tool: Tool, tree: Tree) -> str:
    """Why a source is not all here: a submodule that it needs is not checked out.

    Argo CD checks submodules out by itself (docs, "Private Repositories", "Git Submodules", v3.1). What a
    kustomization needs of one it says when it is rendered.
    """
    directory = claim.source.directory
    deep = tool is Tool.HELM or (tool is Tool.DIRECTORY and directory is not None and directory.recurse)
    for path in tree.absent():
        if is_below(claim.folder, path) or (deep and is_below(path, claim.folder)):
            return f"the submodule {path} is not checked out: run `git submodule update --init`"
    return ""


def is_subchart(folder: str, charts: Iterable[str]) -> bool:
    """Whether a chart lies in the `charts/` of another one, which renders it."""
    parent, _, _ = folder.rpartition("/")
    outer, _, name = parent.rpartition("/")
    return name == "charts" and outer in charts


def _first(path: str, sources: Sources) -> dict[str, object]:
    try:
        documents = sources.get(path).documents
    except Unreadable:
        return {}  # told when it is rendered
    return mapping(documents[0].data) if documents else {}
