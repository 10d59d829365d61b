"""Services with several ports, of which some have no name."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.networking._service import as_service


@resource_rule(
    "service-port-unnamed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Service",),
)
def service_port_unnamed(resource: Resource) -> Iterator[Problem]:
    """A Service with several ports has one without a name.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateServicePort`,
    v1.35); a single port needs no name. It usually comes with the second port that is added.

    Name every port: `http`, `metrics`.

    It is essential: nothing of it reaches the cluster.
    """
    service = as_service(resource)
    if service is None or len(sequence(service.spec.get("ports"))) < 2:
        return
    for pointer, port in service.ports():
        if port.get("name") in (None, ""):
            title = f"port {port['port']}" if "port" in port else "a port"
            yield refused(resource, f"{title} has no name, which several ports need", at(*pointer))
