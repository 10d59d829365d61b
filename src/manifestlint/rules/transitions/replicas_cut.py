"""Workloads that lose most of their pods at once."""

from collections.abc import Iterator

from manifestlint.model.resource import at
from manifestlint.model.transition import Side, Transition
from manifestlint.model.workload import as_workload
from manifestlint.rulekit import Problem, Profile, Related, Severity, transition_rule

_REPLICAS = ("spec", "replicas")


@transition_rule(
    "replicas-cut",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "Rollout", "DeploymentConfig"),
)
def replicas_cut(transition: Transition) -> Iterator[Problem]:
    """The change takes away more than half of a workload's pods, or all.

    They go at once: a smaller number is no rolling update, and no PodDisruptionBudget is asked (Kubernetes
    docs, "Disruptions"). The others get their share of requests within seconds. With 0 nobody is served, and
    a HorizontalPodAutoscaler stands still (Kubernetes docs, "Horizontal Pod Autoscaling").

    Go down in steps, and watch the load; a number that was left out by mistake means 1. Where an autoscaler
    sets the number only 0 is told. It is a warning because less may be enough; recommended because no
    rollout and no budget softens it.
    """
    if not transition.both:
        return
    old, new = transition.both
    was, now = (_replicas(side) for side in (old, new))
    if was is None or now is None or was <= now:
        return
    if now == 0:
        effect = "no pod is left"
    elif now * 2 < was and new.bundle.scaler_of(new.facts) is None:
        effect = f"{was - now} of {was} pods go at once"
    else:
        return
    left_out = new.get(*_REPLICAS) is None
    number = "left out, which means 1" if left_out else str(now)
    yield Problem(
        f"{new.id}: replicas {was} -> {number}: {effect}",
        at=at(*_REPLICAS),
        related=(Related("the number before", at(*_REPLICAS), old.ref),),
    )


def _replicas(side: Side) -> int | None:
    workload = as_workload(side.resource)
    return workload.replicas if workload else None
