"""Endpoints that nothing can be sent to."""

from collections.abc import Iterator
from ipaddress import IPv6Address

from manifestlint.model.address import parse_address
from manifestlint.model.choice import stranger
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings, sequence, text
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.networking._endpoint import address_fault

_VERSIONS = {"IPv4": 4, "IPv6": 6}
_READY = ("addresses", "notReadyAddresses")


@resource_rule(
    "endpoint-address-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Endpoints", "EndpointSlice"),
)
def endpoint_address_invalid(resource: Resource) -> Iterator[Problem]:
    """An endpoint has no address, or one that nothing can be sent to.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateEndpointSubsets` and `ValidateEndpointIP`, and `pkg/apis/discovery/validation/validation.go`,
    `validateEndpoints`, v1.35). An address is an IP address, and not an unspecified, loopback or link-local
    one; in an EndpointSlice it is of the slice's `addressType`, which is IPv4, IPv6 or FQDN. A host name
    needs a Service of type ExternalName, or an EndpointSlice of type FQDN.

    It is essential: nothing of it reaches the cluster, and the Service leads nowhere.
    """
    if (resource.id.group, resource.id.kind) == ("", "Endpoints"):
        yield from refusals(resource, _subset_faults(resource))
    elif (resource.id.group, resource.id.kind) == ("discovery.k8s.io", "EndpointSlice"):
        yield from refusals(resource, _slice_faults(resource))


def _subset_faults(resource: Resource) -> Iterator[Fault]:
    for index, subset in mappings(resource.get("subsets")):
        if all(subset.get(field) in (None, []) for field in _READY):
            yield "a subset has no addresses", at("subsets", index)
        for field in _READY:
            for number, address in mappings(subset.get(field)):
                if fault := address_fault(address.get("ip")):
                    yield f"address {fault}", at("subsets", index, field, number, "ip")


def _slice_faults(resource: Resource) -> Iterator[Fault]:
    unknown = stranger(resource.data, ("addressType",), (*_VERSIONS, "FQDN"))
    if unknown:
        yield f"{unknown}", at("addressType")
    version = _VERSIONS.get(text(resource.get("addressType")))
    for index, endpoint in mappings(resource.get("endpoints")):
        if endpoint.get("addresses") == []:
            yield "an endpoint has no addresses", at("endpoints", index, "addresses")
        for number, address in enumerate(sequence(endpoint.get("addresses"))):
            if version and (fault := _version_fault(address, version) or address_fault(address)):
                yield f"address {fault}", at("endpoints", index, "addresses", number)


def _version_fault(written: object, version: int) -> str:
    address = parse_address(written) if isinstance(written, str) else None
    if address is None:
        return ""
    mapped = isinstance(address, IPv6Address) and address.ipv4_mapped is not None
    is_version = 4 if mapped else address.version  # Go counts both ways to write IPv4 as IPv4
    return f"{written} is not of type IPv{version}" if is_version != version else ""
