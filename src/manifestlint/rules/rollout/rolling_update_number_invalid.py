"""Rolling updates by impossible numbers of pods."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.shape import integer
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule
from manifestlint.rules.rollout._rolling import PERCENT, rolling_strategy

_TYPE = ("spec", "updateStrategy", "type")


@workload_rule(
    "rolling-update-number-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("DaemonSet", "Deployment", "StatefulSet"),
)
def rolling_update_number_invalid(workload: Workload) -> Iterator[Problem]:
    """`maxSurge` or `maxUnavailable` is negative, no percentage, or more than all pods.

    The API server refuses it (Kubernetes `pkg/apis/apps/validation/validation.go`,
    `ValidatePositiveIntOrPercent` and `IsNotMoreThan100Percent`, v1.35). Both are a number of pods or
    digits with a `%`: `"1"` in quotes is neither, and there is no `12.5%`. `maxUnavailable` is at most
    `100%`, and so is the `maxSurge` of a DaemonSet. A StatefulSet's `maxUnavailable` is not 0 either
    (`validateRollingUpdateStatefulSet`, v1.37; the server drops the field before).

    It is essential: nothing of it reaches the cluster.
    """
    if workload.kind == "StatefulSet":
        yield from _of_stateful_set(workload)
        return
    strategy = rolling_strategy(workload)
    if strategy is None:
        return
    capped = workload.kind == "DaemonSet"
    for field, value, most in (
        ("maxSurge", strategy.max_surge, capped),
        ("maxUnavailable", strategy.max_unavailable, True),
    ):
        reason = _fault(value, capped=most)
        if reason:
            yield refused(workload, f"{field} {reason}", At((*strategy.numbers, field)))


def _of_stateful_set(workload: Workload) -> Iterator[Problem]:
    pointer = ("spec", "updateStrategy", "rollingUpdate", "maxUnavailable")
    value = workload.resource.get(*pointer)
    if value is None or not workload.resource.on(37) or workload.resource.get(*_TYPE) == "OnDelete":
        return
    zero = integer(value) == 0 or (
        isinstance(value, str) and PERCENT.fullmatch(value) and int(value[:-1]) == 0
    )
    reason = "0 lets no pod be replaced" if zero else _fault(value, capped=True)
    if reason:
        yield refused(workload, f"maxUnavailable {reason}", At(pointer))


def _fault(value: Any, *, capped: bool) -> str:
    number = integer(value)
    if number is not None:
        return f"{number} is negative" if number < 0 else ""
    if not isinstance(value, str):
        return ""
    if not PERCENT.fullmatch(value):
        return f'"{value}" is neither a number nor a percentage such as 25%'
    return f"{value} is more than 100%" if capped and int(value[:-1]) > 100 else ""
