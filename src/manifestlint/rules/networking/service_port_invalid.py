"""Services with ports that do not exist."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import (
    DNS_LABEL,
    PORT_NAME,
    QUALIFIED_NAME,
    is_dns_label,
    is_port_name,
    is_port_number,
    is_qualified_name,
)
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.networking._service import Service, as_service


@resource_rule(
    "service-port-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Service",),
    peers={"kube-linter": "invalid-target-ports"},
    subsumes=("service-target-port-unknown", "service-target-port-undeclared"),
)
def service_port_invalid(resource: Resource) -> Iterator[Problem]:
    """A Service's port has a number, name or `targetPort` that cannot be one.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateServicePort`,
    v1.35). Numbers lie between 1 and 65535. The name of a Service's port is a DNS label; a `targetPort` in
    letters is the name of a container's port, of at most 15 characters, and has at least one letter: a
    number in quotes is a name without one. `appProtocol` is a name with an optional domain before it
    (`kubernetes.io/h2c`).

    Whether the pods have the port is told by `service-target-port-unknown`.

    It is essential: nothing of it reaches the cluster.
    """
    service = as_service(resource)
    if service:
        yield from refusals(resource, _faults(service))


def _faults(service: Service) -> Iterator[Fault]:
    for pointer, port in service.ports():
        number, name, app = integer(port.get("port")), text(port.get("name")), text(port.get("appProtocol"))
        if number is not None and not is_port_number(number):
            yield f"port {number} is not between 1 and 65535", at(*pointer, "port")
        if name and not is_dns_label(name):
            yield f'port name "{name}" is no DNS label ({DNS_LABEL})', at(*pointer, "name")
        if app and not is_qualified_name(app):
            yield f'appProtocol "{app}" is no qualified name ({QUALIFIED_NAME})', at(*pointer, "appProtocol")
        yield from _target_faults(pointer, port.get("targetPort"))


def _target_faults(pointer: Pointer, target: Any) -> Iterator[Fault]:
    place = at(*pointer, "targetPort")
    if isinstance(target, str) and target.isdecimal():
        yield f'targetPort "{target}" in quotes is a name, and a name has a letter', place
    elif isinstance(target, str) and target and not is_port_name(target):
        yield f'targetPort "{target}" is no port name ({PORT_NAME})', place
    elif integer(target) and not is_port_number(target):
        yield f"targetPort {target} is not between 1 and 65535", place
