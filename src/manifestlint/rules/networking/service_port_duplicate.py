"""Services that open the same port twice."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer, text
from manifestlint.rulekit import Pointer, Problem, Profile, Related, Severity, refused, resource_rule
from manifestlint.rules.networking._service import Service, as_service, protocol


@resource_rule(
    "service-port-duplicate",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Service",),
)
def service_port_duplicate(resource: Resource) -> Iterator[Problem]:
    """A Service has two ports of the same name, or of the same number and protocol.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateService` and
    `validateServicePort`, v1.35). The same number may be opened once for TCP and once for UDP (DNS, HTTP/3),
    under two names; a protocol that is left out is TCP.

    Rename one, or take it out. Several ports may well lead to the same `targetPort`.

    It is essential: nothing of it reaches the cluster.
    """
    service = as_service(resource)
    if service:
        yield from _problems(service)


def _problems(service: Service) -> Iterator[Problem]:
    taken: dict[object, Pointer] = {}
    for pointer, port in service.ports():
        name, number = text(port.get("name")), integer(port.get("port"))
        first = taken.setdefault(name, pointer) if name else pointer
        if first != pointer:
            other = Related("first used here", at(*first, "name"))
            yield refused(service.resource, f'two ports are named "{name}"', at(*pointer, "name"), other)
        kind = protocol(port)
        first = taken.setdefault((number, kind), pointer) if number is not None else pointer
        if first != pointer:
            other = Related("first opened here", at(*first, "port"))
            reason = f"port {number} is opened twice with protocol {kind}"
            yield refused(service.resource, reason, at(*pointer, "port"), other)
