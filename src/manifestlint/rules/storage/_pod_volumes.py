"""The volumes of a pod."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.shape import dig, mappings, text
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import Pointer

Item = tuple[Pointer, dict[str, Any]]

SOURCES = frozenset(
    {
        "awsElasticBlockStore",
        "azureDisk",
        "azureFile",
        "cephfs",
        "cinder",
        "configMap",
        "csi",
        "downwardAPI",
        "emptyDir",
        "ephemeral",
        "fc",
        "flexVolume",
        "flocker",
        "gcePersistentDisk",
        "gitRepo",
        "glusterfs",
        "hostPath",
        "image",
        "iscsi",
        "nfs",
        "persistentVolumeClaim",
        "photonPersistentDisk",
        "portworxVolume",
        "projected",
        "quobyte",
        "rbd",
        "scaleIO",
        "secret",
        "storageos",
        "vsphereVolume",
    }
)
"""What a volume can be made of (Kubernetes API, Volume, v1.35)."""


def volumes(workload: Workload) -> Iterator[Item]:
    """The volumes of its pods, each with its place."""
    for index, volume in mappings(workload.pod.get("volumes")):
        yield (*workload.pod_pointer, "volumes", index), volume


def claimed(workload: Workload) -> set[str]:
    """The names of the volumes that a StatefulSet makes for each of its pods."""
    if workload.kind != "StatefulSet":
        return set()
    templates = mappings(workload.resource.get("spec", "volumeClaimTemplates"))
    return {text(dig(template, "metadata", "name")) for _, template in templates}


def own_volumes(workload: Workload) -> Iterator[Item]:
    """Its volumes without those that a claim of a StatefulSet takes the place of, at which nobody looks."""
    replaced = claimed(workload)
    return (item for item in volumes(workload) if text(item[1].get("name")) not in replaced)


def mounts(container: Container, field: str = "volumeMounts") -> Iterator[Item]:
    """The container's `volumeMounts` or `volumeDevices`, each with its place."""
    for index, mount in mappings(container.data.get(field)):
        yield (*container.pointer, field, index), mount


def is_outside(path: str) -> bool:
    """Whether a path that must lie inside a directory leads out of it."""
    return path.startswith("/") or has_backsteps(path)


def has_backsteps(path: str) -> bool:
    """Whether a part of the path is `..`."""
    return ".." in path.split("/")
