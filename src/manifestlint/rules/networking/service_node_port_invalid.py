"""Services whose node ports cannot be opened."""

from collections.abc import Iterator

from manifestlint.model.names import is_port_number
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer
from manifestlint.rulekit import Pointer, Problem, Profile, Related, Severity, refused, resource_rule
from manifestlint.rules.networking._service import (
    CLUSTER_IP,
    LOAD_BALANCER,
    NODE_PORT,
    Service,
    as_service,
    protocol,
)


@resource_rule(
    "service-node-port-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("nodePort",),
    kinds=("Service",),
)
def service_node_port_invalid(resource: Resource) -> Iterator[Problem]:
    """A Service's `nodePort` does not fit its type, is used twice, or is no port.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateService`,
    v1.35). Type ClusterIP, which is the default, has no node ports: `type: NodePort` is missing, or the
    node port is left over. Two ports of one Service may share a node port only with different protocols.

    Left out or 0, the server chooses a port. Its range (30000 to 32767, unless the cluster says otherwise)
    is not looked at, only that the number is a port at all.

    It is essential: nothing of it reaches the cluster.
    """
    service = as_service(resource)
    if service:
        yield from _problems(service)


def _problems(service: Service) -> Iterator[Problem]:
    taken: dict[tuple[int, str], Pointer] = {}
    for pointer, port in service.ports():
        number = integer(port.get("nodePort"))
        if not number:
            continue
        place = at(*pointer, "nodePort")
        if service.type == CLUSTER_IP:
            written = "" if service.resource.get("spec", "type") else ", the default"
            reason = f"nodePort {number} in type ClusterIP{written}, which opens no port of a node"
            yield refused(service.resource, reason, place)
        elif service.type in {NODE_PORT, LOAD_BALANCER} and not is_port_number(number):
            yield refused(service.resource, f"nodePort {number} is not between 1 and 65535", place)
        first = taken.setdefault((number, protocol(port)), pointer)
        if first != pointer:
            other = Related("first used here", at(*first, "nodePort"))
            reason = f"two ports have nodePort {number} with {protocol(port)}"
            yield refused(service.resource, reason, place, other)
