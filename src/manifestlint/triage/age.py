"""Which findings a change brings, which it touches, and which are none of its business."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from manifestlint.core.finding import Change as Age
from manifestlint.core.finding import Finding, Status
from manifestlint.model.transition import Change

_KNOWN = {Status.ACTIVE, Status.BASELINED}


def aged(findings: Iterable[Finding], before: Iterable[Finding], change: Change) -> Iterator[Finding]:
    """Every finding with what it has to do with the change.

    One that was active before, or in the baseline, is known by its fingerprint. It is touched if its object
    changes, or its file where it is about no object.
    """
    known = {finding.fingerprint for finding in before if finding.status in _KNOWN}
    touched = {(each.side.bundle.name, each.id) for each in change.transitions}
    for finding in findings:
        if finding.before or finding.fingerprint not in known:
            yield replace(finding, change=Age.NEW)
        elif any((name, finding.resource) in touched for name in finding.bundles) or (
            finding.resource is None and finding.path in change.paths
        ):
            yield replace(finding, change=Age.TOUCHED)
        else:
            yield replace(finding, change=Age.OLD)
