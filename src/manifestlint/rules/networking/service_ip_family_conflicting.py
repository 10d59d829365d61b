"""Services that ask for two IP families and say that they want one."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence, text
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.networking._service import EXTERNAL_NAME, SPEC, Service, as_service


@resource_rule(
    "service-ip-family-conflicting",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Service",),
)
def service_ip_family_conflicting(resource: Resource) -> Iterator[Problem]:
    """A Service's IP families contradict each other, its policy or its type.

    The API server refuses it (Kubernetes `pkg/registry/core/service/storage/alloc.go`,
    `initIPFamilyFields`, and `pkg/apis/core/validation/validation.go`, `validateService`, v1.35). Two
    families, or two addresses, need `ipFamilyPolicy: PreferDualStack` or `RequireDualStack`: left out, the
    policy is `SingleStack`, unless the Service is headless and has no selector. No family may be named
    twice, and an ExternalName has neither families nor a policy.

    Which families the cluster has is not looked at.

    It is essential: nothing of it reaches the cluster.
    """
    service = as_service(resource)
    if service:
        yield from refusals(resource, _faults(service))


def _faults(service: Service) -> Iterator[Fault]:
    families = [family for family in sequence(service.spec.get("ipFamilies")) if isinstance(family, str)]
    if service.type == EXTERNAL_NAME:
        for field in ("ipFamilies", "ipFamilyPolicy"):
            if service.spec.get(field):
                yield f"type ExternalName takes no {field}", at(*SPEC, field)
        return
    for index, family in enumerate(families):
        if family in families[:index]:
            yield f"ipFamilies names {family} twice", at(*SPEC, "ipFamilies", index)
    if not _is_single(service):
        return
    policy = "is" if service.spec.get("ipFamilyPolicy") else "is left out, which means"
    for field, items in (("ipFamilies", families), ("clusterIPs", service.cluster_ips)):
        if len(items) > 1:
            yield f"{field} is {', '.join(items)}, but ipFamilyPolicy {policy} SingleStack", at(*SPEC, field)
            return


def _is_single(service: Service) -> bool:
    policy = text(service.spec.get("ipFamilyPolicy"))
    if policy or service.spec.get("ipFamilyPolicy") is not None:
        return policy == "SingleStack"
    return not (service.cluster_ip == "None" and not service.spec.get("selector"))
