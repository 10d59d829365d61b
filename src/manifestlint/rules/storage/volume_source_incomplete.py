"""Volumes of pods that are made of nothing that has a name."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.shape import dig, integer, mappings
from manifestlint.model.volume_source import source_faults
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, workload_rule
from manifestlint.rules.storage._pod_volumes import own_volumes

_PROJECTED = ("configMap", "secret")
_TOKEN = "serviceAccountToken"  # noqa: S105
_SHORTEST, _LONGEST = 600, 2**32


@workload_rule(
    "volume-source-incomplete",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("volumes",),
)
def volume_source_incomplete(workload: Workload) -> Iterator[Problem]:
    """A pod's volume does not say which object or path it is made of, or says it wrongly.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateVolumeSource`
    and `validateProjectionSources`, v1.35), also where the source is `optional`. A Secret is named by
    `secretName`, but by `name` inside a projected volume; a ConfigMap always by `name`. The published
    schema lets them be left out. Paths on the node have no `..`, those of NFS are absolute, and a token of
    a service account lasts at least 600 seconds. Every other source (`csi`, `iscsi`, `azureDisk` and so on)
    has the fields that its driver needs, and an `image` its `reference`, in a Pod from v1.35 on, in a
    template from v1.37 on.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, volume in own_volumes(workload):
        yield from refusals(workload, _faults(workload, pointer, volume))


def _faults(workload: Workload, pointer: Pointer, volume: dict[str, Any]) -> Iterator[Fault]:
    title = f'volume "{volume.get("name")}"'
    for reason, place in source_faults(pointer, volume, persistent=False):
        yield f"{title}: {reason}", At(place)
    image, needed = volume.get("image"), workload.resource.on(35 if workload.kind == "Pod" else 37)
    if needed and isinstance(image, dict) and image.get("reference") in (None, ""):
        yield f"{title}: image has no reference", At((*pointer, "image", "reference"))
    for index, item in mappings(dig(volume, "projected", "sources")):
        yield from _projected_faults(title, (*pointer, "projected", "sources", index), item)


def _projected_faults(title: str, pointer: Pointer, item: dict[str, Any]) -> Iterator[Fault]:
    for kind in _PROJECTED:
        source = item.get(kind)
        if isinstance(source, dict) and source.get("name") in (None, ""):
            told = '"secretName" and needs "name"' if "secretName" in source else "no name"
            yield f"{title}: the projected {kind} has {told}", At((*pointer, kind, "name"))
    seconds = integer(dig(item, _TOKEN, "expirationSeconds"))
    if seconds is not None and not _SHORTEST <= seconds <= _LONGEST:
        reason = f"expirationSeconds {seconds} is not between {_SHORTEST} and {_LONGEST}"
        yield f"{title}: {reason}", At((*pointer, _TOKEN, "expirationSeconds"))
