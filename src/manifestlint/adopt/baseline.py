"""Writing the baseline of a repository."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from manifestlint.adopt.put import put
from manifestlint.config.baseline import Known, render
from manifestlint.core.finding import Finding, Status
from manifestlint.core.rule import RuleInfo
from manifestlint.triage.baseline import may_be_known


def entries(findings: Iterable[Finding], rules: Mapping[str, RuleInfo]) -> tuple[Known, ...]:
    """What a baseline would know of these findings: those that decide, but for what must not wait."""
    return tuple(
        Known(finding.rule, finding.path, str(finding.resource or ""), finding.fingerprint)
        for finding in findings
        if finding.status is Status.ACTIVE and may_be_known(finding.rule, rules)
    )


def write(file: Path, known: Iterable[Known]) -> None:
    """Put a baseline into the place of the one before, wholly or not at all."""
    put(file, render(known).encode(), over=True)
