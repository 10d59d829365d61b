"""Applications in words that all formats share."""

from collections.abc import Iterator

from manifestlint.core.graph import Applied, AppliedObject, AppliedSource, SyncWords
from manifestlint.core.report import Report
from manifestlint.core.resource import ResourceId

_TOOLS = {"Directory": "plain files", "Kustomize": "Kustomize", "Helm": "Helm", "Plugin": "a plugin"}
_IN_CLUSTER = {"https://kubernetes.default.svc", "in-cluster"}


def named(id: ResourceId, namespace: str = "") -> str:
    """`name`, or `namespace/name` where that is another one than the usual one."""
    name = id.name or "without a name"
    return f"{id.namespace}/{name}" if id.namespace and id.namespace != namespace else name


def tool_words(tool: str) -> str:
    """A tool as people call it."""
    return _TOOLS.get(tool, tool)


def source_words(source: AppliedSource) -> str:
    """`this repository at HEAD, manifests/dev (Kustomize)`"""
    where = "this repository" if source.ours else short_url(source.repository) or "no repository"
    what = f"chart {source.chart}" if source.chart else source.path or ("" if source.tool == "" else ".")
    revision = source.revision or ("" if source.chart else "HEAD")
    text = f"{where} at {revision}" if revision else where
    text += f", {what}" if what else ""
    return f"{text} ({tool_words(source.tool)})" if source.tool else text


def source_lines(source: AppliedSource) -> Iterator[str]:
    """The same in short lines; of this repository's default branch only the path."""
    what = f"chart {source.chart}" if source.chart else source.path or "."
    yield f"{what} ({tool_words(source.tool)})" if source.tool else what
    if not source.ours:
        yield f"of {short_url(source.repository) or 'no repository'}"
    if source.revision not in {"", "HEAD"}:
        yield f"at {source.revision}"


def short_destination(server: str, namespace: str) -> str:
    """Where things land; Argo CD's own cluster is not told."""
    parts = [f"namespace {namespace}" if namespace else "no namespace"]
    parts += [server] if server not in _IN_CLUSTER else []
    return " on ".join(parts)


def short_url(url: str) -> str:
    """A repository's URL without what every one of them has."""
    return url.removeprefix("https://").removesuffix(".git")


def destination_words(server: str, namespace: str) -> str:
    """Where things land."""
    cluster = "Argo CD's own cluster" if server in _IN_CLUSTER else server or "no cluster named"
    return f"{cluster}, namespace {namespace}" if namespace else f"{cluster}, no namespace"


def sync_words(sync: SyncWords) -> str:
    """`automatic with prune and self-heal; CreateNamespace=true`"""
    if not sync.automated:
        text = "manual"
    else:
        on = [
            name
            for name, value in (
                ("prune", sync.prune),
                ("self-heal", sync.self_heal),
                ("allow-empty", sync.allow_empty),
            )
            if value
        ]
        off = [name for name, value in (("prune", sync.prune), ("self-heal", sync.self_heal)) if not value]
        text = "automatic"
        text += f" with {' and '.join(on)}" if on else ""
        text += f", without {' and '.join(off)}" if off else ""
    return "; ".join((text, ", ".join(sync.options))) if sync.options else text


def step_words(item: AppliedObject, waves: bool) -> str:
    """`PreSync`, `Sync, wave 2`"""
    phase = item.phase or "never applied"
    return f"{phase}, wave {item.wave}" if waves and item.phase else phase


def has_waves(applied: Applied) -> bool:
    """Whether waves say anything about the order."""
    return any(item.wave for item in applied.objects)


def place_words(report: Report, path: str, line: int = 0) -> str:
    """`manifests/web.yaml:3`"""
    shown = report.shown(path)
    return f"{shown}:{line}" if line else shown


def missing(applied: Applied) -> Iterator[tuple[ResourceId, list[str]]]:
    """What is referred to and is nowhere, and by whom."""
    found: dict[ResourceId, list[str]] = {}
    for edge in applied.edges:
        if not edge.found:
            found.setdefault(edge.target, []).append(f"{edge.source.kind} {edge.source.name}")
    yield from found.items()
