"""Autoscalers that leave too few pods."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.core.words import counted
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer
from manifestlint.rulekit import Problem, Profile, Severity, option, resource_rule
from manifestlint.rules.autoscaling._autoscaler import KIND, SPEC, is_autoscaler


@dataclass(frozen=True, slots=True)
class Options:
    """What is enough."""

    minimum: int = option(2, "The least `minReplicas`.", minimum=1)


@resource_rule(
    "autoscaler-minimum-low",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=(KIND,),
    peers={
        "kube-linter": "hpa-minimum-three-replicas",
        "kube-score": "horizontalpodautoscaler-replicas",
        "polaris": "hpaMinAvailability",
        "gatekeeper": "K8sHorizontalPodAutoscaler",
    },
)
def autoscaler_minimum_low(resource: Resource, options: Options) -> Iterator[Problem]:
    """An autoscaler may leave fewer pods than a workload needs to survive the loss of a node.

    In quiet hours it goes down to `minReplicas`, 1 where that is left out (Kubernetes
    `pkg/apis/autoscaling/v2/defaults.go`, v1.35); with a single pod each drain and crash is an outage. The
    option `minimum` says how many are enough. Scaling to 0 is meant, and not told.

    It is strict because what nobody waits for may well be alone.
    """
    if not is_autoscaler(resource):
        return
    written = resource.get(*SPEC, "minReplicas")
    low = 1 if written is None else integer(written)
    if low and 0 < low < options.minimum:
        left = " by default" if written is None else ""
        text = f"{resource.id}: it goes down to {counted(low, 'pod')}{left}, {options.minimum} needed"
        yield Problem(text, at=at(*SPEC, "minReplicas"))
