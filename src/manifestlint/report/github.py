"""Annotations of GitHub Actions: workflow commands, which the runner takes from what a step prints.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands; what is escaped is what
`packages/core/src/command.ts` of actions/toolkit escapes. Of each step GitHub shows the first ten errors, ten
warnings and ten notices, and of a job fifty annotations, so what matters most comes first.
"""

from collections.abc import Iterator, Mapping

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding
from manifestlint.core.report import Report
from manifestlint.core.severity import Severity
from manifestlint.core.words import printable
from manifestlint.report.ranking import ranked

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = _IN_MESSAGES | {":": "%3A", ",": "%2C"}


def render(report: Report) -> str:
    """One command a line: what was not checked, then the findings that decide, by rank."""
    lines = [_failure(each) for each in report.active_failures]
    if report.unusable:
        lines += (_command("error", note, title="no verdict") for note in report.notes)
    lines += (_finding(each) for each in ranked(report, report.active))
    return "".join(f"{line}\n" for line in lines)


def _finding(finding: Finding) -> str:
    return _command(
        _COMMANDS[finding.severity],
        finding.message,
        file=finding.path,
        **dict(_lines(finding)),
        title=finding.rule,
    )


def _lines(finding: Finding) -> Iterator[tuple[str, str]]:
    """The lines; columns too where it is only one, for GitHub takes them for nothing else."""
    start, end = finding.span.start, finding.span.end
    if finding.before:  # it stands there no more
        return
    yield "line", str(start.line)
    yield "endLine", str(end.line)
    if start.line == end.line:
        yield "col", str(start.column)
        yield "endColumn", str(end.column)


def _failure(failure: Failure) -> str:
    message = f"{failure.about}: {failure.message}"
    place = {} if failure.path is None else {"file": failure.path}
    return _command("error", message, **place, title=f"not checked ({failure.kind.value})")


def _command(name: str, message: str, **properties: str) -> str:
    said = ",".join(f"{key}={_escaped(value, _IN_PROPERTIES)}" for key, value in properties.items())
    return f"::{name} {said}::{_escaped(message, _IN_MESSAGES)}"


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(char, char) for char in printable(text))
