"""Services whose address does not fit the rest of them."""

from collections.abc import Iterator

from manifestlint.model.address import parse_address
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.networking._service import (
    EXTERNAL_NAME,
    LOAD_BALANCER,
    NO_IP,
    NODE_PORT,
    SPEC,
    Service,
    as_service,
)


@resource_rule(
    "service-cluster-ip-conflicting",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Service",),
)
def service_cluster_ip_conflicting(resource: Resource) -> Iterator[Problem]:
    """A Service's `clusterIP` or `clusterIPs` contradicts its type, or is no address.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateService` and
    `ValidateServiceClusterIPsRelatedFields`, v1.35). An ExternalName is an alias and takes no address. A
    headless Service (`clusterIP: None`) cannot be of type NodePort or LoadBalancer, as there is nothing to
    forward to. `clusterIPs` starts with what `clusterIP` says and needs it, has at most one address of each
    IP family, and `None` stands alone in it.

    Usually the right thing is to leave both out, or to write `clusterIP: None` and no type. Whether an
    address lies in the range of the cluster is not looked at.

    It is essential: nothing of it reaches the cluster.
    """
    service = as_service(resource)
    if service and service.cluster_ips:
        yield from refusals(resource, _faults(service))


def _faults(service: Service) -> Iterator[Fault]:
    place = at(*service.cluster_ip_pointer)
    if service.type == EXTERNAL_NAME:
        yield f"type ExternalName takes no address, here it is {', '.join(service.cluster_ips)}", place
        return
    if service.is_headless and service.type in {LOAD_BALANCER, NODE_PORT}:
        yield f"type {service.type} needs an address, but clusterIP is None", place
    ips = service.cluster_ips
    if not service.cluster_ip:
        yield f"clusterIPs is {', '.join(ips)}, but clusterIP is left out", place
    elif ips[0] != service.cluster_ip:
        yield f"clusterIP {service.cluster_ip} is not {ips[0]}, the first of clusterIPs", place
    yield from _list_faults(service)


def _list_faults(service: Service) -> Iterator[Fault]:
    ips, place = service.cluster_ips, at(*SPEC, "clusterIPs")
    if service.is_headless:
        return
    if NO_IP in ips:
        yield "None stands alone in clusterIPs", place
        return
    addresses = [parse_address(ip) for ip in ips]
    versions = [address.version for address in addresses if address]
    if len(versions) < len(ips):
        bad = ips[addresses.index(None)]
        yield f'"{bad}" is no IP address', at(*service.cluster_ip_pointer) if len(ips) == 1 else place
        return
    if len(set(versions)) < len(versions):
        yield f"clusterIPs has more than one IPv{versions[-1]} address", place
    families = sequence(service.spec.get("ipFamilies"))
    for index, (version, family) in enumerate(zip(versions, families, strict=False)):
        if family in ("IPv4", "IPv6") and family != f"IPv{version}":
            yield f"address {ips[index]} is not of family {family}", at(*SPEC, "ipFamilies", index)
