"""How often each rule found something."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.core.report import Report
from manifestlint.core.severity import Severity
from manifestlint.core.words import printable


@dataclass(frozen=True, slots=True)
class Count:
    """What a rule found that decides."""

    rule: str
    severity: str
    """The worst, where the PolicySet gives it several."""
    findings: int
    fixable: int


def statistics(report: Report) -> list[Count]:
    """The rules with findings, those with most of them first."""
    numbers: dict[str, tuple[Severity, int, int]] = {}
    for finding in report.active:
        worst, findings, fixable = numbers.get(finding.rule, (finding.severity, 0, 0))
        worst = max(worst, finding.severity)
        numbers[finding.rule] = worst, findings + 1, fixable + (finding.fix is not None)
    by_number = sorted(numbers.items(), key=lambda item: (-item[1][1], -item[1][0], item[0]))
    return [Count(rule, worst.label, *counts) for rule, (worst, *counts) in by_number]


def table(report: Report) -> Iterator[str]:
    """The same for people; nothing where there is nothing to count."""
    counts = statistics(report)
    width = max((len(str(count.findings)) for count in counts), default=0)
    names = max((len(printable(count.rule)) for count in counts), default=0)
    for count in counts:
        fixable = f"  {count.fixable} fixable" if count.fixable else ""
        line = f"{count.findings:>{width}}  {count.severity:7}  {printable(count.rule):{names}}{fixable}"
        yield line.rstrip()
