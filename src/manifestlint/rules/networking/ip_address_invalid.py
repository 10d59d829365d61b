"""Addresses that belong to nobody."""

from collections.abc import Iterator
from ipaddress import ip_address

from manifestlint.model.names import DNS_SUBDOMAIN, is_dns_subdomain, is_path_segment
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mapping, text
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule

_PARENT = ("spec", "parentRef")


@resource_rule(
    "ip-address-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("IPAddress",),
)
def ip_address_invalid(resource: Resource) -> Iterator[Problem]:
    """An IPAddress is not called after the address, or belongs to nothing.

    The API server refuses it (Kubernetes `pkg/apis/networking/validation/validation.go`,
    `ValidateIPAddress`, v1.35). Its name is the address in its shortest form: `10.0.0.1`, `2001:db8::1`.
    `parentRef` names the resource in the plural and the object: `services`, `web`.

    The API server makes these objects itself, for the cluster IPs of Services.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group == "networking.k8s.io":
        yield from refusals(resource, _faults(resource))


def _faults(resource: Resource) -> Iterator[Fault]:
    name = text(resource.get("metadata", "name"))
    if name and not _is_address(name):
        yield f'its name "{name}" is no IP address in its shortest form', at("metadata", "name")
    parent = mapping(resource.get(*_PARENT))
    for field in ("resource", "name"):
        if parent.get(field) == "":
            yield f"parentRef has no {field}", at(*_PARENT, field)
    for field in ("resource", "name", "namespace"):
        if not is_path_segment(text(parent.get(field))):
            yield f'parentRef\'s {field} cannot be "{parent[field]}"', at(*_PARENT, field)
    group = text(parent.get("group"))
    if group and not is_dns_subdomain(group):
        yield f'parentRef\'s group "{group}" is no domain ({DNS_SUBDOMAIN})', at(*_PARENT, "group")


def _is_address(name: str) -> bool:
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return str(address) == name and getattr(address, "ipv4_mapped", None) is None
