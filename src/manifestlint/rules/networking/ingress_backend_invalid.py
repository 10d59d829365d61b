"""Ingress backends that nothing can be sent to."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import (
    DNS_LABEL,
    DNS_SUBDOMAIN,
    PORT_NAME,
    is_dns_label,
    is_dns_subdomain,
    is_path_segment,
    is_port_name,
    is_port_number,
)
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer, mapping, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.networking._ingress import backends, is_ingress


@resource_rule(
    "ingress-backend-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Ingress",),
)
def ingress_backend_invalid(resource: Resource) -> Iterator[Problem]:
    """An Ingress backend names no Service and no resource, or both, or not exactly one port.

    The API server refuses it (Kubernetes `pkg/apis/networking/validation/validation.go`,
    `validateIngressBackend`, v1.35). A backend is a `service` or a `resource`, never both. A Service's port
    is given by its `name` or its `number`, never both: a name of at most 15 characters, a number between 1
    and 65535. A port's number in quotes is the schema's matter. A resource has a `kind` and a `name`, and
    an `apiGroup` that is a DNS subdomain where it is written.

    Whether the Service exists is not looked at here.

    It is essential: nothing of it reaches the cluster.
    """
    if is_ingress(resource):
        for pointer, backend in backends(resource):
            yield from refusals(resource, _faults(pointer, backend))


def _faults(pointer: Pointer, backend: dict[str, Any]) -> Iterator[Fault]:
    service, other = backend.get("service"), backend.get("resource")
    if service is not None and other is not None:
        yield "a backend has both service and resource", at(*pointer)
    elif service is None and other is None:
        yield "a backend has neither service nor resource", at(*pointer)
    elif isinstance(other, dict):
        yield from _resource_faults((*pointer, "resource"), other)
    elif isinstance(service, dict):
        name = text(service.get("name"))
        if service.get("name") == "":
            yield "the backend's service has no name", at(*pointer, "service", "name")
        elif name and not is_dns_label(name):
            yield f'service name "{name}" is no DNS label ({DNS_LABEL})', at(*pointer, "service", "name")
        if service.get("port") is None or isinstance(service["port"], dict):
            yield from _port_faults((*pointer, "service", "port"), mapping(service.get("port")))


def _resource_faults(pointer: Pointer, reference: dict[str, Any]) -> Iterator[Fault]:
    group = reference.get("apiGroup")
    if isinstance(group, str) and not is_dns_subdomain(group):
        yield f'apiGroup "{group}" is no group of an API ({DNS_SUBDOMAIN})', at(*pointer, "apiGroup")
    for field in ("kind", "name"):
        written = reference.get(field)
        if written == "":
            yield f"the backend's resource has an empty {field}", at(*pointer, field)
        elif isinstance(written, str) and not is_path_segment(written):
            yield f'{field} "{written}" of the backend\'s resource cannot be one', at(*pointer, field)


def _port_faults(pointer: Pointer, port: dict[str, Any]) -> Iterator[Fault]:
    name, number = port.get("name"), port.get("number")
    if name and number:
        yield f"a backend's port has both name {name} and number {number}", at(*pointer)
    elif not name and not number:
        yield "a backend's port has neither name nor number", at(*pointer)
    elif isinstance(name, str) and name and not is_port_name(name):
        yield f'port name "{name}" cannot be one ({PORT_NAME})', at(*pointer, "name")
    elif integer(number) and not is_port_number(integer(number) or 0):
        yield f"port number {number} is not between 1 and 65535", at(*pointer, "number")
