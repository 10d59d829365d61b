"""One line for each finding, as editors and `grep` read them; the verdict is the last."""

from collections.abc import Iterator

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding, Status
from manifestlint.core.report import Report
from manifestlint.core.words import printable
from manifestlint.report.text import BOLD, FAILURE, SEVERITY_COLOURS, Style, is_told, named, remarks, summary


def render(report: Report, style: Style = Style()) -> str:
    """Findings, failures and notes with a line each, then the verdict."""
    lines = [_finding(report, each, style) for each in report.findings if is_told(report, each, style)]
    lines += [_failure(report, failure, style) for failure in report.failures]
    lines += [f"note: {printable(note)}" for note in report.notes]
    return "".join(f"{line}\n" for line in (*lines, summary(report, style)))


def _finding(report: Report, finding: Finding, style: Style) -> str:
    place = f"{report.shown(finding.path)}:{finding.span.start.line}:{finding.span.start.column}"
    severity = style.paint(SEVERITY_COLOURS[finding.severity], finding.severity.label)
    head = f"{style.paint(BOLD, printable(place))}: {severity} {named(report, finding, style)}"
    return f"{head}: {_closed(finding.message, remarks(finding))}"


def _failure(report: Report, failure: Failure, style: Style) -> str:
    subject = report.shown(failure.path) if failure.path is not None else "manifestlint"
    verdict = style.paint(FAILURE, "not checked")
    head = f"{style.paint(BOLD, printable(subject))}: {verdict} {failure.kind.value}"
    return f"{head}: {_closed(f'{failure.about}: {failure.message}', _why(failure))}"


def _why(failure: Failure) -> Iterator[str]:
    if failure.status is not Status.ACTIVE:
        yield f"{failure.status.value}: {printable(failure.justification)}"


def _closed(message: str, brackets: Iterator[str]) -> str:
    return printable(message) + "".join(f" ({remark})" for remark in brackets)
