"""Containers that ask for more than they may use."""

from collections.abc import Iterator

from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Related, Severity, container_rule, refused
from manifestlint.rules.workloads._amounts import may_be_overcommitted, measured_pairs


@container_rule("requests-over-limits", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def requests_over_limits(container: Container) -> Iterator[Problem]:
    """A container requests more of a resource than its limit allows.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateResourceRequirements`, v1.35). Units are the usual reason: `500M` is less than `500Mi`, and
    `cpu: 1` is 1000 times `cpu: 1m`.

    Devices and huge pages, whose request must equal the limit, are told by `extended-resource-invalid`.

    It is essential: nothing of it reaches the cluster.
    """
    for request, limit, wanted, allowed in measured_pairs(container):
        if wanted > allowed and may_be_overcommitted(request.name):
            reason = f"it requests {request.name} {request.written}, and its limit is {limit.written}"
            yield refused(container, reason, request.place, Related("the limit", limit.place))
