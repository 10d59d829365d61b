"""A review as a comment on a pull request."""

from collections.abc import Iterable, Iterator

from manifestlint.core.review import Review
from manifestlint.core.words import counted, printable
from manifestlint.report.markup import code, escaped
from manifestlint.report.review import words
from manifestlint.report.verdict import verdict


def render(review: Review) -> str:
    """The verdict as a heading, then the same parts as in the text."""
    when, command = words.rollback(review)
    blocks = [
        [f"### {escaped(verdict(review.report))}"],
        _list(f"**{escaped(words.version(each))}**" for each in review.versions),
        _list(filter(None, (words.nothing(review),))),
        list(_objects(review)),
        _list(escaped(words.rolling(each)) for each in review.rolling),
        list(_findings(review)),
        _list([escaped(words.fixed(review))] if review.fixed else []),
        _list(f"note: {escaped(printable(note))}" for note in review.report.notes),
        [f"{when[0].upper()}{when[1:]}: {code(command)}"] if command else [],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _objects(review: Review) -> Iterator[str]:
    for what, objects in words.groups(review):
        for each in objects[: words.OBJECTS]:
            yield f"- {what}: {code(words.touched(each, review))}"
            for field in each.fields[: words.FIELDS]:
                path, said = words.altered(field)
                yield f"  - {code(path)}: {code(said)}"
            if len(each.fields) > words.FIELDS:
                yield f"  - and {counted(len(each.fields) - words.FIELDS, 'more field')}"
        if len(objects) > words.OBJECTS:
            yield f"- {what}: {len(objects) - words.OBJECTS} more"


def _findings(review: Review) -> Iterator[str]:
    found = words.findings(review)
    for each in found[: words.FINDINGS]:
        head = f"- **{each.severity.label}** {code(each.rule)} at {code(words.place(each, review))}"
        yield f"{head}{escaped(words.standing(each))}: {escaped(printable(each.message))}"
    if len(found) > words.FINDINGS:
        yield f"- {counted(len(found) - words.FINDINGS, 'more finding')}"
    for failure in review.report.active_failures:
        what = printable(failure.path or failure.what)
        yield f"- **not checked** {code(what)}: {escaped(printable(failure.message))}"


def _list(lines: Iterable[str]) -> list[str]:
    return [f"- {line}" for line in lines]
