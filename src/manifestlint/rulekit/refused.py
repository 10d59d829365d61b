"""What the API server does not take, told in the same words everywhere."""

from collections.abc import Iterable, Iterator

from manifestlint.core.fix import Fix, Safety, SetValue
from manifestlint.core.place import At
from manifestlint.core.problem import Problem, Related
from manifestlint.model.choice import Stranger
from manifestlint.model.resource import Resource
from manifestlint.model.workload import Container, Workload

Subject = Resource | Workload | Container
Fault = tuple[str, At] | tuple[str, At, Fix | None]
"""Why the API server refuses an object, the place that is to blame, and how it is mended."""


def refused(subject: Subject, reason: str, place: At, *related: Related, fix: Fix | None = None) -> Problem:
    """The problem that the API server refuses an object, and why."""
    return Problem(f"{_title(subject)}: {reason}; it is refused", at=place, related=related, fix=fix)


def refusals(subject: Subject, faults: Iterable[Fault]) -> Iterator[Problem]:
    """A problem for each fault of an object."""
    return (
        refused(subject, fault[0], fault[1], fix=fault[2] if len(fault) > 2 else None) for fault in faults
    )


def respelt(found: Stranger | None, place: At) -> Fix | None:
    """The word that is meant, in its right case: the wrong one is refused, so nothing else can be meant."""
    meant = found.meant if found else None
    return Fix(f"write {meant}", Safety.SAFE, (SetValue(place.pointer, meant),)) if meant else None


def _title(subject: Subject) -> str:
    if isinstance(subject, Container):
        return subject.title
    return str((subject.resource if isinstance(subject, Workload) else subject).id)
