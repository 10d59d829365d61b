"""What the API server does not take, told in the same words everywhere."""

from collections.abc import Iterable, Iterator

from manifestlint.core.place import At
from manifestlint.core.problem import Problem, Related
from manifestlint.model.resource import Resource
from manifestlint.model.workload import Container, Workload

Subject = Resource | Workload | Container
Fault = tuple[str, At]
"""Why the API server refuses an object, and the place that is to blame."""


def refused(subject: Subject, reason: str, place: At, *related: Related) -> Problem:
    """The problem that the API server refuses an object, and why."""
    return Problem(f"{_title(subject)}: {reason}; it is refused", at=place, related=related)


def refusals(subject: Subject, faults: Iterable[Fault]) -> Iterator[Problem]:
    """A problem for each fault of an object."""
    return (refused(subject, reason, place) for reason, place in faults)


def _title(subject: Subject) -> str:
    if isinstance(subject, Container):
        return subject.title
    return str((subject.resource if isinstance(subject, Workload) else subject).id)
