"""A review for the terminal: one screen."""

from collections.abc import Iterator

from manifestlint.core.review import Review
from manifestlint.core.words import counted, printable
from manifestlint.report.review import words
from manifestlint.report.verdict import verdict


def render(review: Review) -> str:
    """What changes, what moves, what is wrong, and last the verdict with the way back."""
    return "".join(f"{line}\n" for line in _lines(review))


def _lines(review: Review) -> Iterator[str]:
    yield from map(words.version, review.versions)
    yield from _objects(review)
    yield from map(words.rolling, review.rolling)
    yield from _findings(review)
    if review.fixed:
        yield words.fixed(review)
    for note in review.report.notes:
        yield f"note: {printable(note)}"
    when, command = words.rollback(review)
    said = verdict(review.report)
    yield f"{said}; {when}: {command}" if command else said


def _objects(review: Review) -> Iterator[str]:
    yield from filter(None, (words.nothing(review),))
    for what, objects in words.groups(review):
        for each in objects[: words.OBJECTS]:
            yield f"{what}: {words.touched(each, review)}"
            for field in each.fields[: words.FIELDS]:
                yield f"  {': '.join(words.altered(field))}"
            if len(each.fields) > words.FIELDS:
                yield f"  and {counted(len(each.fields) - words.FIELDS, 'more field')}"
        if len(objects) > words.OBJECTS:
            yield f"{what}: {len(objects) - words.OBJECTS} more"


def _findings(review: Review) -> Iterator[str]:
    found = words.findings(review)
    for each in found[: words.FINDINGS]:
        yield f"{each.severity.label} {each.rule} at {words.place(each, review)}{words.standing(each)}"
        yield f"  {printable(each.message)}"
    if len(found) > words.FINDINGS:
        yield f"{counted(len(found) - words.FINDINGS, 'more finding')}; `manifestlint check` tells all"
    for failure in review.report.active_failures:
        yield f"not checked: {printable(failure.path or failure.what)}: {printable(failure.message)}"
