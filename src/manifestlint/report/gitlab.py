"""GitLab's Code Quality report: what a merge request's widget and its diff show.

GitLab itself compares this report with that of the target branch. So it holds what was there before, too:
what is missing here counts as mended.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding, Status
from manifestlint.core.report import Report
from manifestlint.core.severity import Severity
from manifestlint.core.words import printable
from manifestlint.report.text import remarks
from manifestlint.report.written import written

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def render(report: Report) -> str:
    """A list of issues, paths from the git root; a failure is one, or its silence would read as green."""
    issues = [_issue(finding) for finding in report.findings if finding.status is Status.ACTIVE]
    return written([*issues, *_failures(report.active_failures)])


def _issue(finding: Finding) -> dict[str, Any]:
    brackets = "".join(f" ({remark})" for remark in remarks(finding))
    return {
        "description": printable(finding.message) + brackets,
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": finding.path,
            "lines": {"begin": finding.span.start.line, "end": finding.span.end.line},
        },
    }


def _failures(failures: tuple[Failure, ...]) -> Iterator[dict[str, Any]]:
    import hashlib  # as in a finding's fingerprint

    seen: Counter[str] = Counter()
    for failure in failures:
        name = "\n".join((failure.kind.value, failure.path or "", failure.about))
        ordinal = seen[name]
        seen[name] += 1
        yield {
            "description": f"not checked: {printable(failure.about)}: {printable(failure.message)}",
            "check_name": failure.kind.value,
            "fingerprint": hashlib.sha256(f"{name}\n{ordinal}".encode(errors="surrogateescape")).hexdigest()[
                :32
            ],
            "severity": "blocker",
            "location": {"path": failure.path or ".", "lines": {"begin": 1}},
        }
