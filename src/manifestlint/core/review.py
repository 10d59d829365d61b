"""A change as its approver needs it: plain data, made by `review/`."""

from dataclasses import dataclass

from manifestlint.core.finding import Finding
from manifestlint.core.report import Report
from manifestlint.core.resource import ResourceId


@dataclass(frozen=True, slots=True)
class Version:
    """An image that gives way to another one, wherever that happens."""

    name: str
    """The last part of the repository."""
    before: str
    after: str
    """Tag or digest; the whole reference where the repository changes."""
    step: str
    """`patch`, `minor`, `major`, `down`, or what else changes; empty where nothing tells."""
    objects: tuple[ResourceId, ...] = ()
    applications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field with what stood there and what stands there now; None where it is missing."""

    path: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Touched:
    """An object that the change creates, alters or takes away."""

    object: ResourceId
    """With the namespace in which it lands."""
    application: str
    what: str
    """`created`, `changed`, `pruned`, `left behind`, or `removed` and `out of sight` where nobody can
    tell."""
    note: str = ""
    fields: tuple[Field, ...] = ()
    told: bool = True
    """False where the versions tell all of it."""


@dataclass(frozen=True, slots=True)
class Rolling:
    """A workload whose pods are replaced; no numbers where nothing is known of them."""

    object: ResourceId
    application: str
    words: str
    """The strategy as people say it."""
    replicas: int | None = None
    lowest: int | None = None
    """The fewest pods that are ready at a time."""
    highest: int | None = None
    lowest_failed: int | None = None
    """The same if the new version never gets ready."""
    seconds: int | None = None
    held: str = ""
    """Why nothing moves; empty where it does."""


@dataclass(frozen=True, slots=True)
class Review:
    """What a change does, whether it passes, and how it is taken back."""

    report: Report
    base: str
    head: str = ""
    """The commit that is judged; empty for the files as they are."""
    versions: tuple[Version, ...] = ()
    objects: tuple[Touched, ...] = ()
    rolling: tuple[Rolling, ...] = ()
    fixed: tuple[Finding, ...] = ()
    rollback: str = ""
    pending: str = ""
    """What has to happen before the rollback can be asked for; empty where it has."""
    paths: tuple[str, ...] = ()
    """The files that differ."""
    partial: bool = False
    """Something could not be read or rendered, before or after, so objects may be missing here."""
