"""Volumes without a size."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.quantity import parse_quantity
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import dig, mapping
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.storage._persistent import CLAIMING_KINDS, VOLUME, claims, volumes

_STORAGE = "storage"
_REQUESTS: Pointer = ("resources", "requests")


@resource_rule(
    "volume-size-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=(VOLUME, *CLAIMING_KINDS),
    peers={"kubesec": "VolumeClaimRequestsStorage"},
)
def volume_size_invalid(resource: Resource) -> Iterator[Problem]:
    """A claim requests no storage, or a volume offers none.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `ValidatePersistentVolumeClaimSpec` and `ValidatePersistentVolumeSpec`, v1.35). A claim needs
    `resources.requests.storage`, a volume `capacity.storage` and nothing else under `capacity`; both are
    quantities (`10Gi`) larger than zero. Claims of StatefulSets and of `ephemeral` volumes are judged too.

    It is essential: nothing of it reaches the cluster, or no pod starts.
    """
    for pointer, spec in claims(resource):
        if isinstance(dig(spec, *_REQUESTS), dict | None) and isinstance(spec.get("resources"), dict | None):
            yield from refusals(resource, _faults((*pointer, *_REQUESTS), dig(spec, *_REQUESTS), "requested"))
    for pointer, spec in volumes(resource):
        capacity = spec.get("capacity")
        if isinstance(capacity, dict | None):
            yield from refusals(resource, _faults((*pointer, "capacity"), capacity, "offered"))
            for name in mapping(capacity):
                if name != _STORAGE:
                    yield from refusals(resource, [_stranger(pointer, name)])


def _stranger(pointer: Pointer, name: str) -> Fault:
    return f"capacity has {name}, and only storage is taken", at(*pointer, "capacity", name)


def _faults(pointer: Pointer, amounts: Any, verb: str) -> Iterator[Fault]:
    written = dig(amounts, _STORAGE)
    if written is None:
        yield f"no storage is {verb}", at(*pointer, _STORAGE)
        return
    amount = parse_quantity(written.strip() if isinstance(written, str) else written)
    if amount is None and isinstance(written, str):
        yield f'"{written}" of storage is no quantity, such as 10Gi', at(*pointer, _STORAGE)
    elif amount is not None and amount <= 0:
        yield f"{written} of storage is {verb}, which is not more than 0", at(*pointer, _STORAGE)
