"""Autoscalers between impossible numbers."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer, text
from manifestlint.rulekit import Problem, Profile, Related, Severity, refused, resource_rule
from manifestlint.rules.autoscaling._autoscaler import KIND, SPEC, is_autoscaler, metrics

_FROM_ZERO = frozenset({"External", "Object"})


@resource_rule(
    "autoscaler-replicas-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=(KIND,),
)
def autoscaler_replicas_invalid(resource: Resource) -> Iterator[Problem]:
    """An autoscaler's `minReplicas` is larger than its `maxReplicas`, or one of them is too small.

    The API server refuses it (Kubernetes `pkg/apis/autoscaling/validation/validation.go`,
    `validateHorizontalPodAutoscalerSpec` and `validateMetrics`, v1.35). Left out, `minReplicas` is 1. It can
    be 0 only where the feature gate HPAScaleToZero is on and a metric is of type Object or External: nothing
    else says that work is waiting while no pod runs. With such a metric 0 is taken for right here.

    KEDA's ScaledObject scales to zero without the gate.

    It is essential: nothing of it reaches the cluster.
    """
    if not is_autoscaler(resource):
        return
    low, high = integer(resource.get(*SPEC, "minReplicas")), integer(resource.get(*SPEC, "maxReplicas"))
    low_place, high_place = at(*SPEC, "minReplicas"), at(*SPEC, "maxReplicas")
    if high is not None and high < 1:
        yield refused(resource, f"maxReplicas {high} is less than 1", high_place)
    if low is None:
        return
    if low < 0:
        yield refused(resource, f"minReplicas {low} is less than 0", low_place)
    elif low == 0 and not _may_start_from_zero(resource):
        reason = "minReplicas 0 needs a metric of type Object or External and the gate HPAScaleToZero"
        yield refused(resource, reason, low_place)
    elif high is not None and low > high:
        other = Related("against this maxReplicas", high_place)
        yield refused(resource, f"minReplicas {low} is larger than maxReplicas {high}", low_place, other)


def _may_start_from_zero(resource: Resource) -> bool:
    if resource.id.version != "v2" and (resource.id.version != "v1" or resource.annotations):
        return True  # metrics may stand in an annotation, or in fields of an old version
    return any(text(metric.get("type")) in _FROM_ZERO for _, metric in metrics(resource))
