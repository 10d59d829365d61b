"""Drivers that a node does not have."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import DRIVER_NAME, QUALIFIED_NAME, is_driver_name, is_qualified_name
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import dig, integer, mappings, sequence
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.storage._persistent import CLASS_GROUP

_LONGEST = 256


@resource_rule(
    "csi-node-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CSINode",),
)
def csi_node_invalid(resource: Resource) -> Iterator[Problem]:
    """A CSINode has a driver without a proper name or node id, or the same one twice.

    The API server refuses it (Kubernetes `pkg/apis/storage/validation/validation.go`,
    `validateCSINodeDriver`, v1.35). A `nodeID` has at most 256 characters, topology keys are names of labels
    and differ, and a node can hold no negative number of volumes.

    The kubelet writes these objects itself.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group != CLASS_GROUP:
        return
    seen: set[str] = set()
    for index, driver in mappings(resource.get("spec", "drivers")):
        pointer: Pointer = ("spec", "drivers", index)
        name = driver.get("name")
        if isinstance(name, str):
            if name in seen:
                reason = f'two drivers are named "{name}"'
                yield from refusals(resource, [(reason, at(*pointer, "name"))])
            seen.add(name)
        yield from refusals(resource, _faults(pointer, driver))


def _faults(pointer: Pointer, driver: dict[str, Any]) -> Iterator[Fault]:
    name, node, keys = driver.get("name"), driver.get("nodeID"), sequence(driver.get("topologyKeys"))
    if isinstance(name, str) and not is_driver_name(name):
        yield f'no driver is named "{name}" ({DRIVER_NAME})', at(*pointer, "name")
    if isinstance(node, str) and not 0 < len(node.encode()) <= _LONGEST:
        yield f"nodeID has {len(node.encode())} bytes, and not 1 to {_LONGEST}", at(*pointer, "nodeID")
    count = integer(dig(driver, "allocatable", "count"))
    if count is not None and count < 0:
        yield f"count {count} is negative", at(*pointer, "allocatable", "count")
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield f'topologyKeys has "{key}" twice', at(*pointer, "topologyKeys", index)
        elif isinstance(key, str) and not is_qualified_name(key):
            yield f'"{key}" is no key of a label ({QUALIFIED_NAME})', at(*pointer, "topologyKeys", index)
