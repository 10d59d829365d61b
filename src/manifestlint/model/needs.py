"""What pods cannot start without."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.shape import dig, mapping, mappings, text
from manifestlint.model.workload import Workload


@dataclass(frozen=True, slots=True)
class Need:
    """An object of the core group in the pod's own namespace, and where its name stands."""

    kind: str
    name: str
    pointer: Pointer


_ENV = (("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret"))
_ENV_FROM = (("configMapRef", "ConfigMap"), ("secretRef", "Secret"))
_VOLUMES = (
    ("configMap", "name", "ConfigMap"),
    ("secret", "secretName", "Secret"),
    ("persistentVolumeClaim", "claimName", "PersistentVolumeClaim"),
)
_PROJECTED = (("configMap", "name", "ConfigMap"), ("secret", "name", "Secret"))


def read_needs(workload: Workload) -> tuple[Need, ...]:
    """What a workload's pods need: a pod waits for each of them, and for what is optional it does not.

    An image's pull secrets are left out: without them the kubelet tries all the same.
    """
    found = [*_of_containers(workload), *_of_volumes(workload)]
    account = text(workload.pod.get("serviceAccountName"))
    if account:
        found.append(Need("ServiceAccount", account, (*workload.pod_pointer, "serviceAccountName")))
    return tuple(found)


def _of_containers(workload: Workload) -> Iterator[Need]:
    for container in workload.containers():
        for index, variable in mappings(container.data.get("env")):
            source = (*container.pointer, "env", index, "valueFrom")
            for field, kind in _ENV:
                yield from _need(dig(variable, "valueFrom", field), "name", kind, (*source, field))
        for index, variable in mappings(container.data.get("envFrom")):
            for field, kind in _ENV_FROM:
                pointer: Pointer = (*container.pointer, "envFrom", index, field)
                yield from _need(variable.get(field), "name", kind, pointer)


def _of_volumes(workload: Workload) -> Iterator[Need]:
    for index, volume in mappings(workload.pod.get("volumes")):
        pointer: Pointer = (*workload.pod_pointer, "volumes", index)
        for field, name, kind in _VOLUMES:
            yield from _need(volume.get(field), name, kind, (*pointer, field))
        for item, source in mappings(dig(volume, "projected", "sources")):
            for field, name, kind in _PROJECTED:
                place = (*pointer, "projected", "sources", item, field)
                yield from _need(source.get(field), name, kind, place)


def _need(data: Any, field: str, kind: str, pointer: Pointer) -> Iterator[Need]:
    data = mapping(data)
    name = text(data.get(field))
    if name and data.get("optional") is not True:
        yield Need(kind, name, (*pointer, field))
