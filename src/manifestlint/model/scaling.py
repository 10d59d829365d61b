"""How many pods there are, and how many of them may go at a time."""

from dataclasses import dataclass
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, integer, mapping, sequence, text
from manifestlint.model.strategy import scaled

_SHARED = frozenset({"ReadWriteMany", "ReadOnlyMany"})


@dataclass(frozen=True, slots=True)
class ScalerFacts:
    """What an autoscaler scales, and between which numbers of pods."""

    target_kind: str
    target_name: str
    min_replicas: int
    max_replicas: int


@dataclass(frozen=True, slots=True)
class BudgetFacts:
    """What a disruption budget says, as written; None where it says nothing."""

    min_available: Any
    max_unavailable: Any

    @property
    def field(self) -> str:
        """The field that counts: where there are both, the controller looks at `maxUnavailable` first."""
        return "minAvailable" if self.max_unavailable is None else "maxUnavailable"

    @property
    def written(self) -> Any:
        """Its value."""
        return self.min_available if self.max_unavailable is None else self.max_unavailable

    def allows(self, pods: int) -> int | None:
        """How many of that many healthy pods may be evicted; None where the value has no meaning.

        Percentages are rounded up, on either side (Kubernetes `pkg/controller/disruption/disruption.go`,
        `getExpectedPodCount` and `updatePdbStatus`, v1.35).
        """
        number = scaled(self.written, pods, round_up=True)
        if number is None:
            return None
        return max(0, min(number, pods) if self.field == "maxUnavailable" else pods - number)


def read_scaler(resource: Resource) -> ScalerFacts:
    """A HorizontalPodAutoscaler."""
    spec = mapping(resource.get("spec"))
    minimum, maximum = integer(spec.get("minReplicas")), integer(spec.get("maxReplicas"))
    low = 1 if minimum is None else minimum
    kind, name = text(dig(spec, "scaleTargetRef", "kind")), text(dig(spec, "scaleTargetRef", "name"))
    return ScalerFacts(kind, name, low, low if maximum is None else maximum)


def read_scaled_object(resource: Resource) -> ScalerFacts:
    """KEDA scales a Deployment between 0 and 100 where the object says nothing else (docs, v2.17)."""
    spec = mapping(resource.get("spec"))
    minimum, maximum = integer(spec.get("minReplicaCount")), integer(spec.get("maxReplicaCount"))
    return ScalerFacts(
        text(dig(spec, "scaleTargetRef", "kind")) or "Deployment",
        text(dig(spec, "scaleTargetRef", "name")),
        0 if minimum is None else minimum,
        100 if maximum is None else maximum,
    )


def read_budget(resource: Resource) -> BudgetFacts:
    """A PodDisruptionBudget."""
    return BudgetFacts(resource.get("spec", "minAvailable"), resource.get("spec", "maxUnavailable"))


def is_shared(resource: Resource) -> bool:
    """Whether a PersistentVolumeClaim lets pods on several nodes use its volume at once."""
    modes = sequence(resource.get("spec", "accessModes"))
    return any(mode in _SHARED for mode in modes if isinstance(mode, str))
