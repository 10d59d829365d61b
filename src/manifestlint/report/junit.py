"""JUnit's XML as Jenkins, GitLab and GitHub's reporters read it.

A suite for each file, a case for each finding, one that passes for a file without any. A case fails where the
finding decides the exit code, so that the tests are red just when the check is. What does not decide is a
skipped case, with the reason: a finding below `--fail-on`, one that was there before, a suppressed one.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding, Status
from manifestlint.core.report import Report
from manifestlint.core.words import printable
from manifestlint.report.frame import frame
from manifestlint.report.text import remarks

_OUTCOMES = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def render(report: Report) -> str:
    """The document; ASCII only, and without characters that XML cannot hold or a pipeline obeys."""
    suites = ET.Element("testsuites", name="manifestlint")
    findings, failures = _by_file(report)
    for path in sorted({*report.files, *findings, *failures}):
        suite = ET.SubElement(suites, "testsuite", name=printable(path or "manifestlint"))
        names: Counter[str] = Counter()
        for finding in findings.get(path, ()):
            _finding(_case(suite, path, f"{finding.rule}: {finding.message}", names), report, finding)
        for failure in failures.get(path, ()):
            _failure(_case(suite, path, f"{failure.kind.value}: {failure.about}", names), failure)
        if not len(suite):
            _case(suite, path, "no findings", names)
    if report.unusable:
        _no_verdict(suites, report)
    _count(suites, report)
    ET.indent(suites, " ")
    text: str = ET.tostring(suites, encoding="us-ascii", xml_declaration=True).decode("ascii")
    return text.replace("##[", "##&#91;") + "\n"


def _by_file(report: Report) -> tuple[dict[str, list[Finding]], dict[str, list[Failure]]]:
    """What is told, by path; what another finding tells already is not."""
    findings: dict[str, list[Finding]] = {}
    failures: dict[str, list[Failure]] = {}
    for finding in report.findings:
        if finding.status is not Status.SUBSUMED:
            findings.setdefault(finding.path, []).append(finding)
    for failure in report.failures:
        failures.setdefault(failure.path or "", []).append(failure)
    return findings, failures


def _case(suite: ET.Element, path: str, name: str, names: Counter[str]) -> ET.Element:
    """A case whose name outlives edits of other lines: GitLab knows a case by its class and name."""
    names[name] += 1
    number = f" ({names[name]})" if names[name] > 1 else ""
    known = {"name": printable(name) + number, "classname": printable(path or "manifestlint")}
    return ET.SubElement(suite, "testcase", known | ({"file": printable(path)} if path else {}))


def _finding(case: ET.Element, report: Report, finding: Finding) -> None:
    case.set("line", str(finding.span.start.line))
    counts = report.counts(finding)
    decides = counts and finding.severity >= report.fail_on
    reasons = [*remarks(finding)]
    if counts and not decides:
        reasons.append(f"{finding.severity.label}: below --fail-on {report.fail_on.label}")
    brackets = "".join(f" ({reason})" for reason in reasons)
    outcome = ET.SubElement(case, "failure" if decides else "skipped", type=finding.severity.label)
    outcome.set("message", printable(finding.message) + brackets)
    outcome.text = "\n".join(_body(finding))


def _body(finding: Finding) -> Iterator[str]:
    start = finding.span.start
    yield (
        printable(f"{finding.path}:{start.line}:{start.column}") + f" {finding.severity.label} {finding.rule}"
    )
    yield f"  {printable(finding.message)}"
    for line in frame(finding.excerpt, finding.span):
        yield f"  {line.gutter} | {line.text}".rstrip()
        if line.marks:
            yield f"  {' ' * len(line.gutter)} | {line.marks}"
    for related in finding.related:
        place = f"{related.path}:{related.span.start.line}:{related.span.start.column}"
        yield f"  {printable(place)} {printable(related.message)}"
    if finding.fix is not None:
        yield f"  {finding.fix.safety.value} fix: {printable(finding.fix.title)}"


def _failure(case: ET.Element, failure: Failure) -> None:
    active = failure.status is Status.ACTIVE
    outcome = ET.SubElement(case, "error" if active else "skipped", type=failure.kind.value)
    outcome.set("message", f"not checked: {printable(failure.message)}")
    if not active:
        outcome.text = f"{failure.status.value}: {printable(failure.justification)}"


def _no_verdict(suites: ET.Element, report: Report) -> None:
    suite = ET.SubElement(suites, "testsuite", name="verdict")
    case = ET.SubElement(suite, "testcase", name="there is something to judge", classname="manifestlint")
    outcome = ET.SubElement(case, "error", type="no-verdict", message="no verdict")
    outcome.text = "\n".join(map(printable, report.notes))


def _count(suites: ET.Element, report: Report) -> None:
    """The sums that readers ask for. Only the whole has a time: files are not timed."""
    for element in (*suites, suites):
        element.set("tests", str(sum(1 for _ in element.iter("testcase"))))
        for sums, outcome in _OUTCOMES.items():
            if (element, sums) != (suites, "skipped"):  # the root has no such attribute
                element.set(sums, str(sum(1 for _ in element.iter(outcome))))
    suites.set("time", f"{report.stats.seconds:.3f}")
