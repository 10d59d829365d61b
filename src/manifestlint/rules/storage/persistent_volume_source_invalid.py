"""Volumes that are nowhere."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import dig, text
from manifestlint.model.volume_source import PERSISTENT_SOURCES, source_faults
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.storage._persistent import VOLUME, volumes

_FLEXIBLE = "flexVolume"
_LONGEST_PORTAL = 64


@resource_rule(
    "persistent-volume-source-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=(VOLUME,),
)
def persistent_volume_source_invalid(resource: Resource) -> Iterator[Problem]:
    """A PersistentVolume has no source, two of them, or a path that is none.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `ValidatePersistentVolumeSpec`, v1.35). A volume is exactly one of `csi`, `nfs`, `hostPath`, `local` and
    the others, with the fields that its driver needs. A `local` one says in `nodeAffinity.required` on
    which node it is; paths of `hostPath` and `local` have no `..`, that of `nfs` starts with `/`, and
    `hostPath: {path: /}` cannot have the reclaim policy Recycle.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, spec in volumes(resource):
        yield from refusals(resource, _faults(resource, pointer, spec))


def _faults(resource: Resource, pointer: Pointer, spec: dict[str, Any]) -> Iterator[Fault]:
    given = [name for name in PERSISTENT_SOURCES if name != _FLEXIBLE and spec.get(name) is not None]
    if not given and spec.get(_FLEXIBLE) is None:
        yield "it has no source, such as csi or nfs", at(*pointer)
    for name in given[1:]:
        yield f"it has both {given[0]} and {name}", at(*pointer, name)
    sources = {name: spec.get(name) for name in (*given[:1], _FLEXIBLE)}
    for reason, place in source_faults(pointer, sources, persistent=True):
        yield reason, at(*place)
    yield from _portal_faults(resource, pointer, spec)
    if isinstance(spec.get("local"), dict) and spec.get("nodeAffinity") is None:
        yield "local needs nodeAffinity, which says where it is", at(*pointer, "local")
    affinity = spec.get("nodeAffinity")
    if isinstance(affinity, dict) and affinity.get("required") is None:
        yield "nodeAffinity has no required", at(*pointer, "nodeAffinity")
    root = text(dig(spec, "hostPath", "path"))
    if root and not root.strip("/") and spec.get("persistentVolumeReclaimPolicy") == "Recycle":
        reason = "the reclaim policy of hostPath / cannot be Recycle"
        yield reason, at(*pointer, "persistentVolumeReclaimPolicy")


def _portal_faults(resource: Resource, pointer: Pointer, spec: dict[str, Any]) -> Iterator[Fault]:
    name, portal = text(resource.get("metadata", "name")), text(dig(spec, "iscsi", "targetPortal"))
    if dig(spec, "iscsi", "initiatorName") is not None and len(f"{name}:{portal}") > _LONGEST_PORTAL:
        reason = f"its name and the targetPortal have more than {_LONGEST_PORTAL - 1} characters together"
        yield f"{reason}, too many beside an initiatorName", at(*pointer, "iscsi", "targetPortal")
