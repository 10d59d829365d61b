"""What a change does to the objects in the cluster."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from manifestlint.core.resource import ResourceId, ResourceRef
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.resource import Resource


class Operation(StrEnum):
    """What the API server will be asked for."""

    CREATE = "CREATE"
    UPDATE = "UPDATE"
    DELETE = "DELETE"


@dataclass(frozen=True, slots=True)
class Side:
    """An object before or after the change, and what it is applied with."""

    resource: Resource
    facts: Facts
    bundle: Bundle

    @property
    def id(self) -> ResourceId:
        """The object's identity, as written."""
        return self.resource.id

    @property
    def ref(self) -> ResourceRef:
        """Its place; that of an old one lies in what the change is compared with."""
        return self.resource.ref

    @property
    def namespace(self) -> str:
        """Where it lands."""
        return self.bundle.namespace_of(self.facts)

    def get(self, *path: str | int) -> Any:
        """What stands at the path, None where nothing does."""
        return self.resource.get(*path)


@dataclass(frozen=True, slots=True)
class Deployed:
    """A commit that had the same before."""

    commit: str
    date: str
    subject: str


@dataclass(frozen=True)
class Change:
    """Two states of everything that is applied."""

    before: tuple[Bundle, ...]
    after: tuple[Bundle, ...]
    transitions: "list[Transition]" = field(default_factory=list, repr=False)
    paths: frozenset[str] = frozenset()
    """The files that differ."""
    branch: str = ""
    """The branch whose change it is; empty where nothing says."""
    authors: tuple[str, ...] = ()
    """`name <e-mail>` of those who made its commits."""
    unknown: frozenset[ResourceId] = frozenset()
    """ApplicationSets of which it is not known what they make, before or after."""
    deployed: Callable[[Side], Deployed | None] = field(default=lambda _: None, repr=False)
    """The last commit of the base's history whose file had the object just so, if there was one."""

    @cached_property
    def created(self) -> dict[tuple[str, str, str], list[Side]]:
        """What it creates, by bundle, group and kind."""
        found: dict[tuple[str, str, str], list[Side]] = {}
        for transition in self.transitions:
            if transition.operation is Operation.CREATE and transition.new is not None:
                new = transition.new
                found.setdefault((new.bundle.name, new.id.group, new.id.kind), []).append(new)
        return found

    @cached_property
    def applied(self) -> dict[tuple[str, str, str], list[tuple[Bundle, Facts]]]:
        """What is there afterwards, by group, kind and name."""
        found: dict[tuple[str, str, str], list[tuple[Bundle, Facts]]] = {}
        for bundle in self.after:
            for facts in bundle.members:
                key = (facts.id.group, facts.id.kind, facts.id.name)
                found.setdefault(key, []).append((bundle, facts))
        return found


@dataclass(frozen=True, slots=True)
class Transition:
    """An object that the change creates, alters, hands to another Application, or removes.

    An object has an old and a new side if both have its group, kind, name, and the namespace and cluster in
    which it lands; the version does not count.
    """

    operation: Operation
    old: Side | None
    new: Side | None
    change: Change = field(repr=False, compare=False, hash=False)

    @property
    def side(self) -> Side:
        """The new side, where there is one."""
        for side in (self.new, self.old):
            if side is not None:
                return side
        raise ValueError("a transition has an old side, a new one, or both")

    @property
    def id(self) -> ResourceId:
        """The object's identity, as written."""
        return self.side.id

    @property
    def both(self) -> tuple[Side, Side] | None:
        """The old and the new side of what is there before and after."""
        return (self.old, self.new) if self.old and self.new else None

    @property
    def is_handed_over(self) -> bool:
        """Whether another Application applies it from now on."""
        both = self.both
        return both is not None and both[0].bundle.name != both[1].bundle.name

    def alters(self, *path: str | int) -> bool:
        """Whether something else stands at a path."""
        both = self.both
        return both is not None and both[0].get(*path) != both[1].get(*path)
