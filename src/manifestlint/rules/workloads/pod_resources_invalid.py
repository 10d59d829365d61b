"""Pods that are promised less than their containers ask for."""

from collections.abc import Iterator, Sequence

from manifestlint.model.shape import dig, mapping
from manifestlint.model.workload import Container, Role, Workload
from manifestlint.rulekit import At, Fault, Problem, Profile, Severity, refusals, workload_rule
from manifestlint.rules.workloads._amounts import (
    HUGE_PAGES,
    Amount,
    amounts,
    amounts_of,
    may_be_overcommitted,
)
from manifestlint.rules.workloads._scarce import scarce_faults

_FIELD = "resources"


@workload_rule("pod-resources-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def pod_resources_invalid(workload: Workload) -> Iterator[Problem]:
    """A pod's own `resources` contradict themselves or its containers.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validatePodResources`
    and `validatePodResourceConsistency`, v1.35). What is written at `spec.resources` holds for all
    containers together: `cpu`, `memory` and huge pages, no `claims`, and not on Windows. The containers'
    requests add up to at most the pod's request, no container's limit is above the pod's, and a request is
    not above its limit. Init containers run one after another, so the largest of them counts, beside the
    sidecars that run already. In a Pod a limit without a request counts as a request.

    Before v1.34 the field is dropped, and nothing is told.

    It is essential: nothing of it reaches the cluster.
    """
    if mapping(workload.pod.get(_FIELD)) and workload.resource.on(34):
        yield from refusals(workload, _faults(workload))


def _faults(workload: Workload) -> Iterator[Fault]:
    pod, start = workload.pod, workload.pod_pointer
    if dig(pod, "os", "name") == "windows":
        yield "a pod for windows has no resources of its own", At((*start, _FIELD), on="key")
        return
    if pod[_FIELD].get("claims") is not None:
        yield "a pod's own resources have no claims", At((*start, _FIELD, "claims"), on="key")
    limits, requests = (tuple(amounts_of(pod, start, field)) for field in ("limits", "requests"))
    for amount in (*limits, *requests):
        if amount.name not in {"cpu", "memory"} and not amount.name.startswith(HUGE_PAGES):
            reason = f'"{amount.name}" cannot be given to a pod as a whole, only cpu, memory and hugepages'
            yield reason, amount.place
    yield from scarce_faults(limits, requests)
    yield from _bound_faults(workload, limits, requests)


def _bound_faults(
    workload: Workload, limits: Sequence[Amount], requests: Sequence[Amount]
) -> Iterator[Fault]:
    requested = {request.name: request for request in requests}
    for request in requests:
        total = _total(workload, "requests", request.name)
        if _value(request) < total:
            told = f"its containers request {_shown(request.name, total)} of {request.name} together"
            yield f"{told}, and the pod only {request.written}", request.place
    for limit in limits:
        own = requested.get(limit.name)
        if own is not None and may_be_overcommitted(limit.name) and _value(own) > _value(limit):
            reason = f"it requests {limit.name} {own.written}, and its limit is {limit.written}"
            yield reason, own.place
        yield from _container_faults(workload, limit, defaulted=own is None)


def _container_faults(workload: Workload, limit: Amount, *, defaulted: bool) -> Iterator[Fault]:
    for container in workload.containers():
        for own in amounts(container, "limits"):
            if container.role is Role.MAIN and own.name == limit.name and _value(own) > _value(limit):
                told = f"{container} has a limit of {own.name} {own.written}"
                yield f"{told}, and its pod one of {limit.written}", own.place
    field = "limits" if limit.name.startswith(HUGE_PAGES) else "requests"
    if field == "limits" or (defaulted and workload.kind == "Pod"):
        total = _total(workload, field, limit.name)
        if total > _value(limit):
            told = f"the {field} of its containers for {limit.name} add up to {_shown(limit.name, total)}"
            yield f"{told}, and the limit of the pod is {limit.written}", limit.place


def _total(workload: Workload, field: str, name: str) -> int:
    """What the containers want together, in thousandths (component-helpers `resource/helpers.go`, v1.35)."""
    running = before = highest = 0
    for container in workload.containers():
        wanted = _wanted(workload, container, field, name)
        if container.role is Role.MAIN:
            running += wanted
        elif container.role is Role.SIDECAR:
            running, before = running + wanted, before + wanted
            highest = max(highest, before)
        elif container.role is Role.INIT:
            highest = max(highest, before + wanted)
    return max(running, highest)


def _wanted(workload: Workload, container: Container, field: str, name: str) -> int:
    fields = (field, "limits") if workload.kind == "Pod" else (field,)
    found = (_value(own) for one in fields for own in amounts(container, one) if own.name == name)
    return next(found, 0)


def _value(amount: Amount) -> int:
    return amount.thousandths or 0


def _shown(name: str, thousandths: int) -> str:
    """The amount as one would write it: parts of a cpu, or bytes with the largest suffix that is exact."""
    if name == "cpu" or thousandths % 1000:
        return f"{thousandths / 1000:g}"
    amount, suffixes = thousandths // 1000, ("", "Ki", "Mi", "Gi", "Ti")
    power = next(p for p in range(len(suffixes) - 1, -1, -1) if amount % 1024**p == 0)
    return f"{amount // 1024**power}{suffixes[power]}"
