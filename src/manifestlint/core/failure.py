"""What could not be checked. A failure is never silence, and never a finding."""

from dataclasses import dataclass
from enum import StrEnum

from manifestlint.core.finding import Status
from manifestlint.core.resource import ResourceId


class FailureKind(StrEnum):
    """The closed list of reasons; an exception in the PolicySet names one of these."""

    UNREADABLE = "unreadable"
    NOT_TEXT = "not-text"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    TOO_MANY_ALIASES = "too-many-aliases"
    NOT_EXPANDABLE = "not-expandable"
    NOT_RENDERABLE = "not-renderable"
    RULE_CRASHED = "rule-crashed"
    NOT_WRITTEN = "not-written"
    POLICY_NOT_EVALUATED = "policy-not-evaluated"


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be checked, and why."""

    kind: FailureKind
    what: str
    """What was not checked, in words: `this file`, `rule image-tag-mutable`."""
    message: str
    path: str | None = None
    resource: ResourceId | None = None
    status: Status = Status.ACTIVE
    justification: str = ""

    @property
    def about(self) -> str:
        """What was not checked, the object first where there is one."""
        return f"{self.resource}, {self.what}" if self.resource else self.what
