"""Writing the baseline of a repository."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

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
    text = render(known)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=file.parent, prefix=".baseline-", delete=False
    ) as scratch:
        scratch.write(text)
    try:
        os.chmod(scratch.name, 0o644)
        os.replace(scratch.name, file)
    except OSError:
        os.unlink(scratch.name)
        raise
