"""Autoscalers without a workload."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.references._missing import missing

_AUTOSCALERS = frozenset({"HorizontalPodAutoscaler", "ScaledObject", "VerticalPodAutoscaler"})


@bundle_rule(
    "autoscaler-target-missing",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={
        "kube-linter": "dangling-horizontalpodautoscaler",
        "kube-score": "horizontalpodautoscaler-has-target",
        "kyverno": "verify-vpa-target",
        "gatekeeper": "K8sHorizontalPodAutoscaler",
    },
)
def autoscaler_target_missing(bundle: Bundle) -> Iterator[Problem]:
    """An autoscaler scales a workload that nothing in the repository brings.

    It does nothing and says `FailedGetScale` in its events (Kubernetes docs, "Horizontal Pod Autoscaling"):
    the workload that was meant keeps its number of pods under load. HorizontalPodAutoscaler, KEDA's
    ScaledObject and VerticalPodAutoscaler are looked at. The target lives in the autoscaler's own namespace.

    Looked at is everything that lands in the same cluster, as far as it lies here. What a controller is told
    to make counts, and so does what `external` of the PolicySet names. Nothing is said where something is
    applied to the same namespace that cannot be read here.

    Files that no Application applies need not be all there is: there, the rule speaks only if the same folder
    has workloads.

    It is recommended, not essential, because the workload may come from elsewhere.
    """
    kinds = {
        reference.kind
        for facts in bundle.members
        if facts.id.kind in _AUTOSCALERS
        for reference in facts.references
    }
    for each in missing(bundle, *sorted(kinds)):
        if each.facts.id.kind in _AUTOSCALERS and each.is_expected:
            yield each.problem("nothing is scaled")
