"""What a control of the Pod Security Standards forbids."""

from dataclasses import dataclass

from manifestlint.core.place import Pointer
from manifestlint.model.resource import Resource
from manifestlint.model.workload import Container, Workload

NEVER = 10_000
"""A release of Kubernetes that does not come."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something forbidden in a pod, and the releases (1.x) of the standard that forbid it."""

    subject: Workload | Container
    words: str
    """What is wrong, as a clause."""
    pointer: Pointer
    since: int = 0
    until: int = NEVER
    formal: bool = False
    """The standard forbids it as it is written, though it has no effect here."""

    @property
    def resource(self) -> Resource:
        """The object in which it stands."""
        workload = self.subject.workload if isinstance(self.subject, Container) else self.subject
        return workload.resource

    @property
    def title(self) -> str:
        """How messages about it begin."""
        return self.subject.title if isinstance(self.subject, Container) else str(self.resource.id)

    def counts(self, minor: int) -> bool:
        """Whether the standard of Kubernetes 1.`minor` forbids it."""
        return self.since <= minor < self.until
