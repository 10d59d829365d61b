"""Quotas for what is not counted."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import is_qualified_name
from manifestlint.model.quantity import parse_quantity
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mapping
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.scheduling._quota import COUNTED, is_standard


@resource_rule(
    "resource-quota-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("ResourceQuota",),
)
def resource_quota_invalid(resource: Resource) -> Iterator[Problem]:
    """A ResourceQuota limits what no quota counts, or to an impossible amount.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `ValidateResourceQuotaSpec`, v1.35). Names without a slash are those of the documentation: `pods`,
    `requests.cpu`, `requests.storage` and so on. Objects of every other kind are counted as
    `count/deployments.apps`, devices as `requests.nvidia.com/gpu`. Amounts are not less than 0, and numbers
    of objects are whole.

    It is essential: nothing of it reaches the cluster.
    """
    if not resource.id.group:
        yield from refusals(resource, _faults(mapping(resource.get("spec", "hard"))))


def _faults(hard: dict[str, Any]) -> Iterator[Fault]:
    for name, written in hard.items():
        place = at("spec", "hard", name)
        if not is_qualified_name(name) or not ("/" in name or is_standard(name)):
            yield f'no quota counts "{name}"; a kind is counted as count/<plural>.<group>', place
            continue
        amount = parse_quantity(written)
        if amount is not None and amount < 0:
            yield f"{name} {written} is less than 0", place
        elif amount is not None and name in COUNTED and amount.denominator != 1:
            yield f"{name} {written} is no whole number", place
