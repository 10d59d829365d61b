"""Numbers of a rolling update under another strategy."""

from collections.abc import Iterator

from manifestlint.model.strategy import read_strategy
from manifestlint.model.workload import Workload
from manifestlint.rulekit import (
    At,
    Fix,
    Problem,
    Profile,
    Related,
    RemoveKey,
    Safety,
    Severity,
    refused,
    workload_rule,
)

_TYPES = {"Deployment": "Recreate", "StatefulSet": "OnDelete"}


@workload_rule(
    "strategy-field-misplaced",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.UNSAFE,
    kinds=tuple(_TYPES),
)
def strategy_field_misplaced(workload: Workload) -> Iterator[Problem]:
    """A `rollingUpdate` stands under a strategy that does not roll.

    The API server refuses it (Kubernetes `pkg/apis/apps/validation/validation.go`,
    `ValidateDeploymentStrategy` and `ValidateStatefulSetSpec`, v1.35): a Deployment with `Recreate` and a
    StatefulSet with `OnDelete` have none. A patch that changes only the type is the usual reason; take the
    old field away with `rollingUpdate: null`. In a DaemonSet with `OnDelete` it is taken, and means
    nothing.

    It is essential: nothing of it reaches the cluster.
    """
    strategy = read_strategy(workload.kind, workload.resource.data.get("spec") or {})
    if strategy is None or strategy.type != _TYPES[workload.kind] or workload.resource.id.group != "apps":
        return
    if isinstance(workload.resource.get(*strategy.numbers), dict):
        declared = Related("the strategy", At((*strategy.pointer, "type")))
        reason = f"rollingUpdate is not possible with the strategy {strategy.type}"
        fix = Fix("remove rollingUpdate", Safety.UNSAFE, (RemoveKey(strategy.numbers),))
        yield refused(workload, reason, At(strategy.numbers, on="key"), declared, fix=fix)
