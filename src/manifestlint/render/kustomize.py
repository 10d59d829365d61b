"""Kustomizations, rendered as Argo CD renders them."""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.core.place import At
from manifestlint.model.shape import mapping, text
from manifestlint.render.binaries import DEFAULTS, Limits, find_kustomize, run
from manifestlint.render.gather import Gathering
from manifestlint.render.kustomize_options import KustomizeOptions, edited
from manifestlint.render.materialise import Copy
from manifestlint.render.paths import is_url, repository_path
from manifestlint.render.references import NAMES
from manifestlint.render.rendered import Printed, Rendered, RenderedResource, printed, resources_of
from manifestlint.source import Tree, read

ORIGIN = "config.kubernetes.io/origin"
"""kubernetes-sigs/kustomize, `api/internal/utils/annotations.go`, `OriginAnnotationKey`."""
_ASKED = "originAnnotations"
_FREE = ("--load-restrictor", "LoadRestrictionsNone")
_INDENT = re.compile(r" *")


def render_kustomize(
    tree: Tree,
    path: str,
    options: KustomizeOptions | None = None,
    limits: Limits = DEFAULTS,
    *,
    is_free: bool = False,
) -> Rendered:
    """What `kustomize build` makes of a folder with an Application's options.

    Built with kustomize's own defaults, as Argo CD does unless argocd-cm's `kustomize.buildOptions` says
    otherwise (argoproj/argo-cd, `util/kustomize/kustomize.go`, `Build`): no charts, no
    plugins, and no file from outside of a kustomization's folder unless it `is_free`. Our copy of the
    folder's kustomization asks that every object tells its origin, which reaches the bases; the annotation is
    taken away again.

    Raises:
        NotRenderable: there is no tool, it failed, or it would need what the repository does not have.
    """
    tool = find_kustomize()
    chosen = options or KustomizeOptions()
    with Copy(tree, limits) as copy:
        kept: list[bool] = []

        def edit(data: dict[str, Any]) -> dict[str, Any]:
            changed = edited(data, chosen, lambda component: _exists(copy, path, component))
            metadata = changed.get("buildMetadata") or []
            kept.append(not isinstance(metadata, list) or _ASKED in metadata)
            return changed if kept[-1] else {**changed, "buildMetadata": [*metadata, _ASKED]}

        gathering = Gathering(copy)
        gathering.run(path, edit)
        here = copy.settle(path)
        output = run(tool, (f"./{here}", *(_FREE if is_free else ())), copy.root, copy.home, limits)
        resources = tuple(_resources(output, tool.name, here, keep=bool(kept) and kept[-1]))
        return Rendered(resources, tuple(sorted(gathering.inputs)))


def _exists(copy: Copy, path: str, component: str) -> bool:
    if is_url(component):
        return True  # refused by its name, when it is followed
    place = repository_path(path, component, "kustomize.components:")
    return any(copy.has_file(f"{place}/{name}") for name in NAMES)


def _resources(output: bytes, tool: str, folder: str, *, keep: bool) -> Iterator[RenderedResource]:
    for _, document in printed(output, tool):
        if document is None:
            continue
        origin = _origin(document.data)
        file = text(origin.get("path")) or text(origin.get("configuredIn"))
        path = repository_path(folder, file) if file else folder
        generator = text(mapping(origin.get("configuredBy")).get("kind"))
        yield from resources_of(document if keep else _without_origin(document), path, generator)


def _annotations(data: dict[str, Any]) -> dict[str, Any]:
    return mapping(mapping(data.get("metadata")).get("annotations"))


def _origin(data: dict[str, Any]) -> dict[str, Any]:
    annotation = text(_annotations(data).get(ORIGIN))
    documents = read("", annotation.encode()).documents if annotation else ()
    return mapping(documents[0].data) if documents else {}


def _without_origin(document: Printed) -> Printed:
    """The object and its lines as they are without our question."""
    annotations = _annotations(document.data)
    if ORIGIN not in annotations:
        return document
    alone = len(annotations) == 1
    gone: tuple[str, ...] = ("metadata", "annotations") if alone else ("metadata", "annotations", ORIGIN)
    metadata = dict(document.data["metadata"])
    if alone:
        del metadata["annotations"]
    else:
        metadata["annotations"] = {key: value for key, value in annotations.items() if key != ORIGIN}
    lines = document.text.split("\n")
    first = document.source.span(0, At(gone, on="key")).start.line - 1
    end = _end_of_block(lines, first)
    kept = "\n".join(lines[:first] + lines[end:])
    return Printed({**document.data, "metadata": metadata}, kept, document.source)


def _end_of_block(lines: list[str], first: int) -> int:
    """The line behind a key and what is indented below it; kustomize prints in block style."""
    indent = len(_INDENT.match(lines[first])[0])  # type: ignore[index]
    end = first + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" " * (indent + 1))):
        end += 1
    return end
