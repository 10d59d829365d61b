"""The report for a comment on a pull request, and for the summary of a pipeline's job."""

from collections.abc import Iterator

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Change, Finding, Status
from manifestlint.core.report import Report
from manifestlint.core.severity import Severity
from manifestlint.core.words import counted, printable
from manifestlint.report.links import permalink
from manifestlint.report.markup import code, escaped
from manifestlint.report.ranking import ranked
from manifestlint.report.verdict import looked_at, verdict

MARKER = "<!-- manifestlint -->"
"""By this line a bot knows its own comment, and updates it."""
LIMIT = 65_000
"""GitHub takes a comment of 65,536 characters. Bytes are counted here, for no letter has less than one."""
_INFOS = 10
_LONGEST = 500
_LEFT_OUT = "**{} left out**, for a comment has an end; all of it is in the log of the job, or told by {}"


def render(report: Report) -> str:
    """The verdict, what decides it by file, and folded what does not decide."""
    page = _Page()
    page.add(MARKER, f"### {escaped(verdict(report))}", "", f"{looked_at(report)} looked at", "")
    for failure in report.active_failures:
        page.item(_failure(failure))
    for note in report.notes if report.unusable else ():
        page.item(f"- {_told(note)}")
    findings = ranked(report, report.active)
    more = [each for each in findings if each.severity is Severity.INFO][_INFOS:]
    for path, shown in _by_file(findings[: len(findings) - len(more)]):
        page.add("", f"#### {_linked(report, code(_short(path)), path)}", "")
        for finding in shown:
            page.item(_finding(report, finding))
    for title, items in _folded(report, more):
        page.fold(title, items)
    return page.text(f"manifestlint check --base {report.base[:12]}" if report.base else "manifestlint check")


class _Page:
    """Lines as far as there is room; what comes later matters less, so nothing follows what did not fit."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._left = LIMIT
        self._omitted = 0

    def add(self, *lines: str) -> bool:
        """Whether there was room for all of these lines."""
        self._left -= sum(len(line.encode()) + 1 for line in lines)
        if self._left > 0:
            self._lines += lines
        return self._left > 0

    def item(self, line: str) -> None:
        """A line that is missed where there is no room for it."""
        self._omitted += not self.add(line)

    def fold(self, title: str, items: list[str]) -> None:
        """Lines that are seen when somebody asks for them."""
        end = ("", "</details>")
        self._left -= sum(map(len, end)) + len(end)
        opened = self.add("", "<details>", f"<summary>{title}</summary>", "")
        for item in items:
            self.item(item)
        self._lines += end if opened else ()

    def text(self, command: str) -> str:
        """All that had room, and what to do to see the rest."""
        if self._omitted:
            self._lines += ("", _LEFT_OUT.format(counted(self._omitted, "line"), code(command)))
        return "".join(f"{line}\n" for line in self._lines)


def _by_file(findings: list[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """By the rank of the first finding in each file."""
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.path, []).append(finding)
    yield from files.items()


def _folded(report: Report, infos: list[Finding]) -> Iterator[tuple[str, list[str]]]:
    old = [] if report.counts_all else [each for each in report.findings if _is_old(each)]
    aside = [each for each in report.findings if each.status not in {Status.ACTIVE, Status.SUBSUMED}]
    excepted = [each for each in report.failures if each.status is not Status.ACTIVE]
    groups = {
        counted(len(infos), "more info"): [_finding(report, each, place=True) for each in infos],
        f"{len(old)} there before": [_finding(report, each, place=True) for each in ranked(report, old)],
        f"{len(aside) + len(excepted)} set aside": [
            *(f"{_finding(report, each, place=True)} ({_why(each)})" for each in aside),
            *(f"{_failure(each)} ({_why(each)})" for each in excepted),
        ],
        counted(len(report.notes), "note"): [f"- {_told(each)}" for each in report.notes],
    }
    yield from ((title, items) for title, items in groups.items() if items)


def _is_old(finding: Finding) -> bool:
    return finding.status is Status.ACTIVE and finding.change is Change.OLD


def _finding(report: Report, finding: Finding, *, place: bool = False) -> str:
    """A line of a list; its place is a link where one is known."""
    where = f"{finding.span.start.line}:{finding.span.start.column}"
    shown = code(_short(f"{finding.path}:{where}")) if place else where
    at = _linked(report, shown, finding.path, finding)
    if finding.before:
        at += " (removed by this change)"
    rule = report.rules.get(finding.rule)
    name = f"[{code(finding.rule)}]({rule.url})" if rule else code(printable(finding.rule))
    age = " (there before, on what this change touches)" if finding.change is Change.TOUCHED else ""
    return f"- **{finding.severity.label}** {at} {name}{age}: {_told(finding.message)}"


def _failure(failure: Failure) -> str:
    path = f" {code(_short(failure.path))}" if failure.path else ""
    return f"- **not checked**{path}: {_told(f'{failure.about}: {failure.message}')}"


def _why(item: Finding | Failure) -> str:
    return f"{item.status.value}: {_told(item.justification) or 'no reason given'}"


def _linked(report: Report, text: str, path: str, finding: Finding | None = None) -> str:
    """The text as a link to the file, or to the finding's line, as it is in the commit."""
    commit = report.base if finding and finding.before else ""
    link = permalink(report.repository, path, finding.span.start.line if finding else 0, commit)
    return f"[{text}]({link})" if link else text


def _told(text: str) -> str:
    return escaped(_short(text))


def _short(text: str) -> str:
    text = printable(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
