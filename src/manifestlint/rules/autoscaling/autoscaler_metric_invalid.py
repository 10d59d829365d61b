"""Autoscaler metrics that measure nothing."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.names import is_dns_label, is_path_segment
from manifestlint.model.quantity import parse_quantity
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import dig, integer, mapping, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.autoscaling._autoscaler import KIND, SOURCES, is_autoscaler, metrics

_TARGETS = ("Utilization", "Value", "AverageValue")
_OF_PODS = ("averageUtilization", "averageValue")
_NEEDED = {
    "resource": _OF_PODS,
    "containerResource": _OF_PODS,
    "pods": ("averageValue",),
    "object": ("value", "averageValue"),
    "external": ("value", "averageValue"),
}
"""The fields of a target of which one is needed; of two, only an Object's may both be there."""
_METRIC: Pointer = ("metric", "name")
_NAMES: dict[str, tuple[Pointer, ...]] = {
    "resource": (("name",),),
    "containerResource": (("name",), ("container",)),
    "pods": (_METRIC,),
    "object": (_METRIC, ("describedObject", "kind"), ("describedObject", "name")),
    "external": (_METRIC,),
}
"""What must be named; names of resources have no grammar."""


@resource_rule(
    "autoscaler-metric-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=(KIND,),
)
def autoscaler_metric_invalid(resource: Resource) -> Iterator[Problem]:
    """An autoscaler's metric has no source that fits its type, or no target that can be reached.

    The API server refuses it (Kubernetes `pkg/apis/autoscaling/validation/validation.go`,
    `validateMetricSpec` and `validateMetricTarget`, v1.35). A metric of type Resource is described by
    `resource`, one of type ContainerResource by `containerResource`, and so on; no other of these fields may
    be set. A target is larger than zero, and one of `averageUtilization` and `averageValue` for resources,
    `averageValue` for Pods, `value` or `averageValue` for Object and External. A target's `type` only has
    to exist; the fields decide. What is measured has a name: the resource, the container, the metric, the
    described object.

    Two metrics of one name are taken. It is judged for `autoscaling/v2`.

    It is essential: nothing of it reaches the cluster.
    """
    if is_autoscaler(resource):
        for pointer, metric in metrics(resource):
            yield from refusals(resource, _faults(pointer, metric))


def _faults(pointer: Pointer, metric: dict[str, Any]) -> Iterator[Fault]:
    unknown = stranger(metric, ("type",), SOURCES)
    if unknown or metric.get("type") == "":
        yield f"{unknown or 'a metric has no type'}", at(*pointer, "type")
        return
    kind = text(metric.get("type"))
    field = SOURCES.get(kind)
    if field is None:
        return
    if metric.get(field) is None:
        yield f"a metric of type {kind} has no {field}", at(*pointer)
    for other in SOURCES.values():
        if other != field and metric.get(other) is not None:
            yield f"a metric of type {kind} has {other}", at(*pointer, other)
    source = mapping(metric.get(field))
    yield from _name_faults(field, (*pointer, field), source)
    if isinstance(source.get("target"), dict):
        yield from _target_faults(field, (*pointer, field, "target"), source["target"])


def _name_faults(field: str, pointer: Pointer, source: dict[str, Any]) -> Iterator[Fault]:
    for path in _NAMES[field]:
        written = dig(source, *path)
        if written == "":
            yield f"{field}: {path[-1]} is empty", at(*pointer, *path)
        elif isinstance(written, str) and path[-1] != "container" and path != ("name",):
            if not is_path_segment(written):
                yield f'{field}: {path[-1]} "{written}" cannot be one', at(*pointer, *path)
        elif isinstance(written, str) and path == ("container",) and not is_dns_label(written):
            yield f'{field}: "{written}" can be the name of no container', at(*pointer, *path)


def _target_faults(field: str, pointer: Pointer, target: dict[str, Any]) -> Iterator[Fault]:
    unknown = stranger(target, ("type",), _TARGETS)
    if unknown or target.get("type") == "":
        yield f"the target's {unknown or 'type is empty'}", at(*pointer, "type")
    needed = _NEEDED[field]
    given = [name for name in needed if target.get(name) is not None]
    if not given:
        yield f"the target of {field} has no {' and no '.join(needed)}", at(*pointer)
    elif len(given) > 1 and field != "object":
        yield f"the target of {field} has both {' and '.join(given)}", at(*pointer, given[1])
    for name in ("value", "averageValue"):
        written = target.get(name)
        amount = parse_quantity(written.strip() if isinstance(written, str) else written)
        if amount is None and isinstance(target.get(name), str):
            yield f'{name} "{target[name]}" is no quantity, such as 500m', at(*pointer, name)
        elif amount is not None and amount <= 0:
            yield f"{name} {target[name]} is not larger than 0", at(*pointer, name)
    percent = integer(target.get("averageUtilization"))
    if percent is not None and percent < 1:
        yield f"averageUtilization {percent} is less than 1", at(*pointer, "averageUtilization")
