"""Services with addresses that are none."""

from collections.abc import Iterator

from manifestlint.model.address import parse_address, parse_network
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.networking._endpoint import address_fault
from manifestlint.rules.networking._service import LOAD_BALANCER, SOURCE_RANGES, SPEC, Service, as_service


@resource_rule(
    "service-address-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Service",),
)
def service_address_invalid(resource: Resource) -> Iterator[Problem]:
    """A Service's `externalIPs` or `loadBalancerSourceRanges` holds what is no address or range.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateService` and
    `ValidateEndpointIP`, v1.35). An external IP is a single address, and not an unspecified, loopback or
    link-local one. A source range is a CIDR such as `203.0.113.0/24`, a single address `203.0.113.7/32`;
    the same goes for the ranges in the old annotation.

    Addresses inside a range (`10.0.0.1/8`) and zeros before the digits are still taken, and not told.

    It is essential: nothing of it reaches the cluster.
    """
    service = as_service(resource)
    if service:
        yield from refusals(resource, _faults(service))


def _faults(service: Service) -> Iterator[Fault]:
    for index, ip in enumerate(sequence(service.spec.get("externalIPs"))):
        fault = address_fault(ip)
        if fault:
            yield f"external IP {fault}", at(*SPEC, "externalIPs", index)
    ranges = sequence(service.spec.get("loadBalancerSourceRanges"))
    for index, written in enumerate(ranges):
        if isinstance(written, str) and parse_network(written.strip()) is None:
            yield _range_fault(written), at(*SPEC, "loadBalancerSourceRanges", index)
    annotation = service.resource.annotations.get(SOURCE_RANGES, "").strip()
    if not ranges and annotation and service.type == LOAD_BALANCER:
        for part in annotation.split(","):
            if parse_network(part.strip()) is None:
                yield _range_fault(part), at("metadata", "annotations", SOURCE_RANGES)


def _range_fault(written: str) -> str:
    address = parse_address(written.strip())
    hint = f"; a single address is {address}/{address.max_prefixlen}" if address else ""
    return f'source range "{written.strip()}" is no CIDR{hint}'
