"""Claims of devices that no device could fulfil."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.names import DNS_LABEL, DNS_SUBDOMAIN, is_dns_label, is_dns_subdomain
from manifestlint.model.resource import Resource, at, key
from manifestlint.model.shape import integer, mapping, mappings, sequence, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.scheduling._claim import constraint_faults, request_names
from manifestlint.rules.scheduling._devices import (
    config_faults,
    count_faults,
    is_device_api,
    selector_faults,
)

_MOST_CHOICES = 8
_FLAT = "v1beta1"


@resource_rule(
    "device-claim-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("ResourceClaim", "ResourceClaimTemplate"),
)
def device_claim_invalid(resource: Resource) -> Iterator[Problem]:
    """A claim of devices has a request that asks for nothing, or names a request that there is not.

    The API server refuses it (Kubernetes `pkg/apis/resource/validation/validation.go`,
    `validateDeviceClaim`, v1.35). Each request has a name of its own and either `exactly` or
    `firstAvailable`; in `v1beta1` the fields of `exactly` stand in the request itself. A `count` goes with
    the allocation mode ExactCount only. Constraints and configurations name requests of the same claim, as
    `gpu` or `gpu/large`; a constraint has an attribute with its domain, such as `example.com/numa`.

    The expressions of selectors are not compiled.

    It is essential: nothing of it reaches the cluster.
    """
    if not is_device_api(resource):
        return
    pointer: Pointer = ("spec", "devices")
    if resource.id.kind == "ResourceClaimTemplate":
        pointer = ("spec", *pointer)
    devices = mapping(resource.get(*pointer))
    yield from refusals(resource, _name_faults((*pointer, "requests"), devices.get("requests")))
    for index, request in mappings(devices.get("requests")):
        place = (*pointer, "requests", index)
        yield from refusals(resource, _request_faults(place, request, flat=resource.id.version == _FLAT))
    names = request_names(devices.get("requests"))
    yield from refusals(resource, constraint_faults(pointer, devices, names))
    yield from refusals(resource, config_faults((*pointer, "config"), devices.get("config")))


def _name_faults(pointer: Pointer, requests: Any, most: int = 32) -> Iterator[Fault]:
    yield from count_faults(pointer, requests, most)
    seen: set[str] = set()
    for index, request in mappings(requests):
        name = request.get("name")
        if isinstance(name, str):
            if not is_dns_label(name):
                yield f'request "{name}" is no DNS label ({DNS_LABEL})', at(*pointer, index, "name")
            elif name in seen:
                yield f'two requests are named "{name}"', at(*pointer, index, "name")
            seen.add(name)


def _request_faults(pointer: Pointer, request: dict[str, Any], *, flat: bool) -> Iterator[Fault]:
    choices, exact = sequence(request.get("firstAvailable")), request.get("exactly")
    title = f"request {request.get('name')}"
    if flat and not choices:
        yield from _device_faults(pointer, request)
        return
    if flat:
        for field in ("deviceClassName", "selectors", "allocationMode", "count"):
            if request.get(field):
                yield f"{title} has firstAvailable and {field}", key(*pointer, field)
    elif bool(choices) == (exact is not None):
        told = "both exactly and" if choices else "neither exactly nor"
        yield f"{title} has {told} firstAvailable", at(*pointer)
    elif not choices:
        yield from _device_faults((*pointer, "exactly"), mapping(exact))
    yield from _name_faults((*pointer, "firstAvailable"), request.get("firstAvailable"), _MOST_CHOICES)
    for index, choice in mappings(request.get("firstAvailable")):
        yield from _device_faults((*pointer, "firstAvailable", index), choice)


def _device_faults(pointer: Pointer, wanted: dict[str, Any]) -> Iterator[Fault]:
    name, mode, count = text(wanted.get("deviceClassName")), wanted.get("allocationMode"), wanted.get("count")
    if not name:
        yield "a request has no deviceClassName", at(*pointer)
    elif not is_dns_subdomain(name):
        yield f'no device class is named "{name}" ({DNS_SUBDOMAIN})', at(*pointer, "deviceClassName")
    unknown = stranger(wanted, ("allocationMode",), ("All", "ExactCount"))
    number = integer(count)
    if unknown:
        yield f"{unknown}", at(*pointer, "allocationMode")
    elif mode == "All" and number:
        yield f"the allocation mode is All, and count is {number}", at(*pointer, "count")
    elif mode != "All" and number is not None and number < 0:
        yield f"count {number} is negative", at(*pointer, "count")
    yield from selector_faults((*pointer, "selectors"), wanted.get("selectors"))
