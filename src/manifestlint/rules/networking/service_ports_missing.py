"""Services without a port."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.networking._service import EXTERNAL_NAME, PORTS, TYPES, as_service


@resource_rule(
    "service-ports-missing",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Service",),
)
def service_ports_missing(resource: Resource) -> Iterator[Problem]:
    """A Service has no ports.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateService`,
    v1.35): a Service with an address forwards nothing else than its ports. Only an ExternalName and a
    headless Service (`clusterIP: None`) may do without.

    Name at least one port in `spec.ports`, or write `clusterIP: None` where only the pods' names are
    wanted.

    It is essential: nothing of it reaches the cluster.
    """
    service = as_service(resource)
    if service is None or service.spec.get("ports") not in (None, []) or service.is_headless:
        return
    if service.type != EXTERNAL_NAME and service.type in TYPES:
        yield refused(resource, "it has no ports", at(*PORTS))
