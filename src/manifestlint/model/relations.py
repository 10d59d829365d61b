"""What the objects of a bundle have to do with each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts

_READS = {"PersistentVolumeClaim": "mounts", "ServiceAccount": "runs as"}
_CHOOSES = {"PodDisruptionBudget": "protects", "NetworkPolicy": "restricts"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """An object by its name; `group` is None where what refers to it does not say."""

    kind: str
    namespace: str
    name: str
    group: str | None = ""

    def is_met_by(self, facts: Facts) -> bool:
        """Whether that is the object, kind, namespace and name aside."""
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
        yield from _references(facts, bundle.namespace_of(facts))


def _choices(facts: Facts, bundle: Bundle) -> Iterator[Relation]:
    """Who is meant by labels: members alone, for what pods are elsewhere nobody here knows."""
    for workload in bundle.selected_by(facts):
        yield Relation(facts, "selects", workload)
    if facts.chooses is not None:
        namespace = bundle.namespace_of(facts)
        for workload in bundle.workloads:
            if bundle.namespace_of(workload) == namespace and workload.runs(facts.chooses):
                yield Relation(facts, _CHOOSES.get(facts.id.kind, "selects"), workload)


def _references(facts: Facts, namespace: str) -> Iterator[Relation]:
    if facts.scaler is not None and facts.scaler.target_name:
        target = Wanted(facts.scaler.target_kind, namespace, facts.scaler.target_name, None)
        yield Relation(facts, "scales", target)
    if facts.service_name:
        yield Relation(facts, "is named by", Wanted("Service", namespace, facts.service_name))
    seen: Iterable[tuple[str, str]] = {(need.kind, need.name): None for need in facts.needs}
    for kind, name in seen:
        yield Relation(facts, _READS.get(kind, "reads"), Wanted(kind, namespace, name))
