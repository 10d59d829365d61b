"""Numbers of pods that fall to one before the autoscaler takes over."""

from collections.abc import Iterator

from manifestlint.model.resource import at
from manifestlint.model.transition import Side, Transition
from manifestlint.model.workload import as_workload
from manifestlint.rulekit import Problem, Profile, Related, Severity, transition_rule
from manifestlint.rules.argocd._bundle import applied
from manifestlint.rules.argocd._ignore import ignores_replicas

_REPLICAS = ("spec", "replicas")
_SERVER_SIDE = "ServerSideApply=true"


@transition_rule(
    "replicas-reset",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("Deployment", "StatefulSet", "ReplicaSet", "Rollout"),
)
def replicas_reset(transition: Transition) -> Iterator[Problem]:
    """`spec.replicas` is taken out of a workload that an autoscaler scales, and the number falls to 1.

    To leave it out is right, but the step there is not harmless: a field that was applied and is gone is
    removed from the live object, where its default is 1, and all other pods are deleted before the autoscaler
    adds them again (https://github.com/argoproj/argo-cd/issues/1603; Kubernetes docs, "Horizontal Pod
    Autoscaling", "Migrating Deployments and StatefulSets to horizontal autoscaling").

    Before the merge take the field out of the annotation `kubectl.kubernetes.io/last-applied-configuration`
    (`kubectl apply edit-last-applied`), or let the Application apply with `ServerSideApply=true` in a change
    of its own: then the autoscaler is a manager of the field as well, and it stays.

    Silent with server-side apply, and where the Application ignores the number with
    `RespectIgnoreDifferences=true`. It is recommended, not essential, because the sync itself succeeds.
    """
    if not transition.both:
        return
    old, new = transition.both
    before = as_workload(old.resource)
    was = before.replicas if before and old.get(*_REPLICAS) is not None else None
    scaler = new.bundle.scaler_of(new.facts)
    if was is None or was <= 1 or scaler is None or new.get(*_REPLICAS) is not None or _stays(new):
        return
    yield Problem(
        f"{new.id}: without replicas, which was {was}, it falls to 1 pod until {scaler.id} scales it again",
        at=at("spec", "replicas"),
        related=(Related("the number before", at(*_REPLICAS), old.ref),),
    )


def _stays(side: Side) -> bool:
    it = applied(side.bundle)
    own = side.facts.annotations.get("argocd.argoproj.io/sync-options", "")
    if isinstance(own, str) and _SERVER_SIDE in own.replace(" ", "").split(","):
        return True
    policy = it.application.sync_policy if it else None
    if it is None or policy is None:
        return False
    if policy.has_option(_SERVER_SIDE):
        return True
    ignored = ignores_replicas(it.application, side.bundle, side.facts)
    return ignored and policy.has_option("RespectIgnoreDifferences=true")
