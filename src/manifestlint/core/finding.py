"""A problem with its place, severity and fate."""

from dataclasses import dataclass
from enum import StrEnum

from manifestlint.core.fix import Offer, Repair
from manifestlint.core.place import Pointer, Span, json_pointer
from manifestlint.core.resource import ResourceId
from manifestlint.core.severity import Severity


class Change(StrEnum):
    """What a finding has to do with a change: made by it, on an object that it touches, or neither."""

    NEW = "new"
    TOUCHED = "touched"
    OLD = "old"


class Status(StrEnum):
    """What became of a finding. It is never dropped; only active ones decide the verdict."""

    ACTIVE = "active"
    SUPPRESSED = "suppressed"
    EXCEPTED = "excepted"
    BASELINED = "baselined"
    SUBSUMED = "subsumed"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The lines of the source that a code frame shows; `first` is the number of the first one."""

    first: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """A second place of a finding, resolved."""

    message: str
    path: str
    span: Span
    excerpt: Excerpt
    resource: ResourceId | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong at one place. Paths are relative to the tree's root, with `/`."""

    rule: str
    severity: Severity
    message: str
    path: str
    span: Span
    excerpt: Excerpt
    resource: ResourceId | None = None
    document: int = 0
    pointer: Pointer = ()
    """From the document's root."""
    named_pointer: Pointer = ()
    """The same with list items by their `name`, so that it survives a change of order."""
    related: tuple[RelatedPlace, ...] = ()
    status: Status = Status.ACTIVE
    justification: str = ""
    """Why it is not active: the reason of a suppression or exception, or the rule that subsumes it."""
    bundles: tuple[str, ...] = ()
    application: str = ""
    """The first of the bundles that an Application applies."""
    ordinal: int = 0
    """How many findings of the same name come before it."""
    offer: Offer | None = None
    """The fix as the rule proposes it."""
    fix: Repair | None = None
    """The same as text; worked out for active findings only, and None where it cannot be done exactly."""
    change: Change | None = None
    """None where nothing is compared."""
    before: bool = False
    """The place is one of what the change is compared with: the change removes it."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it is known by: the rule, the Application (else the path), and the object without its version.

        A bundle that no Application applies is called after the folder that was checked, so its name says
        nothing lasting.
        """
        known = self.resource
        identity = (known.group, known.kind, known.namespace, known.name) if known else ()
        return (self.rule, self.application or self.path, *identity)

    @property
    def fingerprint(self) -> str:
        """A name that outlives edits elsewhere in its file, and never covers a second place."""
        import hashlib  # loads OpenSSL, which most runs can do without

        names = "\n".join((*self.names, json_pointer(self.named_pointer), str(self.ordinal)))
        return hashlib.sha256(names.encode(errors="surrogateescape")).hexdigest()[:32]
