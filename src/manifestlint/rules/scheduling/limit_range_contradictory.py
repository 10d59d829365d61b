"""Limit ranges that no pod can keep to."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.quantity import parse_quantity
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mapping, mappings
from manifestlint.rulekit import Pointer, Problem, Profile, Related, Severity, refused, resource_rule

_ASCENDING = (
    ("min", "max"),
    ("min", "defaultRequest"),
    ("min", "default"),
    ("defaultRequest", "default"),
    ("defaultRequest", "max"),
    ("default", "max"),
)


@resource_rule(
    "limit-range-contradictory",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("LimitRange",),
)
def limit_range_contradictory(resource: Resource) -> Iterator[Problem]:
    """A LimitRange's minimum, defaults and maximum contradict each other.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateLimitRange`,
    v1.35). For each resource `min` is at most `defaultRequest`, that at most `default`, and that at most
    `max`; what is left out does not count. `maxLimitRequestRatio` is at least 1, and at most `max` divided by
    `min` where there are both.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group:
        return
    for index, limit in mappings(resource.get("spec", "limits")):
        pointer: Pointer = ("spec", "limits", index)
        yield from _unordered(resource, pointer, limit)
        yield from _bad_ratios(resource, pointer, limit)


def _unordered(resource: Resource, pointer: Pointer, limit: dict[str, Any]) -> Iterator[Problem]:
    for lower, upper in _ASCENDING:
        above = mapping(limit.get(upper))
        for name, written in mapping(limit.get(lower)).items():
            low, high = parse_quantity(written), parse_quantity(above.get(name))
            if low is not None and high is not None and low > high:
                reason = f"{lower} {name} {written} is more than {upper} {above[name]}"
                other = Related(f"against this {upper}", at(*pointer, upper, name))
                yield refused(resource, reason, at(*pointer, lower, name), other)


def _bad_ratios(resource: Resource, pointer: Pointer, limit: dict[str, Any]) -> Iterator[Problem]:
    for name, written in mapping(limit.get("maxLimitRequestRatio")).items():
        ratio, place = parse_quantity(written), at(*pointer, "maxLimitRequestRatio", name)
        low = parse_quantity(mapping(limit.get("min")).get(name))
        high = parse_quantity(mapping(limit.get("max")).get(name))
        if ratio is not None and ratio < 1:
            yield refused(resource, f"maxLimitRequestRatio {name} {written} is less than 1", place)
        elif ratio is not None and low and high and low > 0 and ratio > high / low:
            reason = f"maxLimitRequestRatio {name} {written} is more than max divided by min"
            yield refused(resource, reason, place)
