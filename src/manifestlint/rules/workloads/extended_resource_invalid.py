"""Devices and huge pages that are asked for as if they could be shared."""

from collections.abc import Iterator

from manifestlint.model.workload import Container, Role
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, refusals
from manifestlint.rules.workloads._amounts import amounts, may_be_overcommitted, resource_names
from manifestlint.rules.workloads._scarce import scarce_faults


@container_rule("extended-resource-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def extended_resource_invalid(container: Container) -> Iterator[Problem]:
    """Devices or huge pages are requested in parts, without a limit, or other than limited.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateResourceRequirements`, v1.35). A node cannot promise more devices (`nvidia.com/gpu`) or huge
    pages than it has: the limit must be written, a request beside it must be equal, devices come as whole
    numbers, huge pages as multiples of their size and together with cpu or memory.

    Write only the limit; the request follows from it.

    It is essential: nothing of it reaches the cluster.
    """
    if container.role is Role.EPHEMERAL:
        return
    if not all(map(may_be_overcommitted, resource_names(container))):
        limits, requests = tuple(amounts(container, "limits")), tuple(amounts(container, "requests"))
        yield from refusals(container, scarce_faults(limits, requests))
