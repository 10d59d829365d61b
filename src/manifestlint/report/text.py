"""The report for people: code frames, then a line that sums up."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Change, Finding, RelatedPlace, Status
from manifestlint.core.fix import Safety
from manifestlint.core.report import Report
from manifestlint.core.severity import Severity
from manifestlint.core.words import counted, enumerated, printable
from manifestlint.report.frame import frame
from manifestlint.report.next import next_step
from manifestlint.report.verdict import deciding, looked_at

SEVERITY_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
BOLD, DIM, GREEN, FAILURE = "1", "2", "32", "35"


@dataclass(frozen=True, slots=True)
class Style:
    """How much to show, and whether in colour."""

    colour: bool = False
    show_suppressed: bool = False
    unsafe_fixes: bool = False
    links: bool = False
    statistics: bool = False

    def paint(self, code: str, text: str) -> str:
        """The text in a colour, where there are colours."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text

    def link(self, url: str, text: str) -> str:
        """The text as a link, where the terminal knows links (OSC 8)."""
        return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\" if self.links else text


def render(report: Report, style: Style = Style()) -> str:
    """Findings with their code frames, failures, notes and the summary."""
    blocks = [
        _finding(report, finding, style) for finding in report.findings if is_told(report, finding, style)
    ]
    blocks += [_failure(report, failure, style) for failure in report.failures]
    blocks += [f"note: {printable(note)}\n" for note in report.notes]
    if style.statistics and report.active:
        from manifestlint.report.statistics import table

        blocks.append("".join(f"{line}\n" for line in table(report)))
    blocks.append("".join(f"{line}\n" for line in (summary(report, style), *_last(report, style))))
    return "\n".join(blocks)


def is_told(report: Report, finding: Finding, style: Style) -> bool:
    """Whether it is printed: it decides, or somebody asked for it."""
    if finding.change is Change.OLD and not report.counts_all:
        return False
    return finding.status is Status.ACTIVE or style.show_suppressed


def _finding(report: Report, finding: Finding, style: Style) -> str:
    place = f"{report.shown(finding.path)}:{finding.span.start.line}:{finding.span.start.column}"
    severity = style.paint(SEVERITY_COLOURS[finding.severity], finding.severity.label)
    head = f"{style.paint(BOLD, printable(place))} {severity} {named(report, finding, style)}"
    head += "".join(f" ({remark})" for remark in remarks(finding))
    colour = SEVERITY_COLOURS[finding.severity]
    lines = [head, f"  {printable(finding.message)}", *_frame(finding, style, colour)]
    if len(finding.bundles) > 1:
        lines.append(f"  reaches {printable(enumerated(finding.bundles))}")
    for related in finding.related:
        lines += _related(report, related, style)
    if finding.fix is not None and (style.unsafe_fixes or finding.fix.safety is Safety.SAFE):
        mark = "fix" if finding.fix.safety is Safety.SAFE else "unsafe fix"
        lines.append(f"  {style.paint(DIM, f'{mark}:')} {printable(finding.fix.title)}")
    return "\n".join(lines) + "\n"


def named(report: Report, finding: Finding, style: Style) -> str:
    """The rule's id, which leads to its page where the terminal knows links."""
    rule = report.rules.get(finding.rule)
    return style.paint(BOLD, style.link(rule.url, rule.id) if rule else printable(finding.rule))


def remarks(finding: Finding) -> Iterator[str]:
    """What is said of a finding in brackets: how old it is, and why it does not decide."""
    if finding.before:
        yield "removed by this change"
    elif finding.change is Change.TOUCHED:
        yield "there before, on what this change touches"
    elif finding.change is Change.OLD:
        yield "there before"
    if finding.status is not Status.ACTIVE:
        yield f"{finding.status.value}: {printable(finding.justification) or 'no reason given'}"


def _related(report: Report, related: RelatedPlace, style: Style) -> Iterator[str]:
    place = f"{report.shown(related.path)}:{related.span.start.line}:{related.span.start.column}"
    yield f"  {printable(place)} {printable(related.message)}"
    yield from _frame(related, style, DIM)


def _frame(place: Finding | RelatedPlace, style: Style, colour: str) -> Iterator[str]:
    for line in frame(place.excerpt, place.span):
        yield style.paint(DIM, f"  {line.gutter} |") + (f" {line.text}" if line.text else "")
        if line.marks:
            yield style.paint(DIM, f"  {' ' * len(line.gutter)} |") + f" {style.paint(colour, line.marks)}"


def _failure(report: Report, failure: Failure, style: Style) -> str:
    subject = report.shown(failure.path) if failure.path is not None else "manifestlint"
    verdict = style.paint(FAILURE, "not checked")
    head = f"{style.paint(BOLD, printable(subject))} {verdict} {failure.kind.value}"
    if failure.status is not Status.ACTIVE:
        head += f" ({failure.status.value}: {printable(failure.justification)})"
    return f"{head}\n  {printable(failure.about)}: {printable(failure.message)}\n"


def summary(report: Report, style: Style) -> str:
    """The verdict, and what it is about."""
    verdict = ", ".join(_verdict(report))
    colour = GREEN if report.exit_code == 0 else SEVERITY_COLOURS[Severity.ERROR]
    aside = "".join(f", {part}" for part in _aside(report))
    return f"{style.paint(colour, verdict)} in {looked_at(report)}{aside} ({report.stats.seconds:.2f} s)"


def _last(report: Report, style: Style) -> Iterator[str]:
    """What was mended, and what to do next."""
    if report.fixed:
        yield f"fixed {counted(report.fixed, 'finding')} in {counted(report.fixed_files, 'file')}"
    yield from filter(None, (next_step(report, unsafe=style.unsafe_fixes),))


def _verdict(report: Report) -> Iterator[str]:
    yield from deciding(report)
    if report.unusable:
        yield "no verdict"
    elif not report.active and not report.active_failures:
        yield "clean: no findings"


def _aside(report: Report) -> Iterator[str]:
    if report.stats.skipped_files:
        yield f"{counted(report.stats.skipped_files, 'file')} without manifests skipped"
    if report.old:
        yield f"{report.old} there before"
    for status in (Status.SUPPRESSED, Status.EXCEPTED, Status.BASELINED):
        number = sum(finding.status is status for finding in report.findings)
        number += sum(failure.status is status for failure in report.failures)
        if number:
            yield f"{number} {status.value}"
