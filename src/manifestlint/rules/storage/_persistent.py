"""Volumes and claims as the API server reads them."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, mappings
from manifestlint.model.workload import WORKLOAD_KINDS, as_workload
from manifestlint.rulekit import Pointer

CLAIM = "PersistentVolumeClaim"
VOLUME = "PersistentVolume"
CLASS_GROUP = "storage.k8s.io"
SPEC: Pointer = ("spec",)
CLAIMING_KINDS = (CLAIM, *sorted(WORKLOAD_KINDS))
"""The kinds that are claims, or hold some."""


def claims(resource: Resource) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """The specs of claims: a claim's own, a StatefulSet's templates, and those of a pod's own volumes."""
    if (resource.id.group, resource.id.kind) == ("", CLAIM):
        yield from _spec(resource, SPEC)
        return
    workload = as_workload(resource)
    if workload is None:
        return
    if workload.kind == "StatefulSet":
        for index, _ in mappings(resource.get("spec", "volumeClaimTemplates")):
            yield from _spec(resource, ("spec", "volumeClaimTemplates", index, "spec"))
    for index, volume in mappings(workload.pod.get("volumes")):
        if dig(volume, "ephemeral", "volumeClaimTemplate") is not None:
            template: Pointer = ("volumes", index, "ephemeral", "volumeClaimTemplate", "spec")
            yield from _spec(resource, (*workload.pod_pointer, *template))


def volumes(resource: Resource) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """The spec of a PersistentVolume."""
    if (resource.id.group, resource.id.kind) == ("", VOLUME):
        yield from _spec(resource, SPEC)


def _spec(resource: Resource, pointer: Pointer) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """What stands there; nothing counts as an empty one, what is of the wrong shape does not count."""
    spec = resource.get(*pointer)
    if spec is None or isinstance(spec, dict):
        yield pointer, spec or {}
