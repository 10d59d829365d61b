"""Containers that ask for resources which no node can have."""

from collections.abc import Iterator

from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, refused
from manifestlint.rules.workloads._amounts import amounts, is_resource_name, resource_names


@container_rule("resource-name-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def resource_name_invalid(container: Container) -> Iterator[Problem]:
    """A container requests or limits a resource that no container can have.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateContainerResourceName`, v1.35). Without a domain there are `cpu`, `memory`, `ephemeral-storage`
    and `hugepages-<size>`; what a device plugin offers has a domain (`nvidia.com/gpu`). `storage` belongs
    to a PersistentVolumeClaim, `requests.cpu` and the like to a ResourceQuota.

    It is essential: nothing of it reaches the cluster.
    """
    if all(map(is_resource_name, resource_names(container))):
        return
    for field in ("requests", "limits"):
        for amount in amounts(container, field):
            if not is_resource_name(amount.name):
                known = "cpu, memory, ephemeral-storage, hugepages-<size> and names with a domain"
                reason = f'"{amount.name}" in {field} is no resource of a container, only {known} are'
                yield refused(container, reason, amount.place)
