"""The verdict of a report in a few words, the same for every format that people read."""

from collections.abc import Iterator

from manifestlint.core.report import Report
from manifestlint.core.severity import Severity
from manifestlint.core.words import counted

VERDICTS = {0: "passes", 1: "does not pass", 2: "no verdict", 3: "not fully checked"}
"""In a word or two, by exit code."""


def verdict(report: Report) -> str:
    """In a word or two, with what decides it."""
    decides = ", ".join(deciding(report))
    said = f": {decides}" if decides else ", no findings" if report.exit_code == 0 else ""
    return VERDICTS[report.exit_code] + said


def looked_at(report: Report) -> str:
    """`4 files, 4 resources, 1 bundle, 402 rules`."""
    numbers = {name: getattr(report.stats, f"{name}s") for name in ("file", "resource", "bundle", "rule")}
    return ", ".join(counted(number, name) for name, number in numbers.items())


def deciding(report: Report) -> Iterator[str]:
    """`1 error`, `2 not checked`."""
    active = report.active
    for severity in sorted(Severity, reverse=True):
        number = sum(finding.severity is severity for finding in active)
        if number:
            yield counted(number, severity.label)
    if report.active_failures:
        yield f"{len(report.active_failures)} not checked"
