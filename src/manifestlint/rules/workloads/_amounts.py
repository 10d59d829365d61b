"""Requests and limits of containers, with the meaning that the API server gives them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from manifestlint.model.names import is_qualified_name
from manifestlint.model.quantity import parse_quantity
from manifestlint.model.shape import mapping
from manifestlint.model.workload import Container, Role
from manifestlint.rulekit import At, Pointer, Problem

HUGE_PAGES = "hugepages-"
_PLAIN = frozenset({"cpu", "memory", "ephemeral-storage"})
_NATIVE = "kubernetes.io/"
_QUOTA = "requests."
_POD_LEVEL_SINCE = 34


@dataclass(frozen=True, slots=True)
class Amount:
    """A request or a limit as written."""

    name: str
    written: Any
    place: At

    @property
    def thousandths(self) -> int | None:
        """Its value; smaller parts are rounded up, None where it is no quantity.

        Source: Kubernetes `pkg/apis/core/v1/defaults.go`, `SetDefaults_ResourceList` (v1.35).
        """
        number = read_quantity(self.written)
        return None if number is None else math.ceil(number * 1000)


def read_quantity(written: Any) -> Fraction | None:
    """The quantity; blanks around it do not count (apimachinery `quantity.go`, `UnmarshalJSON`, v1.35)."""
    return _read_text(written) if isinstance(written, str) else parse_quantity(written)


@lru_cache(maxsize=1024)
def _read_text(written: str) -> Fraction | None:
    return parse_quantity(written.strip())


def resource_names(container: Container) -> set[str]:
    """What the container requests or limits."""
    resources = container.data.get("resources")
    if not isinstance(resources, dict):
        return set()
    return {*mapping(resources.get("requests")), *mapping(resources.get("limits"))}


def amounts(container: Container, field: str) -> Iterator[Amount]:
    """The container's `requests` or `limits` that are written."""
    return amounts_of(container.data, container.pointer, field)


def amounts_of(data: dict[str, Any], start: Pointer, field: str) -> Iterator[Amount]:
    """The `requests` or `limits` of whatever has `resources`, be it a container or a pod."""
    resources = data.get("resources")
    for name, written in mapping(mapping(resources).get(field)).items():
        if written is not None:
            yield Amount(name, written, At((*start, "resources", field, name)))


def unset(container: Container, field: str, name: str, effect: str) -> Iterator[Problem]:
    """The problem that neither a container nor its pod has a request, or a limit, of a resource.

    A limit is a request too where none is written (Kubernetes `pkg/apis/core/v1/defaults.go`,
    `SetDefaults_Pod` and `defaultPodRequests`, v1.35). A pod's own resources count from 1.34 on, where
    the feature gate PodLevelResources is on by default. Ephemeral containers can have none.
    """
    if container.role is Role.EPHEMERAL or _is_set(container.data, field, name):
        return
    workload = container.workload
    if workload.resource.on(_POD_LEVEL_SINCE) and _is_set(workload.pod, field, name):
        return
    yield Problem(f"{container.title}: no {name} {field[:-1]}, so {effect}", at=container.at())


def _is_set(data: dict[str, Any], field: str, name: str) -> bool:
    resources = data.get("resources")
    if not isinstance(resources, dict):
        return False
    fields = {field, "limits"}
    return any(mapping(resources.get(each)).get(name) is not None for each in fields)


def is_native(name: str) -> bool:
    """Whether the resource is Kubernetes' own, not one that a device plugin offers."""
    return "/" not in name or _NATIVE in name


def may_be_overcommitted(name: str) -> bool:
    """Whether a node may promise more of the resource than it has."""
    return is_native(name) and not name.startswith(HUGE_PAGES)


def is_resource_name(name: str) -> bool:
    """Whether a container may ask for such a resource (`validateContainerResourceName`, v1.35)."""
    if not is_qualified_name(name):
        return False
    if "/" not in name:
        return name in _PLAIN or name.startswith(HUGE_PAGES)
    return is_native(name) or is_extended(name)


def is_extended(name: str) -> bool:
    """Whether it can be offered by a device plugin (`IsExtendedResourceName`, v1.35)."""
    return not is_native(name) and not name.startswith(_QUOTA) and is_qualified_name(_QUOTA + name)
