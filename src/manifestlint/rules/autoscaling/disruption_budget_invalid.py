"""Budgets of impossible numbers."""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer
from manifestlint.rulekit import Problem, Profile, Safety, Severity, refused, resource_rule, respelt
from manifestlint.rules.autoscaling._budget import FIELDS, KIND, SPEC, is_budget

_PERCENTAGE = re.compile(r"[0-9]+%")
_POLICY = "unhealthyPodEvictionPolicy"


@resource_rule(
    "disruption-budget-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=(KIND,),
)
def disruption_budget_invalid(resource: Resource) -> Iterator[Problem]:
    """A PodDisruptionBudget counts with what is no number of pods and no percentage.

    The API server refuses it (Kubernetes `pkg/apis/policy/validation/validation.go`,
    `ValidatePodDisruptionBudgetSpec`, v1.35). A value is a number from 0 on, or a whole percentage of at
    most `100%`, without blanks; a number in quotes is neither. `unhealthyPodEvictionPolicy` is
    IfHealthyBudget or AlwaysAllow.

    It is essential: nothing of it reaches the cluster.
    """
    if not is_budget(resource):
        return
    for field in FIELDS:
        fault = _fault(resource.get(*SPEC, field))
        if fault:
            yield refused(resource, f"{field} {fault}", at(*SPEC, field))
    unknown = stranger(resource.data, (*SPEC, _POLICY), ("IfHealthyBudget", "AlwaysAllow"))
    if unknown:
        place = at(*SPEC, _POLICY)
        yield refused(resource, f"{unknown}", place, fix=respelt(unknown, place))


def _fault(written: Any) -> str:
    number = integer(written)
    if number is not None:
        return f"{number} is less than 0" if number < 0 else ""
    if not isinstance(written, str):
        return ""
    if written.isdecimal():
        return f'"{written}" in quotes is no number and no percentage'
    if not _PERCENTAGE.fullmatch(written):
        return f'"{written}" is no percentage'
    return f"{written} is more than 100%" if int(written[:-1]) > 100 else ""
