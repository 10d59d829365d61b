"""One cause is told once."""

from collections.abc import Mapping
from dataclasses import replace

from manifestlint.core.finding import Finding, Status
from manifestlint.core.rule import RuleInfo


def subsume(findings: list[Finding], rules: Mapping[str, RuleInfo]) -> list[Finding]:
    """Set aside what a finding at the same place says better.

    A finding is never set aside by a milder one, nor by one that is not told itself: a suppression of the one
    must not silence the other.
    """
    tellers: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        if finding.status is Status.ACTIVE and rules[finding.rule].subsumes:
            tellers.setdefault(_place(finding), []).append(finding)
    if not tellers:
        return findings
    return [
        _judge(finding, tellers.get(_place(finding), []), rules)
        if finding.status is Status.ACTIVE
        else finding
        for finding in findings
    ]


def _judge(finding: Finding, tellers: list[Finding], rules: Mapping[str, RuleInfo]) -> Finding:
    for teller in tellers:
        if finding.rule in rules[teller.rule].subsumes and finding.severity <= teller.severity:
            return replace(finding, status=Status.SUBSUMED, justification=f"told by {teller.rule}")
    return finding


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.path, finding.document, finding.pointer
