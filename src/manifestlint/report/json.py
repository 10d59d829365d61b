"""The report for programs. Its form is a contract: `version` changes when a field changes its meaning."""

from dataclasses import asdict
from typing import Any

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding, RelatedPlace, Status
from manifestlint.core.fix import Repair, Safety
from manifestlint.core.place import Position, Span, json_pointer
from manifestlint.core.report import Report
from manifestlint.core.resource import ResourceId
from manifestlint.core.severity import Severity
from manifestlint.report.apps.json import as_data
from manifestlint.report.statistics import statistics
from manifestlint.report.written import written

FORMAT_VERSION = "1"


def render(report: Report) -> str:
    """One JSON object and a line break."""
    content = {
        "version": FORMAT_VERSION,
        "tool": {"name": "manifestlint", "version": report.version},
        "findings": [finding_data(report, finding) for finding in report.findings],
        "failures": [_failure(report, failure) for failure in report.failures],
        "notes": list(report.notes),
        "applications": None if report.applications is None else as_data(report, report.applications),
        "statistics": [asdict(count) for count in statistics(report)],
        "summary": _summary(report),
    }
    return written(content)


def finding_data(report: Report, finding: Finding) -> dict[str, Any]:
    """A finding as plain data."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.label,
        "message": finding.message,
        "status": finding.status.value,
        "change": finding.change.value if finding.change else None,
        "path": report.shown(finding.path),
        **_lines(finding.span),
        "pointer": json_pointer(finding.pointer),
        "resource": _resource(finding.resource),
        "bundles": list(finding.bundles),
        "related": [_related(report, place) for place in finding.related],
        "fix": _fix(report, finding.fix),
        "justification": finding.justification or None,
        "fingerprint": finding.fingerprint,
    }


def _fix(report: Report, fix: Repair | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    edits = [
        {
            "path": report.shown(edit.path),
            "start": _position(edit.span.start),
            "end": _position(edit.span.end),
            "text": edit.text,
        }
        for edit in fix.edits
    ]
    return {"title": fix.title, "safety": fix.safety.value, "edits": edits}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}


def _lines(span: Span) -> dict[str, int]:
    return {
        "line": span.start.line,
        "column": span.start.column,
        "end_line": span.end.line,
        "end_column": span.end.column,
    }


def _related(report: Report, place: RelatedPlace) -> dict[str, Any]:
    return {
        "message": place.message,
        "path": report.shown(place.path),
        **_lines(place.span),
        "resource": _resource(place.resource),
    }


def _resource(resource: ResourceId | None) -> dict[str, str] | None:
    if resource is None:
        return None
    return {name: getattr(resource, name) for name in ("group", "version", "kind", "namespace", "name")}


def _failure(report: Report, failure: Failure) -> dict[str, Any]:
    return {
        "kind": failure.kind.value,
        "what": failure.what,
        "message": failure.message,
        "path": None if failure.path is None else report.shown(failure.path),
        "resource": _resource(failure.resource),
        "status": failure.status.value,
        "justification": failure.justification or None,
    }


def _summary(report: Report) -> dict[str, int | float]:
    stats, active = report.stats, report.active
    of_severity = {
        f"{severity.label}s": sum(finding.severity is severity for finding in active)
        for severity in sorted(Severity, reverse=True)
    }
    statuses = [finding.status for finding in report.findings]
    statuses += [failure.status for failure in report.failures]
    of_status = {
        status.value: statuses.count(status)
        for status in (Status.SUPPRESSED, Status.EXCEPTED, Status.BASELINED)
    }
    return {
        "files": stats.files,
        "skipped_files": stats.skipped_files,
        "resources": stats.resources,
        "bundles": stats.bundles,
        "rules": stats.rules,
        **of_severity,
        **of_status,
        "fixable": len(report.fixable(Safety.SAFE)),
        "fixable_unsafely": len(report.fixable(Safety.UNSAFE)),
        "fixed": report.fixed,
        "fixed_files": report.fixed_files,
        "seconds": round(stats.seconds, 3),
        "cached_files": stats.cached_files,
    }
