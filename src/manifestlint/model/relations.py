"""What the objects of a bundle have to do with each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.kinds import is_namespaced
from manifestlint.model.references import Reference

_CHOOSES = {"PodDisruptionBudget": "protects", "NetworkPolicy": "restricts"}
_BY_SOURCE = {
    "Ingress": {"Service": "routes to", "Secret": "serves the certificate in"},
    "HTTPRoute": {"Service": "routes to", "Gateway": "attaches to"},
    "GRPCRoute": {"Service": "routes to", "Gateway": "attaches to"},
    "TCPRoute": {"Service": "routes to", "Gateway": "attaches to"},
    "TLSRoute": {"Service": "routes to", "Gateway": "attaches to"},
    "UDPRoute": {"Service": "routes to", "Gateway": "attaches to"},
    "StatefulSet": {"Service": "is named by"},
    "RoleBinding": {"ServiceAccount": "grants to"},
    "ClusterRoleBinding": {"ServiceAccount": "grants to"},
    "ServiceAccount": {"Secret": "may use"},
    "Rollout": {"Deployment": "takes the pods of"},
}
_SCALERS = frozenset({"HorizontalPodAutoscaler", "VerticalPodAutoscaler", "ScaledObject"})
_BY_TARGET = {
    "ConfigMap": "reads",
    "Secret": "reads",
    "PersistentVolumeClaim": "mounts",
    "PersistentVolume": "binds",
    "ServiceAccount": "runs as",
    "Role": "grants",
    "ClusterRole": "grants",
    "Service": "calls",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """An object by its name; `group` is None where what refers to it does not say."""

    group: str | None
    kind: str
    namespace: str
    name: str
    optional: bool = False

    def is_met_by(self, facts: Facts) -> bool:
        """Whether that is the object; kind, namespace and name are known to be right."""
        return self.group is None or self.group == facts.id.group


@dataclass(frozen=True, slots=True)
class Relation:
    """An object, a verb, and what it is said of: another member, or an object that may be elsewhere."""

    source: Facts
    verb: str
    target: Facts | Wanted


def relations(bundle: Bundle) -> Iterator[Relation]:
    """Every relation of a bundle's members, in their order."""
    for facts in bundle.members:
        yield from _choices(facts, bundle)
        for reference in facts.references:
            verb = _verb(facts, reference)
            yield Relation(facts, verb, _wanted(reference, verb, bundle.namespace_of(facts)))


def _choices(facts: Facts, bundle: Bundle) -> Iterator[Relation]:
    """Who is meant by labels: members alone, for what pods are elsewhere nobody here knows."""
    for workload in bundle.selected_by(facts):
        yield Relation(facts, "selects", workload)
    for workload in bundle.chosen_by(facts):
        yield Relation(facts, _CHOOSES.get(facts.id.kind, "selects"), workload)


def _verb(facts: Facts, reference: Reference) -> str:
    if facts.id.kind in _SCALERS:
        return "scales"
    special = _BY_SOURCE.get(facts.id.kind, {}).get(reference.kind)
    return special or _BY_TARGET.get(reference.kind, "uses")


def _wanted(reference: Reference, verb: str, namespace: str) -> Wanted:
    group, kind = reference.group, reference.kind
    if is_namespaced(group, kind) is False:
        namespace = ""
    # Autoscalers may name a kind without its group.
    said = None if verb == "scales" and not group else group
    return Wanted(said, kind, reference.namespace or namespace, reference.name, reference.optional)
