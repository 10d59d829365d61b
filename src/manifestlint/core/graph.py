"""What is applied, by whom, in which order, and what refers to what: a graph as plain data."""

from dataclasses import dataclass

from manifestlint.core.resource import ResourceId


@dataclass(frozen=True, slots=True)
class AppliedObject:
    """An object in one step of a sync; one with two phases is there twice."""

    id: ResourceId
    """With the namespace in which it lands; empty where nothing in the repository says."""
    path: str
    """The file that it comes from, relative to the tree's root."""
    line: int
    """Where it begins there; 0 where a tool made it, so that it stands in no line."""
    phase: str
    """`PreSync`, `Sync`, ... as Argo CD names them; empty for what is never applied."""
    wave: int


@dataclass(frozen=True, slots=True)
class Edge:
    """One object refers to another one."""

    source: ResourceId
    target: ResourceId
    """Without a version where nothing in the repository has it."""
    relation: str
    """A verb: `selects`, `reads`, `scales`."""
    found: bool = True
    optional: bool = False
    """The source does its work without it too."""
    applied_by: str = ""
    """The other Application, or bundle, that applies the target."""


@dataclass(frozen=True, slots=True)
class AppliedSource:
    """Where an Application takes objects from."""

    repository: str
    path: str
    chart: str
    revision: str
    ours: bool
    """It is the repository that was read."""
    tool: str
    """What makes objects of it, as Argo CD names it; empty where that was not looked at."""
    aside: str
    """Why its objects are not told here; empty where they are."""


@dataclass(frozen=True, slots=True)
class SyncWords:
    """How an Application is synced."""

    automated: bool = False
    prune: bool = False
    self_heal: bool = False
    allow_empty: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicationNode:
    """An Application as declared, or as an ApplicationSet makes it."""

    id: ResourceId
    path: str
    line: int
    generated_by: ResourceId | None
    project: str
    sources: tuple[AppliedSource, ...]
    server: str
    """The cluster's URL, or its name where that is what is written."""
    namespace: str
    sync: SyncWords


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Something that is not known, and why."""

    message: str
    path: str = ""
    failure: bool = False
    """It decides the exit code; the others only say where the view ends."""
    justification: str = ""
    """Why it does not decide, where an exception of the PolicySet covers it."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What is applied together, in the order of a sync."""

    name: str
    application: ApplicationNode | None
    """None for what no Application in the repository claims."""
    tool: str
    objects: tuple[AppliedObject, ...]
    edges: tuple[Edge, ...]
    unchecked: tuple[Unchecked, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """All of it."""

    applied: tuple[Applied, ...]
    links: tuple[Edge, ...]
    """From an Application to the Applications and ApplicationSets that it applies, and from those to what
    they make."""
    unchecked: tuple[Unchecked, ...]
    """What belongs to no Application."""

    @property
    def applications(self) -> tuple[Applied, ...]:
        """What Applications apply."""
        return tuple(each for each in self.applied if each.application is not None)

    @property
    def unclaimed(self) -> tuple[Applied, ...]:
        """What no Application applies."""
        return tuple(each for each in self.applied if each.application is None)
