"""Ranges from which no Service gets an address."""

from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any

from manifestlint.model.address import parse_network
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence, text
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule

_CIDRS = ("spec", "cidrs")


@resource_rule(
    "service-cidr-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("ServiceCIDR",),
)
def service_cidr_invalid(resource: Resource) -> Iterator[Problem]:
    """A ServiceCIDR has no range, more than one of a family, or one that is none.

    The API server refuses it (Kubernetes `pkg/apis/networking/validation/validation.go`,
    `validateServiceCIDRSpec`, v1.35). There are one or two ranges, and two are of IPv4 and IPv6. A range
    is written in its shortest form, without bits behind its prefix: `10.96.0.0/16`.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group == "networking.k8s.io":
        yield from refusals(resource, _faults(resource.get(*_CIDRS)))


def _faults(cidrs: Any) -> Iterator[Fault]:
    ranges = sequence(cidrs)
    if not ranges and cidrs in (None, []):
        yield "there are no cidrs", at("spec")
        return
    if len(ranges) > 2:
        yield f"{len(ranges)} cidrs are more than one of IPv4 and one of IPv6", at(*_CIDRS)
        return
    found = [parse_network(text(written)) for written in ranges]
    for index, (written, network) in enumerate(zip(ranges, found, strict=True)):
        if isinstance(written, str) and not _is_strict(written):
            hint = f"; its shortest form is {network}" if network else ""
            yield f'"{written}" is no range{hint}', at(*_CIDRS, index)
    if len(found) == 2 and found[0] and found[1] and found[0].version == found[1].version:
        yield f"both cidrs are of IPv{found[0].version}", at(*_CIDRS, 1)


def _is_strict(written: str) -> bool:
    try:
        network = ip_network(written)
    except ValueError:
        return False
    return str(network) == written and getattr(network.network_address, "ipv4_mapped", None) is None
