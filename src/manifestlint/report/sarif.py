"""SARIF 2.1.0: for code scanning, IDEs and whatever else compares the results of tools.

Text that people see holds nothing that a terminal obeys, and no link; snippets and fixes hold the file's own
characters. GitHub takes suppressed results for open alerts (github/codeql-action#1230): take those whose
`suppressions` is not empty out of what is uploaded there.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Change, Excerpt, Finding, RelatedPlace, Status
from manifestlint.core.fix import Repair
from manifestlint.core.place import Span, json_pointer
from manifestlint.core.report import Report
from manifestlint.core.resource import ResourceId
from manifestlint.core.rule import RuleInfo
from manifestlint.core.severity import Severity
from manifestlint.core.words import printable
from manifestlint.report.text import remarks
from manifestlint.report.written import written

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "SRCROOT"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
"""GitHub's words for the same."""


def render(report: Report) -> str:
    """A log with one run. A finding that another one tells already is left out."""
    findings = [finding for finding in report.findings if finding.status is not Status.SUBSUMED]
    rules = {rule: index for index, rule in enumerate(sorted({finding.rule for finding in findings}))}
    driver = {
        "name": "manifestlint",
        "semanticVersion": report.version,
        "rules": [_rule(id, report.rules.get(id)) for id in rules],
    }
    root = {
        "uri": Path(report.root).as_uri().rstrip("/") + "/",
        "description": _text("The root of the repository."),
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: root},
        **_provenance(report),
        "invocations": [_invocation(report)],
        "results": [_result(report, finding, rules) for finding in findings],
    }
    return written({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(id: str, info: RuleInfo | None) -> dict[str, Any]:
    if info is None:
        return {"id": id}
    mend = f"{info.summary}\n\n{info.docs}"
    return {
        "id": id,
        "shortDescription": _text(info.summary),
        "fullDescription": _text(" ".join(info.docs.split("\n\n")[0].split()) or info.summary),
        "help": {"text": mend, "markdown": mend},
        "defaultConfiguration": {"level": _LEVELS[info.severity]},
        **({"deprecatedIds": list(info.aliases)} if info.aliases else {}),
        "properties": {
            "tags": [info.family, info.profile.label],
            "family": info.family,
            "precision": "very-high",
            "problem.severity": _PROBLEMS[info.severity],
        },
    }


def _provenance(report: Report) -> dict[str, Any]:
    known = report.repository
    if known is None or not known.url:
        return {}
    revision = {"revisionId": known.commit} if known.commit else {}
    return {
        "versionControlProvenance": [
            {"repositoryUri": known.url, **revision, "mappedTo": {"uriBaseId": _ROOT}}
        ]
    }


def _invocation(report: Report) -> dict[str, Any]:
    notes = [{"level": "note", "message": _told(note)} for note in report.notes]
    return {
        "executionSuccessful": not report.unusable and not report.active_failures,
        "exitCode": report.exit_code,
        "toolExecutionNotifications": [
            *(_notification(failure) for failure in report.failures),
            *notes,
        ],
    }


def _notification(failure: Failure) -> dict[str, Any]:
    active = failure.status is Status.ACTIVE
    why = "" if active else f" ({failure.status.value}: {failure.justification})"
    place: dict[str, Any] = {}
    if failure.path is not None:
        place["physicalLocation"] = {"artifactLocation": _artifact(failure.path)}
    if failure.resource is not None:
        place["logicalLocations"] = [_object(failure.resource)]
    return {
        "descriptor": {"id": failure.kind.value},
        "level": "error" if active else "note",
        "message": _told(f"{failure.about}: {failure.message}{why}"),
        **({"locations": [place]} if place else {}),
    }


def _result(report: Report, finding: Finding, rules: Mapping[str, int]) -> dict[str, Any]:
    brackets = "".join(f" ({remark})" for remark in remarks(finding) if finding.status is Status.ACTIVE)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rules[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": _told(finding.message, brackets),
        "locations": [
            _place(finding.path, finding.span, finding.excerpt) | _logical(finding.resource, finding.bundles)
        ],
        "partialFingerprints": {"manifestlint/v1": finding.fingerprint},
        "suppressions": [*_suppression(finding)],
        "properties": {"pointer": json_pointer(finding.pointer)},
    }
    if finding.related:
        result["relatedLocations"] = [_related(*numbered) for numbered in enumerate(finding.related, 1)]
    if report.base:
        result["baselineState"] = "unchanged" if finding.change in {Change.OLD, Change.TOUCHED} else "new"
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.fix)]
    return result


def _suppression(finding: Finding) -> Iterator[dict[str, str]]:
    """None for what decides: an empty list says that there is none. Why, if somebody said it."""
    if finding.status is Status.ACTIVE:
        return
    kind = "inSource" if finding.status is Status.SUPPRESSED else "external"
    why = {"justification": printable(finding.justification)} if finding.justification else {}
    yield {"kind": kind, "status": "accepted", **why}


def _related(number: int, related: RelatedPlace) -> dict[str, Any]:
    return {
        "id": number,
        **_place(related.path, related.span, related.excerpt),
        **_logical(related.resource, ()),
        "message": _told(related.message),
    }


def _place(path: str, span: Span, excerpt: Excerpt) -> dict[str, Any]:
    region: dict[str, Any] = _region(span)
    text = _covered(span, excerpt)
    if text:
        region["snippet"] = {"text": text}
    place = {"artifactLocation": _artifact(path), "region": region}
    lines = "\n".join(excerpt.lines)
    if text and len(lines) > len(text):  # what surrounds a region is more than it
        last = excerpt.first + len(excerpt.lines) - 1
        place["contextRegion"] = {
            "startLine": excerpt.first,
            "endLine": last,
            "snippet": {"text": lines},
        }
    return {"physicalLocation": place}


def _covered(span: Span, excerpt: Excerpt) -> str:
    """The text of the span, empty where the excerpt does not hold all of it."""
    first, last = span.start.line - excerpt.first, span.end.line - excerpt.first
    if first < 0 or last >= len(excerpt.lines):
        return ""
    lines = list(excerpt.lines[first : last + 1])
    lines[-1] = lines[-1][: span.end.column - 1]
    lines[0] = lines[0][span.start.column - 1 :]
    return "\n".join(lines)


def _region(span: Span) -> dict[str, Any]:
    return {
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
    }


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path, safe="/", errors="surrogateescape"), "uriBaseId": _ROOT}


def _logical(resource: ResourceId | None, bundles: Iterable[str]) -> dict[str, Any]:
    places = [{"name": printable(bundle), "kind": "bundle"} for bundle in bundles]
    if resource is not None:
        places.insert(0, _object(resource))
    return {"logicalLocations": places} if places else {}


def _object(resource: ResourceId) -> dict[str, str]:
    parts = (resource.api_version, resource.kind, resource.namespace, resource.name)
    name = printable(resource.name or "without a name")
    return {"name": name, "fullyQualifiedName": printable("/".join(filter(None, parts))), "kind": "resource"}


def _fix(fix: Repair) -> dict[str, Any]:
    changes: dict[str, list[Mapping[str, Any]]] = {}
    for edit in fix.edits:
        change = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
        changes.setdefault(edit.path, []).append(change)
    return {
        "description": _told(fix.title, f" ({fix.safety.value} fix)"),
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }


def _told(text: str, addition: str = "") -> dict[str, str]:
    """Words about a manifest. `[a](b)` is a link in SARIF (3.11.6), and nobody here means one."""
    return _text((printable(text) + addition).replace("](", "]\\("))


def _text(text: str) -> dict[str, str]:
    return {"text": text}
