"""Requests and limits that containers lack, and those that LimitRanges fill in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manifestlint.core.place import At
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping, mappings
from manifestlint.model.workload import Role, Workload

REQUESTS = "requests."
LIMITS = "limits."
_ASKED = ("requests.cpu", "limits.cpu", "requests.memory", "limits.memory", "limits.ephemeral-storage")
_POD_LEVEL_SINCE = 34


@dataclass(frozen=True, slots=True)
class Lack:
    """What a container neither requests nor limits, as `requests.cpu`."""

    container: str
    place: At
    amounts: tuple[str, ...]


def read_lacks(workload: Workload) -> Iterator[Lack]:
    """The containers of a workload that lack amounts of those that rules ask for.

    A limit is a request too where none is written (Kubernetes `pkg/apis/core/v1/defaults.go`,
    `SetDefaults_Pod` and `defaultPodRequests`, v1.35). A pod's own resources count from 1.34 on, where
    the feature gate PodLevelResources is on by default. Ephemeral containers can have none.
    """
    counts = "resources" in workload.pod and workload.resource.on(_POD_LEVEL_SINCE)
    shared = _given(workload.pod) if counts else frozenset()
    for container in workload.containers():
        if container.role is not Role.EPHEMERAL:
            own = _given(container.data)
            amounts = tuple(each for each in _ASKED if each not in own and each not in shared)
            if amounts:
                yield Lack(str(container), container.at(), amounts)


def read_filled(resource: Resource) -> frozenset[str]:
    """What a LimitRange gives to containers that lack it.

    The default limit is `max` where there is none; the default request is the default limit, else `min`
    (Kubernetes `pkg/apis/core/v1/defaults.go`, `SetDefaults_LimitRangeItem`; containers and init containers
    get them by `plugin/pkg/admission/limitranger/admission.go`, `mergePodResourceRequirements`; v1.35).
    """
    filled: set[str] = set()
    for _, limit in mappings(resource.get("spec", "limits")):
        if limit.get("type") == "Container":
            limits = {*_names(limit.get("default")), *_names(limit.get("max"))}
            requests = {*limits, *_names(limit.get("defaultRequest")), *_names(limit.get("min"))}
            filled.update(LIMITS + name for name in limits)
            filled.update(REQUESTS + name for name in requests)
    return frozenset(filled)


def _given(data: dict[str, Any]) -> frozenset[str]:
    resources = mapping(data.get("resources"))
    limits = _names(resources.get("limits")) if resources else []
    requests = [*limits, *_names(resources.get("requests"))] if resources else []
    return frozenset([*(LIMITS + name for name in limits), *(REQUESTS + name for name in requests)])


def _names(written: Any) -> list[str]:
    return [name for name, amount in mapping(written).items() if amount is not None]
