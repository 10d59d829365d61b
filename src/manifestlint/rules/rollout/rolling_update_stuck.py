"""Rolling updates that may neither add nor remove a pod."""

from collections.abc import Iterator

from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule
from manifestlint.rules.rollout._rolling import numbers, rolling_strategy


@workload_rule(
    "rolling-update-stuck",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("DaemonSet", "Deployment"),
)
def rolling_update_stuck(workload: Workload) -> Iterator[Problem]:
    """`maxSurge` and `maxUnavailable` of a rolling update are both zero.

    The API server refuses it (Kubernetes `pkg/apis/apps/validation/validation.go`,
    `ValidateRollingUpdateDeployment` and `ValidateRollingUpdateDaemonSet`, v1.35): with no pod more and no
    pod less than now, nothing could ever be replaced. `0%` is zero too. In a Deployment a field that is
    left out is 25%, in a DaemonSet `maxSurge` is 0.

    To keep all pods ready, write `maxUnavailable: 0` and `maxSurge: 1`.

    It is essential: nothing of it reaches the cluster.
    """
    strategy = rolling_strategy(workload)
    if strategy and numbers(strategy) == (0, 0):
        reason = "maxSurge and maxUnavailable are both zero, so no pod could ever be replaced"
        yield refused(workload, reason, At((*strategy.numbers, "maxUnavailable")))
