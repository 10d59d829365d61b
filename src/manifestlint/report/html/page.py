"""What stands on the page, as values for its template."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Change, Finding, Status
from manifestlint.core.fix import Safety
from manifestlint.core.report import Report
from manifestlint.core.rule import RuleInfo
from manifestlint.core.severity import Severity
from manifestlint.core.words import counted
from manifestlint.report.html.card import Card, bundles_of, make_card, state_of
from manifestlint.report.links import permalink
from manifestlint.report.verdict import VERDICTS

_TONES = {0: "good", 1: "bad", 2: "unknown", 3: "unknown"}
_AGES = {"open": "open", "new": "new", "touched": "touched", "old": "there before"}
STATES = _AGES | {each.value: each.value for each in Status if each is not Status.ACTIVE}
"""What the page calls the states of findings, in its order."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to filter by."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class File:
    """The findings of a file."""

    path: str
    link: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Findings of the same fate; all but the first part are folded."""

    id: str
    title: str
    about: str
    number: int
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs, each in parts of which every second one is code."""

    paragraphs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that found something."""

    id: str
    number: int
    summary: Prose
    docs: Prose
    about: str


@dataclass(frozen=True, slots=True)
class Page:
    """All of it."""

    report: Report
    verdict: str
    tone: str
    decides: str
    advice: tuple[str, ...]
    severities: tuple[Choice, ...]
    states: tuple[Choice, ...]
    rules: tuple[Choice, ...]
    bundles: tuple[Choice, ...]
    facts: tuple[str, ...]
    failures: tuple[Failure, ...]
    excepted: tuple[Failure, ...]
    parts: tuple[Part, ...]
    books: tuple[Rule, ...]


def make_page(report: Report) -> Page:
    """The page of a report."""
    findings = report.findings
    rules = _choices([finding.rule for finding in findings])
    bundles = _choices(chain.from_iterable(map(bundles_of, findings)))
    states = Counter(map(state_of, findings))
    severities = Counter(finding.severity for finding in report.active)
    return Page(
        report,
        VERDICTS[report.exit_code].capitalize(),
        _TONES[report.exit_code],
        _decides(report),
        tuple(_advice(report)),
        tuple(Choice(each.label, each.label, severities[each]) for each in sorted(Severity, reverse=True)),
        tuple(Choice(state, label, states[state]) for state, label in STATES.items() if states[state]),
        rules,
        bundles,
        tuple(_facts(report)),
        report.active_failures,
        tuple(failure for failure in report.failures if failure.status is not Status.ACTIVE),
        tuple(_parts(report, rules, bundles)),
        tuple(_rule(number, report.rules.get(choice.value), choice) for number, choice in enumerate(rules)),
    )


def _choices(names: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(name, name, number) for name, number in sorted(Counter(names).items()))


def _decides(report: Report) -> str:
    """Why the verdict is what it is."""
    if report.unusable:
        return "There was nothing to judge, or nothing to judge by."
    if report.active_failures:
        return f"{_things(report.active_failures)} not checked, and may hide any number of findings."
    active = report.active
    if not active:
        return "There is no finding." if not report.findings else "No finding decides."
    failing = sum(finding.severity >= report.fail_on for finding in active)
    start = f" It fails from {report.fail_on.label} on." if report.fail_on is not Severity.ERROR else ""
    if len(active) == 1:
        return f"The one finding {'fails' if failing else 'does not fail'} the check.{start}"
    verb = "fail" if failing > 1 else "fails"
    return f"{failing or 'None'} of {len(active):,} findings {verb} the check.{start}"


def _things(failures: tuple[Failure, ...]) -> str:
    return f"{counted(len(failures), 'thing')} {'was' if len(failures) == 1 else 'were'}"


def _advice(report: Report) -> Iterator[str]:
    """What can be done about it at once, as commands."""
    safe, unsafe = len(report.fixable(Safety.SAFE)), len(report.fixable(Safety.UNSAFE))
    least = "at least " if report.more_fixes else ""
    if report.fixed:
        yield f"Mended {counted(report.fixed, 'finding')} in {counted(report.fixed_files, 'file')}."
    if safe:
        yield f"`manifestlint check --fix` mends {least}{counted(safe, 'finding')}."
    if unsafe:
        more = " more" if safe else ""
        yield f"`--fix --unsafe-fixes` mends {least}{unsafe}{more}, to be looked at afterwards."


def _facts(report: Report) -> Iterator[str]:
    stats = report.stats
    for number, noun in (
        (stats.files, "file"),
        (stats.resources, "resource"),
        (stats.bundles, "bundle"),
        (stats.rules, "rule"),
    ):
        yield counted(number, noun)
    if stats.skipped_files:
        yield f"{counted(stats.skipped_files, 'file')} without manifests skipped"
    yield f"{stats.seconds:.2f} s"


def _parts(report: Report, rules: tuple[Choice, ...], bundles: tuple[Choice, ...]) -> Iterator[Part]:
    rule_numbers = {choice.value: number for number, choice in enumerate(rules)}
    bundle_numbers = {choice.value: number for number, choice in enumerate(bundles)}

    def card(finding: Finding) -> Card:
        return make_card(report, finding, rule_numbers, bundle_numbers)

    fates: dict[str, list[Finding]] = {"open": [], "before": [], "aside": []}
    for finding in report.findings:
        active = finding.status is Status.ACTIVE
        fates["open" if report.counts(finding) else "before" if active else "aside"].append(finding)
    words = {
        "open": ("Findings", "what this change brings or touches" if report.base else ""),
        "before": ("There before", "this change neither brings nor touches them; they do not decide"),
        "aside": ("Set aside", "suppressed, excepted, waiting in the baseline, or told by another rule"),
    }
    for fate, found in fates.items():
        if found or fate == "open":
            yield Part(fate, *words[fate], len(found), tuple(_files(report, found, card)))


def _files(report: Report, findings: list[Finding], card: Callable[[Finding], Card]) -> Iterator[File]:
    """The file with the worst finding first, and of those with the same the one with the newest."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    worst = {
        path: max((finding.severity, finding.change is Change.NEW) for finding in found)
        for path, found in by_path.items()
    }
    for path in sorted(by_path, key=worst.__getitem__, reverse=True):
        cards = tuple(map(card, sorted(by_path[path], key=lambda finding: finding.span)))
        yield File(report.shown(path), permalink(report.repository, path), cards)


def _rule(number: int, info: RuleInfo | None, choice: Choice) -> Rule:
    if info is None:
        return Rule(choice.value, number, Prose(()), Prose(()), "")
    about = f"{info.severity.label}, {info.profile.label} profile, {info.family}"
    return Rule(info.id, number, prose(info.summary), prose(info.docs), about)


def prose(text: str) -> Prose:
    """Paragraphs with code in backticks; nothing else is marked up."""
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    return Prose(tuple(tuple(" ".join(part.split()).split("`")) for part in paragraphs))
