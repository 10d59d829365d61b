"""Findings in the order in which somebody with little time should read them."""

from collections.abc import Iterable

from manifestlint.core.finding import Change, Finding
from manifestlint.core.report import Report
from manifestlint.core.severity import Profile

_AGES = {Change.NEW: 0, None: 0, Change.TOUCHED: 1, Change.OLD: 2}


def ranked(report: Report, findings: Iterable[Finding]) -> list[Finding]:
    """The more severe first, of those what a change brings, and of those what breaks something."""

    def rank(finding: Finding) -> tuple[object, ...]:
        rule = report.rules.get(finding.rule)
        essential = rule is not None and rule.profile is Profile.ESSENTIAL
        return (
            -finding.severity,
            _AGES[finding.change],
            not essential,
            finding.path,
            finding.span.start.offset,
        )

    return sorted(findings, key=rank)
