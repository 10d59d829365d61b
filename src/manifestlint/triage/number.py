"""Tells findings of the same name apart."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from manifestlint.core.finding import Finding


def numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Every finding with an ordinal among those that have the same name and stand at the same place."""
    seen: Counter[object] = Counter()
    for finding in findings:
        key = (*finding.names, finding.named_pointer)
        yield replace(finding, ordinal=seen[key]) if key in seen else finding
        seen[key] += 1
