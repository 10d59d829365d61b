"""DaemonSets that are to add a pod and to remove one at once."""

from collections.abc import Iterator

from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule
from manifestlint.rules.rollout._rolling import numbers, rolling_strategy


@workload_rule(
    "daemon-set-surge-contradictory",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("DaemonSet",),
)
def daemon_set_surge_contradictory(workload: Workload) -> Iterator[Problem]:
    """A DaemonSet's `maxSurge` and `maxUnavailable` are both above zero.

    The API server refuses it (Kubernetes `pkg/apis/apps/validation/validation.go`,
    `ValidateRollingUpdateDaemonSet`, v1.35). On each node either the new pod comes first or the old one
    goes first. `maxUnavailable` is 1 where it is left out (`pkg/apis/apps/v1/defaults.go`, v1.35), so a
    `maxSurge` alone is refused too.

    Write `maxUnavailable: 0` beside `maxSurge`.

    It is essential: nothing of it reaches the cluster.
    """
    strategy = rolling_strategy(workload)
    if strategy is None or not all(numbers(strategy)):
        return
    unavailable = strategy.max_unavailable
    told = "1 (the default)" if unavailable is None else unavailable
    reason = f"maxSurge is {strategy.max_surge} and maxUnavailable {told}, and one of them must be 0"
    yield refused(workload, reason, At((*strategy.numbers, "maxSurge")))
