"""Services with fields of another type of Service."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.networking._service import LOAD_BALANCER, SOURCE_RANGES, SPEC, Service, as_service

_BALANCER_FIELDS = ("loadBalancerSourceRanges", "allocateLoadBalancerNodePorts", "loadBalancerClass")


@resource_rule(
    "service-field-misplaced",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Service",),
)
def service_field_misplaced(resource: Resource) -> Iterator[Problem]:
    """A Service sets a field that only another type of Service may have.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateService` and
    `validateServiceExternalTrafficPolicy`, v1.35): `loadBalancerSourceRanges`, its old annotation,
    `loadBalancerClass` and `allocateLoadBalancerNodePorts` belong to type LoadBalancer,
    `externalTrafficPolicy` to what can be reached from outside (LoadBalancer, NodePort, or a ClusterIP with
    `externalIPs`), and `healthCheckNodePort` to a LoadBalancer whose `externalTrafficPolicy` is Local. It
    happens when the type is changed and the rest is left.

    Change the type back, or take the field out. Fields that the server takes and ignores
    (`loadBalancerIP`, `externalName`, `sessionAffinityConfig` without affinity) are not told.

    It is essential: nothing of it reaches the cluster.
    """
    service = as_service(resource)
    if service:
        yield from refusals(resource, _faults(service))


def _faults(service: Service) -> Iterator[Fault]:
    spec, this = service.spec, f"this is {service.type}"
    if service.type != LOAD_BALANCER:
        for field in _BALANCER_FIELDS:
            if spec.get(field) not in (None, []):
                yield f"{field} belongs to type LoadBalancer, {this}", at(*SPEC, field)
        if SOURCE_RANGES in service.resource.annotations and not spec.get("loadBalancerSourceRanges"):
            place = at("metadata", "annotations", SOURCE_RANGES)
            yield f"annotation {SOURCE_RANGES} belongs to type LoadBalancer, {this}", place
    if spec.get("externalTrafficPolicy") and not service.is_external:
        reason = f"externalTrafficPolicy belongs to type LoadBalancer or NodePort, {this}"
        yield reason, at(*SPEC, "externalTrafficPolicy")
    if spec.get("healthCheckNodePort") and not _is_health_checked(service):
        reason = "healthCheckNodePort belongs to type LoadBalancer with externalTrafficPolicy Local"
        yield reason, at(*SPEC, "healthCheckNodePort")


def _is_health_checked(service: Service) -> bool:
    return service.type == LOAD_BALANCER and service.spec.get("externalTrafficPolicy") == "Local"
