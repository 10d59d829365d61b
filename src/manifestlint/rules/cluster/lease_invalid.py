"""Leases that could not be held."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule


@resource_rule(
    "lease-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Lease",),
)
def lease_invalid(resource: Resource) -> Iterator[Problem]:
    """A Lease has a duration of nothing, or negative transitions.

    The API server refuses it (Kubernetes `pkg/apis/coordination/validation/validation.go`,
    `ValidateLeaseSpec`, v1.35).

    A Lease is what controllers write to elect one of them. In Git it is hardly ever meant.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group != "coordination.k8s.io":
        return
    for field, least in (("leaseDurationSeconds", 1), ("leaseTransitions", 0)):
        number = integer(resource.get("spec", field))
        if number is not None and number < least:
            yield refused(resource, f"{field} {number} is less than {least}", at("spec", field))
