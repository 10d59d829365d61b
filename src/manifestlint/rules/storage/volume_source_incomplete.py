"""Volumes of pods that are made of nothing that has a name."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.shape import dig, integer, mappings
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, workload_rule
from manifestlint.rules.storage._pod_volumes import claimed, has_backsteps, volumes

_NEEDED: dict[str, tuple[str, ...]] = {
    "configMap": ("name",),
    "csi": ("driver",),
    "hostPath": ("path",),
    "nfs": ("server", "path"),
    "persistentVolumeClaim": ("claimName",),
    "secret": ("secretName",),
}
_PROJECTED = ("configMap", "secret")
_TOKEN = "serviceAccountToken"  # noqa: S105
_SHORTEST, _LONGEST = 600, 2**32


@workload_rule("volume-source-incomplete", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def volume_source_incomplete(workload: Workload) -> Iterator[Problem]:
    """A pod's volume does not say which object or path it is made of, or says it wrongly.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateVolumeSource`
    and `validateProjectionSources`, v1.35), also where the source is `optional`. A Secret is named by
    `secretName`, but by `name` inside a projected volume; a ConfigMap always by `name`. The published
    schema lets them be left out. Paths on the node have no `..`, those of NFS are absolute, and a token of
    a service account lasts at least 600 seconds.

    It is essential: nothing of it reaches the cluster.
    """
    replaced = claimed(workload)
    for pointer, volume in volumes(workload):
        if volume.get("name") not in replaced:
            yield from refusals(workload, _faults(pointer, volume))


def _faults(pointer: Pointer, volume: dict[str, Any]) -> Iterator[Fault]:
    title = f'volume "{volume.get("name")}"'
    for kind, fields in _NEEDED.items():
        source = volume.get(kind)
        for field in fields:
            if isinstance(source, dict) and source.get(field) in (None, ""):
                yield f"{title}: {_lack(kind, source, field)}", At((*pointer, kind, field))
    path = dig(volume, "hostPath", "path")
    if isinstance(path, str) and has_backsteps(path):
        yield f'{title}: the path "{path}" has ".."', At((*pointer, "hostPath", "path"))
    path = dig(volume, "nfs", "path")
    if isinstance(path, str) and path and not path.startswith("/"):
        yield f'{title}: the path "{path}" is not absolute', At((*pointer, "nfs", "path"))
    for index, item in mappings(dig(volume, "projected", "sources")):
        yield from _projected_faults(title, (*pointer, "projected", "sources", index), item)


def _lack(kind: str, source: dict[str, Any], field: str) -> str:
    other = next((name for name in ("name", "secretName") if name != field and name in source), None)
    return f'{kind} has "{other}" and needs "{field}"' if other else f"{kind} has no {field}"


def _projected_faults(title: str, pointer: Pointer, item: dict[str, Any]) -> Iterator[Fault]:
    for kind in _PROJECTED:
        source = item.get(kind)
        if isinstance(source, dict) and source.get("name") in (None, ""):
            yield f"{title}: the projected {_lack(kind, source, 'name')}", At((*pointer, kind, "name"))
    seconds = integer(dig(item, _TOKEN, "expirationSeconds"))
    if seconds is not None and not _SHORTEST <= seconds <= _LONGEST:
        reason = f"expirationSeconds {seconds} is not between {_SHORTEST} and {_LONGEST}"
        yield f"{title}: {reason}", At((*pointer, _TOKEN, "expirationSeconds"))
