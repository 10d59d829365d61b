"""Containers that may use more than is set aside for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Related, Severity, container_rule, option
from manifestlint.rules.workloads._amounts import measured_pairs


@dataclass(frozen=True, slots=True)
class Options:
    """What must be equal."""

    resources: tuple[str, ...] = option(
        ("cpu", "ephemeral-storage", "memory"), "Resources whose request and limit must be equal."
    )


@container_rule(
    "requests-below-limits",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-score": (
            "container-resource-requests-equal-limits",
            "container-cpu-requests-equal-limits",
            "container-memory-requests-equal-limits",
            "container-ephemeral-storage-request-equals-limit",
        ),
        "kyverno": "memory-requests-equal-limits",
    },
)
def requests_below_limits(container: Container, options: Options) -> Iterator[Problem]:
    """A container's limit of a resource is more than its request.

    It may then use what is set aside for nobody, and loses it when the node is busy: the pod is `Burstable`,
    not `Guaranteed`, and evicted before those that are (Kubernetes docs, "Pod Quality of Service Classes").

    Give both the same amount, or write only the limit, which is the request too. Amounts are compared, not
    texts: `1` is `1000m`. The option `resources` says of which resources. What is missing is told by the
    rules about missing requests and limits.

    It is strict because most nodes are shared on purpose.
    """
    for request, limit, wanted, allowed in measured_pairs(container):
        if wanted < allowed and request.name in options.resources:
            text = (
                f"{container.title}: it may use {request.name} {limit.written}, "
                f"and {request.written} is set aside for it"
            )
            yield Problem(text, at=request.place, related=(Related("the limit", limit.place),))
