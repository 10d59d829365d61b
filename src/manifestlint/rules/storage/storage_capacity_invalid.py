"""Capacities of no storage class."""

from collections.abc import Iterator

from manifestlint.model.names import DNS_SUBDOMAIN, is_dns_subdomain
from manifestlint.model.quantity import parse_quantity
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.storage._persistent import CLASS_GROUP


@resource_rule(
    "storage-capacity-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CSIStorageCapacity",),
)
def storage_capacity_invalid(resource: Resource) -> Iterator[Problem]:
    """A CSIStorageCapacity names no storage class, or a capacity below nothing.

    The API server refuses it (Kubernetes `pkg/apis/storage/validation/validation.go`,
    `ValidateCSIStorageCapacity`, v1.35).

    Drivers write these objects themselves.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group == CLASS_GROUP:
        yield from refusals(resource, _faults(resource))


def _faults(resource: Resource) -> Iterator[Fault]:
    name, capacity = resource.get("storageClassName"), resource.get("capacity")
    if isinstance(name, str) and not is_dns_subdomain(name):
        yield f'no storage class is named "{name}" ({DNS_SUBDOMAIN})', at("storageClassName")
    if capacity is not None:
        amount = parse_quantity(capacity)
        if amount is None or amount < 0:
            yield f"capacity {capacity} is {'no quantity' if amount is None else 'negative'}", at("capacity")
