"""Limit ranges for what cannot be limited."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import is_qualified_name
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mapping, mappings, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule

_CLAIM = "PersistentVolumeClaim"
_TYPES = ("Container", "Pod", _CLAIM)
_COMPUTED = ("cpu", "memory", "ephemeral-storage")
_PAGES = "hugepages-"
_AMOUNTS = ("min", "max", "default", "defaultRequest", "maxLimitRequestRatio")


@resource_rule(
    "limit-range-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("LimitRange",),
)
def limit_range_invalid(resource: Resource) -> Iterator[Problem]:
    """A LimitRange has an unknown type, the same twice, or limits that its type does not have.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateLimitRange`,
    v1.35). The types are Container, Pod and PersistentVolumeClaim, each at most once. A Pod has no `default`
    and no `defaultRequest`, a PersistentVolumeClaim needs `min` or `max` of `storage`, and containers and
    pods have `cpu`, `memory`, `ephemeral-storage`, huge pages and extended resources, but no `storage`.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group:
        return
    seen: set[str] = set()
    for index, limit in mappings(resource.get("spec", "limits")):
        yield from refusals(resource, _faults(("spec", "limits", index), limit, seen))


def _faults(pointer: Pointer, limit: dict[str, Any], seen: set[str]) -> Iterator[Fault]:
    kind = text(limit.get("type"))
    if kind and kind not in _TYPES and ("/" not in kind or not is_qualified_name(kind)):
        yield f'type "{kind}" is not one of {", ".join(_TYPES)}', at(*pointer, "type")
    if kind in seen:
        yield f"type {kind} is there twice", at(*pointer, "type")
    seen.add(kind)
    if kind == "Pod":
        for field in ("default", "defaultRequest"):
            if limit.get(field):
                yield f"type Pod takes no {field}", at(*pointer, field)
    if kind == _CLAIM and not any("storage" in mapping(limit.get(field)) for field in ("min", "max")):
        yield f"type {_CLAIM} needs min or max of storage", at(*pointer)
    for field in _AMOUNTS if kind in {"Container", "Pod"} else ():
        for name in mapping(limit.get(field)):
            if "/" not in name and not _is_computed(name):
                yield f"type {kind} has no {name} to limit", at(*pointer, field, name)


def _is_computed(name: str) -> bool:
    return name in _COMPUTED or name.startswith(_PAGES)
