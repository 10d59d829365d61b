"""How a workload replaces its pods, and how many are ready meanwhile."""

import re
from dataclasses import dataclass
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.shape import dig, integer, mapping, text

_PERCENTAGE = re.compile("[0-9]{1,9}%")
ROLLING = frozenset({"RollingUpdate", "Rolling", "canary"})
"""Types that replace a few pods at a time; `Rolling` is what OpenShift's DeploymentConfig calls it."""

_FIELDS = {
    "Deployment": ("strategy", "rollingUpdate"),
    "DeploymentConfig": ("strategy", "rollingParams"),
    "StatefulSet": ("updateStrategy", "rollingUpdate"),
    "DaemonSet": ("updateStrategy", "rollingUpdate"),
}


@dataclass(frozen=True, slots=True)
class Strategy:
    """The update strategy as written; None where the field is left out."""

    type: str
    """With the kind's default filled in.

    A Rollout's is `canary`, `blueGreen`, or `trafficRouting` for a canary whose stable pods all stay.
    """
    pointer: Pointer
    """Where the strategy stands, or would."""
    numbers: Pointer
    """Where `maxSurge` and `maxUnavailable` stand, or would."""
    written: bool
    """Whether the manifest has the field at all."""
    max_surge: Any = None
    max_unavailable: Any = None
    in_place: bool = False
    """A pod goes before its successor comes, as a StatefulSet does it."""
    partition: int = 0
    """The pods below this ordinal stay."""
    per_node: bool = False
    """There is a pod on each node, as a DaemonSet has it."""

    @property
    def defaults(self) -> tuple[int | str, int | str]:
        """What maxSurge and maxUnavailable are where they are left out.

        Source: Kubernetes `pkg/apis/apps/v1/defaults.go`, v1.35.
        """
        return (0, 1) if self.in_place or self.per_node else ("25%", "25%")

    @property
    def numbers_filled(self) -> tuple[Any, Any]:
        """maxSurge and maxUnavailable with the defaults filled in."""
        surge, unavailable = self.defaults
        return (
            surge if self.max_surge is None else self.max_surge,
            unavailable if self.max_unavailable is None else self.max_unavailable,
        )


def read_strategy(kind: str, spec: dict[str, Any]) -> Strategy | None:
    """The strategy of a workload's spec, None for kinds that are not updated.

    Deployment, StatefulSet and DaemonSet roll by default (`pkg/apis/apps/v1/defaults.go`, v1.35), and so does
    DeploymentConfig (OpenShift's API reference). A Rollout must name canary or blueGreen.
    """
    if kind == "Rollout":
        return _rollout_strategy(spec)
    if kind not in _FIELDS:
        return None
    field, numbers = _FIELDS[kind]
    written = dig(spec, field, "type")
    default = "Rolling" if kind == "DeploymentConfig" else "RollingUpdate"
    return Strategy(
        type=written if isinstance(written, str) else default,
        pointer=("spec", field),
        numbers=("spec", field, numbers),
        written=field in spec,
        max_surge=dig(spec, field, numbers, "maxSurge"),
        max_unavailable=dig(spec, field, numbers, "maxUnavailable"),
        in_place=kind == "StatefulSet",
        per_node=kind == "DaemonSet",
        partition=integer(dig(spec, field, numbers, "partition")) or 0,
    )


def _rollout_strategy(spec: dict[str, Any]) -> Strategy | None:
    """Argo Rollouts: with traffic routing the stable pods stay until the end (docs, "Canary"; v1.8)."""
    strategy = mapping(spec.get("strategy"))
    pointer: Pointer = ("spec", "strategy")
    if isinstance(strategy.get("blueGreen"), dict):
        return Strategy("blueGreen", pointer, (*pointer, "blueGreen"), written=True)
    canary = strategy.get("canary")
    if not isinstance(canary, dict):
        return None
    kind = "trafficRouting" if isinstance(canary.get("trafficRouting"), dict) else "canary"
    surge, unavailable = canary.get("maxSurge"), canary.get("maxUnavailable")
    return Strategy(kind, pointer, (*pointer, "canary"), True, surge, unavailable)


def switched_services(spec: dict[str, Any]) -> tuple[str, ...]:
    """The Services whose selectors Argo Rollouts changes (docs, "Rollout Specification", v1.8)."""
    places = (
        ("blueGreen", "activeService"),
        ("blueGreen", "previewService"),
        ("canary", "stableService"),
        ("canary", "canaryService"),
    )
    return tuple(name for place in places if (name := text(dig(spec, "strategy", *place))))


def scaled(value: Any, total: int, *, round_up: bool) -> int | None:
    """An IntOrString as a number of pods; None where it is neither a number nor a percentage.

    Source: apimachinery `pkg/util/intstr/intstr.go`, `GetScaledValueFromIntOrPercent`, v1.35.
    """
    number = integer(value)
    if number is not None:
        return number
    if not isinstance(value, str) or not _PERCENTAGE.fullmatch(value):
        return None
    share = int(value[:-1]) * total
    return -(-share // 100) if round_up else share // 100


def rolling_bounds(strategy: Strategy, replicas: int) -> tuple[int, int] | None:
    """(surge, unavailable) in pods during a rolling update; None where a field has no meaning.

    Surge rounds up, unavailable rounds down, and where both come to nothing one pod may be unavailable
    (`pkg/controller/deployment/util/deployment_util.go`, `ResolveFenceposts`, v1.35; Argo Rollouts
    `utils/replicaset/replicaset.go`, v1.8). A DaemonSet's unavailable rounds up too
    (`pkg/controller/daemon/util/daemonset_util.go`, `UnavailableCount`, v1.35).
    """
    if strategy.in_place:
        return _bounds_in_place(strategy, replicas)
    more, fewer = strategy.numbers_filled
    surge = scaled(more, replicas, round_up=True)
    unavailable = scaled(fewer, replicas, round_up=strategy.per_node)
    if surge is None or unavailable is None:
        return None
    if surge == 0 and unavailable == 0:
        unavailable = 1
    return surge, min(unavailable, replicas)


def _bounds_in_place(strategy: Strategy, replicas: int) -> tuple[int, int] | None:
    """A StatefulSet's maxUnavailable is 1 by default, and at least 1 after rounding down; it never surges.

    Source: `pkg/controller/statefulset/stateful_set_utils.go`, `getStatefulSetMaxUnavailable`, v1.35, where
    the feature gate MaxUnavailableStatefulSet is on by default for the first time.
    """
    unavailable = scaled(strategy.numbers_filled[1], replicas, round_up=False)
    if unavailable is None:
        return None
    return 0, max(0, min(max(1, unavailable), replicas - strategy.partition))
