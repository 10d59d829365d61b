"""A finding as the page shows it."""

from dataclasses import dataclass

from manifestlint.core.finding import Excerpt, Finding, RelatedPlace, Status
from manifestlint.core.fix import Safety, TextEdit
from manifestlint.core.report import Report
from manifestlint.report.frame import FrameLine, frame
from manifestlint.report.links import permalink
from manifestlint.report.text import remarks


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a file, with what is meant in them."""

    path: str
    where: str
    message: str
    link: str
    """Its address on the web, empty where there is none."""
    lines: tuple[FrameLine, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of a fix: the lines that go, and those that come."""

    where: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mend:
    """A fix, and how to have it made."""

    title: str
    option: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with everything that is told of it."""

    id: str
    severity: str
    state: str
    """What became of it, else how old it is."""
    rule: str
    rule_number: int
    bundle_numbers: str
    reaches: tuple[str, ...]
    """Empty where its path says it all."""
    message: str
    place: Place
    remarks: tuple[str, ...]
    related: tuple[Place, ...]
    mend: Mend | None


def state_of(finding: Finding) -> str:
    """What the page can filter by: `suppressed`, `new`, or `open` where nothing is compared."""
    if finding.status is not Status.ACTIVE:
        return finding.status.value
    return finding.change.value if finding.change else "open"


def bundles_of(finding: Finding) -> tuple[str, ...]:
    """What it reaches."""
    return finding.bundles or ((finding.application,) if finding.application else ())


def make_card(report: Report, finding: Finding, rules: dict[str, int], bundles: dict[str, int]) -> Card:
    """A finding, with the numbers that the page's choices have for its rule and its bundles."""
    reached = bundles_of(finding)
    return Card(
        finding.fingerprint[:16],
        finding.severity.label,
        state_of(finding),
        finding.rule,
        rules[finding.rule],
        " ".join(str(bundles[name]) for name in reached),
        reached if finding.application or len(reached) > 1 else (),
        finding.message,
        _place(report, finding),
        tuple(remarks(finding)),
        tuple(_place(report, place) for place in finding.related),
        _mend(report, finding),
    )


def _place(report: Report, place: Finding | RelatedPlace) -> Place:
    start = place.span.start
    # What a change removes is not in the commit that the link would show.
    gone = isinstance(place, Finding) and place.before
    return Place(
        report.shown(place.path),
        f"{start.line}:{start.column}",
        place.message,
        "" if gone else permalink(report.repository, place.path, start.line),
        tuple(frame(place.excerpt, place.span))[1:],
    )


def _mend(report: Report, finding: Finding) -> Mend | None:
    if finding.fix is None:
        return None
    option = "--fix" if finding.fix.safety is Safety.SAFE else "--fix --unsafe-fixes"
    edits = tuple(_edit(report, finding, edit) for edit in finding.fix.edits)
    return Mend(finding.fix.title, option, edits)


def _edit(report: Report, finding: Finding, edit: TextEdit) -> Edit:
    """Whole lines where they are known, else the text that comes."""
    start, end = edit.span.start, edit.span.end
    where = f"{report.shown(edit.path)}:{start.line}"
    removed = _lines(finding.excerpt, start.line, end.line) if edit.path == finding.path else ()
    if not removed:
        return Edit(where, (), tuple(edit.text.splitlines()))
    text = removed[0][: start.column - 1] + edit.text + removed[-1][end.column - 1 :]
    return Edit(where, removed, tuple(text.splitlines()))


def _lines(excerpt: Excerpt, first: int, last: int) -> tuple[str, ...]:
    """These lines of a file, or none where one is not at hand."""
    if first < excerpt.first or last >= excerpt.first + len(excerpt.lines):
        return ()
    return excerpt.lines[first - excerpt.first : last - excerpt.first + 1]
