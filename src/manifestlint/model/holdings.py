"""Who holds what roles allow: bindings and their roles, brought together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manifestlint.core.place import Pointer
from manifestlint.model.facts import Facts
from manifestlint.model.rbac import Grant

if TYPE_CHECKING:
    from manifestlint.model.bundle import Bundle

_BINDINGS = {"ClusterRoleBinding", "RoleBinding"}
_ROLES = ("ClusterRole", "Role")


@dataclass(frozen=True, slots=True)
class Holding:
    """A binding with what its role allows, or a role that nothing here binds."""

    facts: Facts
    pointer: Pointer
    """Where a binding names its role; empty for a role itself."""
    role: Facts
    grants: tuple[tuple[Facts, Grant], ...]
    """The rules of the role, also those that it gathers from other roles, each with the role that has it."""

    @property
    def is_in_namespace(self) -> bool:
        """Whether it counts in one namespace only; a ClusterRole alone may be bound either way."""
        return self.facts.id.kind in {"Role", "RoleBinding"}


def read_holdings(bundle: "Bundle") -> Iterator[Holding]:
    """The bindings of a bundle whose roles are known, and its roles that nothing known binds or gathers.

    Roles and bindings are looked for in everything that lands in the same cluster.
    """
    for facts in bundle.applied:
        if facts.role is not None:
            if not _is_in_use(bundle, facts):
                yield Holding(facts, (), facts, _grants(bundle, facts))
        elif facts.id.kind in _BINDINGS:
            yield from _binding(bundle, facts)


def _binding(bundle: "Bundle", facts: Facts) -> Iterator[Holding]:
    for reference in facts.references:
        if reference.kind not in _ROLES:
            continue
        namespace = "" if reference.kind == "ClusterRole" else bundle.namespace_of(facts)
        found = bundle.destination.find(reference.kind, namespace, reference.name)
        roles = [each.facts for each in found if each.facts.role is not None]
        own = [each.facts for each in found if each.bundle is bundle and each.facts.role is not None]
        for role in (own or roles)[-1:]:
            yield Holding(facts, reference.pointer, role, _grants(bundle, role))


def _is_in_use(bundle: "Bundle", role: Facts) -> bool:
    """Whether a binding names the role, or another one gathers it: then it is told there."""
    destination, namespace = bundle.destination, bundle.namespace_of(role)
    if next(destination.bindings_of(role.id.kind, namespace, role.id.name), None) is not None:
        return True
    return any(_gathers(other.facts, role) for other in destination.gatherers())


def _grants(bundle: "Bundle", role: Facts) -> tuple[tuple[Facts, Grant], ...]:
    """The control plane overwrites the rules of a role that gathers others (Kubernetes docs, "Using RBAC
    Authorization", "Aggregated ClusterRoles").
    """
    if role.role is None or not role.role.gathers:
        return tuple((role, grant) for grant in role.role.grants) if role.role else ()
    return tuple(
        (landing.facts, grant)
        for landing in bundle.destination.brings("ClusterRole", "")
        if landing.facts.role is not None and _gathers(role, landing.facts)
        for grant in landing.facts.role.grants
    )


def _gathers(role: Facts, other: Facts) -> bool:
    if role.role is None or other.role is None or role is other or other.id.kind != "ClusterRole":
        return False
    labels = dict(other.role.labels)
    return any(selector.matches(labels) for selector in role.role.gathers)
