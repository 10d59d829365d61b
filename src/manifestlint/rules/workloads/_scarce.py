"""Resources of which a node cannot promise more than it has: devices and huge pages."""

from collections.abc import Iterator, Sequence

from manifestlint.rulekit import Fault
from manifestlint.rules.workloads._amounts import (
    HUGE_PAGES,
    Amount,
    is_extended,
    may_be_overcommitted,
    read_quantity,
)


def scarce_faults(limits: Sequence[Amount], requests: Sequence[Amount]) -> Iterator[Fault]:
    """What is wrong with limits and requests that stand beside each other.

    Source: Kubernetes `pkg/apis/core/validation/validation.go`, `validateResourceRequirements` (v1.35).
    """
    limited = {limit.name: limit for limit in limits}
    for request in requests:
        limit = limited.get(request.name)
        if may_be_overcommitted(request.name):
            continue
        if limit is None:
            yield f"{request.name} is requested without a limit", request.place
        elif _differ(request, limit):
            told = f"{request.written}, and its limit is {limit.written}"
            yield f"the request of {request.name} is {told}, and both must be equal", request.place
    for amount in (*limits, *requests):
        yield from _part_faults(amount)
    pages = next((amount for amount in (*limits, *requests) if amount.name.startswith(HUGE_PAGES)), None)
    if pages and not {"cpu", "memory"} & {amount.name for amount in (*limits, *requests)}:
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
