"""What is applied, for programs. Its form is a contract, the same as in the report of `check`."""

from dataclasses import asdict
from typing import Any

from manifestlint.core.graph import ApplicationNode, Applied, AppliedObject, Edge, Graph, Unchecked
from manifestlint.core.report import Report
from manifestlint.core.resource import ResourceId
from manifestlint.report.written import written

FORMAT_VERSION = "1"


def render(report: Report) -> str:
    """One JSON object and a line break; ASCII only, as the report of `check`."""
    content = {
        "version": FORMAT_VERSION,
        "tool": {"name": "manifestlint", "version": report.version},
        **as_data(report, report.applications or Graph((), (), ())),
        "notes": list(report.notes),
    }
    return written(content)


def as_data(report: Report, graph: Graph) -> dict[str, Any]:
    """The graph: what is applied, what leads from one Application to the next, what is not known."""
    return {
        "applications": [_applied(report, each) for each in graph.applications],
        "unclaimed": [_applied(report, each) for each in graph.unclaimed],
        "links": [_edge(edge) for edge in graph.links],
        "unchecked": [_unchecked(report, item) for item in graph.unchecked],
    }


def _applied(report: Report, applied: Applied) -> dict[str, Any]:
    node = applied.application
    about = {"name": report.shown(applied.name), "tool": applied.tool or None}
    return {
        **(_application(report, node) if node else about),
        "objects": [_object(report, item) for item in applied.objects],
        "edges": [_edge(edge) for edge in applied.edges],
        "unchecked": [_unchecked(report, item) for item in applied.unchecked],
    }


def _application(report: Report, node: ApplicationNode) -> dict[str, Any]:
    return {
        "name": node.id.name,
        "namespace": node.id.namespace,
        "path": report.shown(node.path),
        "line": node.line or None,
        "generated_by": node.generated_by and asdict(node.generated_by),
        "project": node.project,
        "sources": [
            {**asdict(source), "tool": source.tool or None, "aside": source.aside or None}
            for source in node.sources
        ],
        "destination": {"server": node.server, "namespace": node.namespace},
        "sync": asdict(node.sync),
    }


def _object(report: Report, item: AppliedObject) -> dict[str, Any]:
    return {
        "resource": asdict(item.id),
        "path": report.shown(item.path),
        "line": item.line or None,
        "phase": item.phase or None,
        "wave": item.wave,
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "from": _resource(edge.source),
        "to": _resource(edge.target),
        "relation": edge.relation,
        "found": edge.found,
        "optional": edge.optional,
        "applied_by": edge.applied_by or None,
    }


def _resource(id: ResourceId) -> dict[str, str]:
    return asdict(id)


def _unchecked(report: Report, item: Unchecked) -> dict[str, Any]:
    return {
        "message": item.message,
        "path": report.shown(item.path) if item.path else None,
        "failure": item.failure,
        "justification": item.justification or None,
    }
