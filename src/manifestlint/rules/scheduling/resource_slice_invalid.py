"""Slices of devices that lie on no node."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import (
    DNS_LABEL,
    DNS_SUBDOMAIN,
    DRIVER_NAME,
    is_dns_label,
    is_dns_subdomain,
    is_driver_name,
)
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import dig, integer, mapping, mappings, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.scheduling._devices import (
    count_faults,
    is_attribute_name,
    is_device_api,
)

_NODES = ("nodeName", "nodeSelector", "allNodes", "perDeviceNodeSelection")
_MOST = 128
_VALUES = ("bool", "int", "string", "version")


@resource_rule(
    "resource-slice-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("ResourceSlice",),
)
def resource_slice_invalid(resource: Resource) -> Iterator[Problem]:
    """A ResourceSlice has no driver or pool, lies on no node, or has devices that cannot be told apart.

    The API server refuses it (Kubernetes `pkg/apis/resource/validation/validation.go`,
    `validateResourceSliceSpec`, v1.35). Exactly one of `nodeName`, `nodeSelector`, `allNodes` and
    `perDeviceNodeSelection` is set. There are at most 128 devices, each with a DNS label of its own for a
    name. An attribute has one value, and an identifier for a name, with an optional domain.

    Drivers write these objects themselves.

    It is essential: nothing of it reaches the cluster.
    """
    if is_device_api(resource):
        spec = mapping(resource.get("spec"))
        yield from refusals(resource, _faults(spec))
        yield from refusals(resource, _node_faults(spec))
        yield from refusals(resource, _device_faults(spec.get("devices")))


def _faults(spec: dict[str, Any]) -> Iterator[Fault]:
    driver, pool = spec.get("driver"), mapping(spec.get("pool"))
    if isinstance(driver, str) and not is_driver_name(driver):
        yield f'no driver is named "{driver}" ({DRIVER_NAME})', at("spec", "driver")
    name = pool.get("name")
    if isinstance(name, str) and not all(map(is_dns_subdomain, name.split("/"))):
        yield f'no pool is named "{name}" ({DNS_SUBDOMAIN}, or several with "/")', at("spec", "pool", "name")
    for field, least in (("resourceSliceCount", 1), ("generation", 0)):
        number = integer(pool.get(field))
        if number is not None and number < least:
            yield f"{field} {number} is less than {least}", at("spec", "pool", field)


def _node_faults(spec: dict[str, Any]) -> Iterator[Fault]:
    given = [field for field in _NODES if spec.get(field) not in (None, False)]
    if len(given) != 1:
        told = " and ".join(given) if given else f"none of {', '.join(_NODES)}"
        yield f"it has {told}, and must have one of them", at("spec")
    for field in ("allNodes", "perDeviceNodeSelection"):
        if spec.get(field) is False:
            yield f"{field} is true or left out", at("spec", field)
    node = spec.get("nodeName")
    if isinstance(node, str) and not is_dns_subdomain(node):
        yield f'no node is named "{node}" ({DNS_SUBDOMAIN})', at("spec", "nodeName")


def _device_faults(devices: Any) -> Iterator[Fault]:
    yield from count_faults(("spec", "devices"), devices, _MOST)
    seen: set[str] = set()
    for index, device in mappings(devices):
        pointer: Pointer = ("spec", "devices", index)
        name = text(device.get("name"))
        if not is_dns_label(name):
            yield f'device "{name}" is no DNS label ({DNS_LABEL})', at(*pointer, "name")
        elif name in seen:
            yield f'two devices are named "{name}"', at(*pointer, "name")
        seen.add(name)
        parts: Pointer = ("basic",) if isinstance(device.get("basic"), dict) else ()
        attributes = mapping(dig(device, *parts, "attributes"))
        yield from _attribute_faults((*pointer, *parts, "attributes"), attributes)


def _attribute_faults(pointer: Pointer, attributes: dict[str, Any]) -> Iterator[Fault]:
    for name, attribute in attributes.items():
        if name.count("/") < 2 and not is_attribute_name(name):
            yield f'attribute "{name}" is no identifier with an optional domain', at(*pointer, name)
        values = [field for field in _VALUES if mapping(attribute).get(field) is not None]
        if len(values) != 1:
            yield f"attribute {name} has {len(values)} values, and must have one", at(*pointer, name)
