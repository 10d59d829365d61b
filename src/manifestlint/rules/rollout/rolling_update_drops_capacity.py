"""Rolling updates that leave too few pods ready."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule, option
from manifestlint.rules.rollout._arithmetic import Shortfall, needed_pods, shortfall


@dataclass(frozen=True, slots=True)
class Options:
    """What a workload needs."""

    ready: int | str = option(
        1,
        "How many pods must stay ready: a number, or a share of the replicas such as `50%`, rounded up.",
        minimum=0,
        pattern="^[0-9]{1,3}%$",
    )


@bundle_rule(
    "rolling-update-drops-capacity", severity=Severity.ERROR, profile=Profile.RECOMMENDED, since="0.1"
)
def rolling_update_drops_capacity(bundle: Bundle, options: Options) -> Iterator[Problem]:
    """A rolling update may leave fewer pods ready than the workload needs.

    During an update up to `maxUnavailable` of the replicas may be gone. Both fields default to 25%;
    `maxUnavailable` is rounded down and `maxSurge` up, and where both come to 0 one pod goes first
    (Kubernetes `pkg/controller/deployment/util/deployment_util.go`, `ResolveFenceposts`, v1.35). With the
    default of the option `ready` the rule tells only of updates in which no pod at all may be ready; with
    `100%` it asks that none is ever missing, which `maxUnavailable: 0` with `maxSurge: 1` gives.

    It counts for Deployments, DeploymentConfigs and the canary of a Rollout without traffic routing. Where
    an autoscaler in the same bundle sets the replicas (HorizontalPodAutoscaler, KEDA's ScaledObject), every
    number from its minimum to its maximum must do. A StatefulSet replaces pods in place and can never keep
    all of them: of its replicas one is always given up, and only a `maxUnavailable` above 1 can be told
    (the field counts from v1.35 on, feature gate MaxUnavailableStatefulSet). A DaemonSet has no number of
    replicas.

    It is recommended, not essential: the update goes through, with fewer pods than its callers count on.
    """
    for workload in bundle.workloads:
        for replicas in _counts(bundle, workload):
            found = shortfall(workload.strategy, replicas, needed_pods(options.ready, replicas))
            if found:
                yield _problem(bundle, workload, found)
                break


def _counts(bundle: Bundle, workload: Facts) -> range:
    """The numbers of replicas at which an update may happen. Percentages repeat after a hundred."""
    scaler = bundle.scaler_of(workload)
    if scaler and scaler.scaler:
        low = max(1, scaler.scaler.min_replicas)
        return range(low, min(scaler.scaler.max_replicas, low + 100) + 1)
    return range(workload.replicas, workload.replicas + 1) if workload.replicas else range(0)


def _problem(bundle: Bundle, workload: Facts, found: Shortfall) -> Problem:
    related: tuple[Related, ...] = ()
    scaler = bundle.scaler_of(workload)
    if scaler and scaler.scaler:
        between = f"from {scaler.scaler.min_replicas} to {scaler.scaler.max_replicas} replicas"
        related = (Related(f"{scaler.id} scales it {between}", At(("spec", "scaleTargetRef")), scaler.ref),)
    return Problem(f"{workload.id}: {found}", at=At(found.pointer), resource=workload.ref, related=related)
