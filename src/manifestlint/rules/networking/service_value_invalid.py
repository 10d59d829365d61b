"""Services with values that do not exist."""

from collections.abc import Iterator

from manifestlint.model.choice import strangers
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import dig, integer, sequence
from manifestlint.rulekit import (
    Fault,
    Pointer,
    Problem,
    Profile,
    Safety,
    Severity,
    refusals,
    resource_rule,
    respelt,
)
from manifestlint.rules.networking._endpoint import PROTOCOLS
from manifestlint.rules.networking._service import SPEC, TYPES, Service, as_service

_POLICIES = ("Cluster", "Local")
_FAMILIES = ("IPv4", "IPv6")
_FIELDS: dict[Pointer, tuple[str, ...]] = {
    ("type",): TYPES,
    ("sessionAffinity",): ("ClientIP", "None"),
    ("internalTrafficPolicy",): _POLICIES,
    ("externalTrafficPolicy",): _POLICIES,
    ("ipFamilyPolicy",): ("SingleStack", "PreferDualStack", "RequireDualStack"),
    ("trafficDistribution",): ("PreferClose", "PreferSameZone", "PreferSameNode"),
}
_TIMEOUT: Pointer = ("sessionAffinityConfig", "clientIP", "timeoutSeconds")
_LONGEST = 86400


@resource_rule(
    "service-value-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=("Service",),
)
def service_value_invalid(resource: Resource) -> Iterator[Problem]:
    """A Service's type, protocol or another of its settings has a value that does not exist.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateService`,
    v1.35). The words are told apart by case: `tcp` and `clusterIP` are no values. An affinity by client
    lasts at most a day, 86400 seconds.

    Values that came with later versions (`PreferSameZone`, `PreferSameNode`, v1.34) are taken for right.

    It is essential: nothing of it reaches the cluster.
    """
    service = as_service(resource)
    if service:
        yield from refusals(resource, _faults(service))


def _faults(service: Service) -> Iterator[Fault]:
    spec = service.spec
    fields = {path: known for path, known in _FIELDS.items() if path[0] in spec}
    for index in range(len(sequence(spec.get("ipFamilies")))):
        fields["ipFamilies", index] = _FAMILIES
    for index, port in enumerate(sequence(spec.get("ports"))):
        if isinstance(port, dict) and "protocol" in port:
            fields["ports", index, "protocol"] = PROTOCOLS
    for found in strangers(spec, fields):
        place = at(*SPEC, *found.pointer)
        yield f"{found}", place, respelt(found, place)
    seconds = integer(dig(spec, *_TIMEOUT)) if spec.get("sessionAffinity") == "ClientIP" else None
    if seconds is not None and not 0 < seconds <= _LONGEST:
        yield f"timeoutSeconds {seconds} is not between 1 and {_LONGEST}", at(*SPEC, *_TIMEOUT)
