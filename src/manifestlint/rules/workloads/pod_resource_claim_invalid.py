"""Devices that a pod claims without saying which, or that a container takes from no claim."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import DNS_LABEL, DNS_SUBDOMAIN, is_dns_label, is_dns_subdomain
from manifestlint.model.shape import dig, mappings, text
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, workload_rule

_FIELD = "resourceClaims"
_SOURCES = ("resourceClaimName", "resourceClaimTemplateName")


@workload_rule(
    "pod-resource-claim-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("resourceClaims", "claims"),
)
def pod_resource_claim_invalid(workload: Workload) -> Iterator[Problem]:
    """A pod's resource claim names no source, or two, or a container asks for a claim that is not there.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validatePodResourceClaim` and `validateResourceClaimNames`, v1.35). An item of `resourceClaims` has a
    name of its own, a DNS label that stands there once, and either `resourceClaimName` or
    `resourceClaimTemplateName`. A container asks for it by that name under `resources.claims`, once as a
    whole or once for each `request`.

    Before v1.34 the fields are dropped where the feature was not switched on, and nothing is told.

    It is essential: nothing of it reaches the cluster.
    """
    if not workload.resource.on(34):
        return
    yield from refusals(workload, _pod_faults(workload))
    names = {text(claim.get("name")) for _, claim in mappings(workload.pod.get(_FIELD))}
    for container in workload.containers():
        yield from refusals(container, _container_faults(container, names))


def _pod_faults(workload: Workload) -> Iterator[Fault]:
    seen = set()
    for index, claim in mappings(workload.pod.get(_FIELD)):
        pointer = (*workload.pod_pointer, _FIELD, index)
        name = claim.get("name")
        if isinstance(name, str) and name in seen:
            yield f'two of its resourceClaims are named "{name}"', At((*pointer, "name"))
        elif isinstance(name, str) and not is_dns_label(name):
            yield f'"{name}" can be the name of no resource claim ({DNS_LABEL})', At((*pointer, "name"))
        seen.add(str(name))
        yield from _source_faults(pointer, claim)


def _source_faults(pointer: Pointer, claim: dict[str, Any]) -> Iterator[Fault]:
    given = [field for field in _SOURCES if claim.get(field) is not None]
    if len(given) != 1:
        told = "has both" if given else "has neither"
        joined = " and " if given else " nor "
        yield f"resource claim {claim.get('name')} {told} {joined.join(_SOURCES)}", At(pointer)
    for field in given:
        name = claim[field]
        if isinstance(name, str) and not is_dns_subdomain(name):
            yield f'{field} "{name}" can be the name of nothing ({DNS_SUBDOMAIN})', At((*pointer, field))


def _container_faults(container: Container, names: set[str]) -> Iterator[Fault]:
    seen = set[tuple[str, str]]()
    for index, claim in mappings(dig(container.data, "resources", "claims")):
        name, request = claim.get("name"), text(claim.get("request"))
        place = container.at("resources", "claims", index, "name")
        if not isinstance(name, str):
            continue
        if name not in names:
            yield f'it asks for the claim "{name}", which is none of the pod\'s {_FIELD}', place
        if request and not is_dns_label(request):
            reason = f'request "{request}" is no DNS label ({DNS_LABEL})'
            yield reason, container.at("resources", "claims", index, "request")
        if {(name, request), (name, "")} & seen or (not request and any(name == other for other, _ in seen)):
            yield f'it asks for the claim "{name}" twice', place
        seen.add((name, request))
