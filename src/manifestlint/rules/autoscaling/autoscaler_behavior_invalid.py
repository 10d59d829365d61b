"""Autoscalers that are told to scale at an impossible pace."""

from collections.abc import Iterator, Mapping
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.quantity import parse_quantity
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer, mapping, mappings
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
from manifestlint.rules.autoscaling._autoscaler import KIND, SPEC, is_autoscaler

_LONGEST_WINDOW = 3600
_LONGEST_PERIOD = 1800
_LARGEST = 2**31 - 1


@resource_rule(
    "autoscaler-behavior-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=(KIND,),
)
def autoscaler_behavior_invalid(resource: Resource) -> Iterator[Problem]:
    """An autoscaler's `behavior` has a window, policy or period that does not exist.

    The API server refuses it (Kubernetes `pkg/apis/autoscaling/validation/validation.go`,
    `validateScalingRules` and `validateScalingPolicy`, v1.35). `stabilizationWindowSeconds` lies between 0
    and 3600, a policy's `value` is at least 1, its `periodSeconds` between 1 and 1800. A policy counts Pods
    or Percent, and `selectPolicy` is Max, Min or Disabled. A `tolerance` is not negative (from v1.35 on).
    `policies` is left out, or has at least one item.

    It is essential: nothing of it reaches the cluster.
    """
    if not is_autoscaler(resource):
        return
    for direction in ("scaleUp", "scaleDown"):
        pointer: Pointer = (*SPEC, "behavior", direction)
        rules = mapping(resource.get(*pointer))
        yield from refusals(resource, _faults(pointer, rules))
        tolerance = parse_quantity(rules.get("tolerance"))
        if tolerance is not None and tolerance < 0 and resource.on(35):
            reason = f"tolerance {rules['tolerance']} is less than 0"
            yield from refusals(resource, [(reason, at(*pointer, "tolerance"))])


def _faults(pointer: Pointer, rules: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _outside(pointer, rules, "stabilizationWindowSeconds", 0, _LONGEST_WINDOW)
    unknown = stranger(rules, ("selectPolicy",), ("Max", "Min", "Disabled"))
    if unknown:
        written = at(*pointer, "selectPolicy")
        yield f"{unknown}", written, respelt(unknown, written)
    if rules.get("policies") == []:
        yield "policies is empty", at(*pointer, "policies")
    for index, policy in mappings(rules.get("policies")):
        place: Pointer = (*pointer, "policies", index)
        unknown = stranger(policy, ("type",), ("Pods", "Percent"))
        if unknown:
            written = at(*place, "type")
            yield f"a policy's {unknown}", written, respelt(unknown, written)
        yield from _outside(place, policy, "value", 1, _LARGEST)
        yield from _outside(place, policy, "periodSeconds", 1, _LONGEST_PERIOD)


def _outside(pointer: Pointer, data: Mapping[str, Any], field: str, low: int, high: int) -> Iterator[Fault]:
    number = integer(data.get(field))
    if number is not None and not low <= number <= high:
        reason = f"is less than {low}" if number < low else f"is more than {high}"
        yield f"{field} {number} {reason}", at(*pointer, field)
