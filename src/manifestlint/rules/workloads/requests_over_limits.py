"""Containers that ask for more than they may use."""

from collections.abc import Iterator

from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Related, Severity, container_rule, refused
from manifestlint.rules.workloads._amounts import amounts, may_be_overcommitted


@container_rule("requests-over-limits", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def requests_over_limits(container: Container) -> Iterator[Problem]:
    """A container requests more of a resource than its limit allows.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateResourceRequirements`, v1.35). Units are the usual reason: `500M` is less than `500Mi`, and
    `cpu: 1` is 1000 times `cpu: 1m`.

    Devices and huge pages, whose request must equal the limit, are told by `extended-resource-invalid`.

    It is essential: nothing of it reaches the cluster.
    """
    limits = {limit.name: limit for limit in amounts(container, "limits")}
    if not limits:
        return
    for request in amounts(container, "requests"):
        limit = limits.get(request.name)
        if limit is None or not may_be_overcommitted(request.name):
            continue
        wanted, allowed = request.thousandths, limit.thousandths
        if wanted is not None and allowed is not None and wanted > allowed:
            reason = f"it requests {request.name} {request.written}, and its limit is {limit.written}"
            yield refused(container, reason, request.place, Related("the limit", limit.place))
