"""Endpoint slices that are too large, or name no ports."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.names import (
    DNS_LABEL,
    DNS_SUBDOMAIN,
    LABEL_VALUE,
    QUALIFIED_NAME,
    is_dns_label,
    is_dns_subdomain,
    is_label_value,
    is_qualified_name,
)
from manifestlint.model.resource import Resource, at, key
from manifestlint.model.shape import dig, mappings, sequence, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.networking._endpoint import PROTOCOLS

_MOST = {"endpoints": 1_000, "ports": 20_000}
_MOST_ADDRESSES, _MOST_HINTS = 100, 8


@resource_rule(
    "endpoint-slice-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("EndpointSlice",),
)
def endpoint_slice_invalid(resource: Resource) -> Iterator[Problem]:
    """An EndpointSlice has too many endpoints or addresses, or a port, host or hint that cannot be.

    The API server refuses it (Kubernetes `pkg/apis/discovery/validation/validation.go`,
    `ValidateEndpointSlice`, v1.35). A slice has at most 1,000 endpoints, each at most 100 addresses and 8
    hints of a kind. Ports have different names, at most one of them none, and the protocol TCP, UDP or SCTP.
    Addresses of the type FQDN are host names with a dot. `hostname` is a DNS label.

    Several slices can serve one Service, through the label `kubernetes.io/service-name`.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group != "discovery.k8s.io":
        return
    for field, most in _MOST.items():
        count = len(sequence(resource.get(field)))
        if count > most:
            yield from refusals(resource, [(f"{count} {field} are more than {most}", key(field))])
    yield from refusals(resource, _port_faults(resource.get("ports")))
    for index, endpoint in mappings(resource.get("endpoints")):
        yield from refusals(resource, _faults(("endpoints", index), endpoint))
        if resource.get("addressType") == "FQDN":
            place: Pointer = ("endpoints", index, "addresses")
            yield from refusals(resource, _host_faults(place, endpoint.get("addresses")))


def _port_faults(ports: Any) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, port in mappings(ports):
        name = text(port.get("name"))
        if name and not is_dns_label(name):
            yield f'port name "{name}" is no DNS label ({DNS_LABEL})', at("ports", index, "name")
        elif name in seen:
            yield f'two ports are named "{name}"' if name else "two ports have no name", at("ports", index)
        seen.add(name)
        unknown = stranger(port, ("protocol",), PROTOCOLS)
        if unknown:
            yield f"{unknown}", at("ports", index, "protocol")
        application = port.get("appProtocol")
        if isinstance(application, str) and not is_qualified_name(application):
            yield (
                f'appProtocol "{application}" is no name ({QUALIFIED_NAME})',
                at("ports", index, "appProtocol"),
            )


def _faults(pointer: Pointer, endpoint: dict[str, Any]) -> Iterator[Fault]:
    addresses, host, node = (endpoint.get(field) for field in ("addresses", "hostname", "nodeName"))
    count = len(sequence(addresses))
    if count > _MOST_ADDRESSES:
        yield f"{count} addresses are more than {_MOST_ADDRESSES}", key(*pointer, "addresses")
    if isinstance(host, str) and not is_dns_label(host):
        yield f'hostname "{host}" is no DNS label ({DNS_LABEL})', at(*pointer, "hostname")
    if isinstance(node, str) and not is_dns_subdomain(node):
        yield f'no node is named "{node}" ({DNS_SUBDOMAIN})', at(*pointer, "nodeName")
    yield from _hint_faults((*pointer, "hints", "forZones"), dig(endpoint, "hints", "forZones"))


def _hint_faults(pointer: Pointer, zones: Any) -> Iterator[Fault]:
    count = len(sequence(zones))
    if count > _MOST_HINTS:
        yield f"{count} hints are more than {_MOST_HINTS}", key(*pointer)
    seen: set[str] = set()
    for index, zone in mappings(zones):
        name, place = text(zone.get("name")), at(*pointer, index, "name")
        if name in seen:
            yield f'two hints are for the zone "{name}"', place
        elif not is_label_value(name):
            yield f'no zone is named "{name}" ({LABEL_VALUE})', place
        seen.add(name)


def _host_faults(pointer: Pointer, hosts: Any) -> Iterator[Fault]:
    for index, host in enumerate(sequence(hosts)):
        name = text(host).removesuffix(".")
        if isinstance(host, str) and not ("." in name and is_dns_subdomain(name)):
            yield f'"{host}" is no host name with a dot ({DNS_SUBDOMAIN})', at(*pointer, index)
