"""Devices and huge pages that are asked for as if they could be shared."""

from collections.abc import Iterator

from manifestlint.model.workload import Container, Role
from manifestlint.rulekit import Fault, Problem, Profile, Severity, container_rule, refusals
from manifestlint.rules.workloads._amounts import (
    HUGE_PAGES,
    Amount,
    amounts,
    is_extended,
    may_be_overcommitted,
    read_quantity,
    resource_names,
)


@container_rule("extended-resource-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def extended_resource_invalid(container: Container) -> Iterator[Problem]:
    """Devices or huge pages are requested in parts, without a limit, or other than limited.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateResourceRequirements`, v1.35). A node cannot promise more devices (`nvidia.com/gpu`) or huge
    pages than it has: the limit must be written, a request beside it must be equal, devices come as whole
    numbers, huge pages as multiples of their size and together with cpu or memory.

    Write only the limit; the request follows from it.

    It is essential: nothing of it reaches the cluster.
    """
    if container.role is Role.EPHEMERAL:
        return
    if not all(map(may_be_overcommitted, resource_names(container))):
        yield from refusals(container, _faults(container))


def _faults(container: Container) -> Iterator[Fault]:
    limits = {limit.name: limit for limit in amounts(container, "limits")}
    requests = list(amounts(container, "requests"))
    for request in requests:
        limit = limits.get(request.name)
        if may_be_overcommitted(request.name):
            continue
        if limit is None:
            yield f"{request.name} is requested without a limit", request.place
        elif _differ(request, limit):
            told = f"{request.written}, and its limit is {limit.written}"
            yield f"the request of {request.name} is {told}, and both must be equal", request.place
    for amount in (*limits.values(), *requests):
        yield from _part_faults(amount)
    pages = next((a for a in (*limits.values(), *requests) if a.name.startswith(HUGE_PAGES)), None)
    if pages and not {"cpu", "memory"} & {amount.name for amount in (*limits.values(), *requests)}:
        yield f"{pages.name} cannot be had without cpu or memory", pages.place


def _differ(request: Amount, limit: Amount) -> bool:
    wanted, allowed = request.thousandths, limit.thousandths
    return wanted is not None and allowed is not None and wanted != allowed


def _part_faults(amount: Amount) -> Iterator[Fault]:
    value = amount.thousandths
    if value is None or value < 0:
        return
    if is_extended(amount.name) and value % 1000:
        yield f"{amount.name} {amount.written} is no whole number", amount.place
    if amount.name.startswith(HUGE_PAGES):
        size = read_quantity(amount.name.removeprefix(HUGE_PAGES))
        if not size or size < 0 or size.denominator != 1 or -(-value // 1000) % size:
            yield f"{amount.name} {amount.written} is no multiple of the size of a page", amount.place
