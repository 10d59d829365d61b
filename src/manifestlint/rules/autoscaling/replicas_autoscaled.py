"""Numbers of replicas that undo what an autoscaler did."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Fix, Problem, Profile, Related, RemoveKey, Safety, Severity, bundle_rule


@bundle_rule(
    "replicas-autoscaled",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={"kube-score": "deployment-targeted-by-hpa-does-not-have-replicas-configured"},
)
def replicas_autoscaled(bundle: Bundle) -> Iterator[Problem]:
    """A workload that is autoscaled has `spec.replicas`, and each apply puts that number back.

    Under load that takes away most of the pods, until the autoscaler adds them again (Kubernetes docs,
    "Horizontal Pod Autoscaling", migrating to it). Leave `spec.replicas` out; take care that the change
    itself does not scale a running workload to one.

    Where an Argo CD Application in the repository applies the workload, what it ignores counts:
    `argocd-self-heal-fights-autoscaler` knows that, and speaks instead.

    It is recommended because capacity is lost when it is needed.
    """
    if bundle.application is not None:
        return
    for workload in bundle.workloads:
        scaler = bundle.scaler_of(workload) if workload.replicas_written else None
        if scaler is not None and workload.replicas:
            yield Problem(
                f"{workload.id}: each apply resets the replicas that {scaler.id} sets to {workload.replicas}",
                at=At(("spec", "replicas")),
                resource=workload.ref,
                related=(Related("the autoscaler", At(("metadata", "name")), scaler.ref),),
                fix=Fix("remove replicas", Safety.UNSAFE, (RemoveKey(("spec", "replicas")),)),
            )
