"""Autoscalers that never scale."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule

_FIELDS = {"ScaledObject": "maxReplicaCount"}


@bundle_rule(
    "autoscaler-range-empty",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"polaris": "hpaMaxAvailability", "gatekeeper": "K8sHorizontalPodAutoscaler"},
)
def autoscaler_range_empty(bundle: Bundle) -> Iterator[Problem]:
    """An autoscaler's least and largest number of replicas are the same.

    It never scales: under load the workload stays as it is, though it looks as if it grew. Left out,
    `minReplicas` is 1 (Kubernetes `pkg/apis/autoscaling/v2/defaults.go`, v1.35). Raise the maximum, or take
    the autoscaler out and write `replicas`. A KEDA ScaledObject is looked at too.

    It is strict because pinning the number so for a while, or for a small environment, can be meant.
    """
    for facts in bundle.members:
        scaler = facts.scaler
        if scaler and scaler.min_replicas == scaler.max_replicas:
            between = f"from {scaler.min_replicas} to {scaler.max_replicas} replicas"
            text = f"{facts.id}: {between}, so it never scales"
            field = _FIELDS.get(facts.id.kind, "maxReplicas")
            yield Problem(text, at=At(("spec", field)), resource=facts.ref)
