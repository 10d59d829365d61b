"""What a volume is made of: the fields that each kind of source needs, in pods and in PersistentVolumes.

Source: Kubernetes `pkg/apis/core/validation/validation.go`, `validateVolumeSource` and the functions that it
calls, and those for PersistentVolumes beside them (v1.35).
"""

from collections.abc import Callable, Iterator
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.names import is_dns_label, is_dns_subdomain
from manifestlint.model.network_disk import fibre_faults, quobyte_faults, scsi_faults
from manifestlint.model.shape import dig, mapping, text

Source = dict[str, Any]
Wrong = Iterator[tuple[Pointer, str]]

_NEEDED: dict[str, tuple[str, ...]] = {
    "awsElasticBlockStore": ("volumeID",),
    "azureDisk": ("diskName", "diskURI"),
    "azureFile": ("secretName", "shareName"),
    "cephfs": ("monitors",),
    "cinder": ("volumeID",),
    "configMap": ("name",),
    "csi": ("driver",),
    "ephemeral": ("volumeClaimTemplate",),
    "flexVolume": ("driver",),
    "gcePersistentDisk": ("pdName",),
    "gitRepo": ("repository",),
    "glusterfs": ("endpoints", "path"),
    "hostPath": ("path",),
    "iscsi": ("targetPortal", "iqn"),
    "local": ("path",),
    "nfs": ("server", "path"),
    "persistentVolumeClaim": ("claimName",),
    "photonPersistentDisk": ("pdID",),
    "portworxVolume": ("volumeID",),
    "quobyte": ("registry", "volume"),
    "rbd": ("monitors", "image"),
    "scaleIO": ("gateway", "system", "volumeName"),
    "secret": ("secretName",),
    "storageos": ("volumeName",),
    "vsphereVolume": ("volumePath",),
}
PERSISTENT_SOURCES = (
    "awsElasticBlockStore",
    "azureDisk",
    "azureFile",
    "cephfs",
    "cinder",
    "csi",
    "fc",
    "flexVolume",
    "flocker",
    "gcePersistentDisk",
    "glusterfs",
    "hostPath",
    "iscsi",
    "local",
    "nfs",
    "photonPersistentDisk",
    "portworxVolume",
    "quobyte",
    "rbd",
    "scaleIO",
    "storageos",
    "vsphereVolume",
)
"""What a PersistentVolume can be made of."""
_REFERENCES = {"cinder": "secretRef", "iscsi": "secretRef", "storageos": "secretRef"}
_RESERVED = (".kubernetes.io", ".k8s.io")
_LONGEST_DRIVER = 63
_MOST_PARTITIONS = 255


def source_faults(pointer: Pointer, volume: Source, *, persistent: bool) -> Iterator[tuple[str, Pointer]]:
    """What is wrong with the sources of a volume, a persistent one or that of a pod, and where."""
    for kind, source in volume.items():
        if (kind not in _NEEDED and kind not in _CHECKS) or not isinstance(source, dict):
            continue
        for field in _NEEDED.get(kind, ()):
            if source.get(field) in (None, "", []):
                yield _lack(kind, source, field), (*pointer, kind, field)
        for check in (_CHECKS.get(kind), _persistent_faults if persistent else _secret_faults):
            for path, reason in check(source) if check else ():
                yield f"{kind}: {reason}", (*pointer, kind, *path)
        field = _REFERENCES.get(kind, "")
        if isinstance(source.get(field), dict) and (persistent or kind != "iscsi"):
            for part in ("name", "namespace") if persistent and kind != "iscsi" else ("name",):
                if source[field].get(part) in (None, ""):
                    yield f"{kind}: {field} has no {part}", (*pointer, kind, field)


def _lack(kind: str, source: Source, field: str) -> str:
    other = next((name for name in ("name", "secretName") if name != field and name in source), None)
    known = kind in {"configMap", "secret"}
    return f'{kind} has "{other}" and needs "{field}"' if other and known else f"{kind} has no {field}"


def _disk_faults(source: Source) -> Wrong:
    partition = source.get("partition")
    if isinstance(partition, int) and not 0 <= partition <= _MOST_PARTITIONS:
        yield ("partition",), f"partition {partition} is not between 0 and {_MOST_PARTITIONS}"


def _azure_faults(source: Source) -> Wrong:
    uri, kind = text(source.get("diskURI")), text(source.get("kind")) or "Shared"
    start = "/subscriptions/" if kind == "Managed" else "https://"
    if uri and not uri.startswith(start):
        yield ("diskURI",), f'diskURI "{uri}" of kind {kind} does not begin with {start}'


def _driver_faults(source: Source) -> Wrong:
    driver = text(source.get("driver"))
    if driver and (len(driver) > _LONGEST_DRIVER or not is_dns_subdomain(driver.lower())):
        yield (
            ("driver",),
            f'"{driver}" can be the name of no driver (a DNS subdomain of at most 63 characters)',
        )


def _secret_faults(source: Source) -> Wrong:
    """What holds in a pod, whose secrets lie in its own namespace."""
    reference = source.get("nodePublishSecretRef")
    if isinstance(reference, dict):
        name = reference.get("name")
        if name in (None, "") or (isinstance(name, str) and not is_dns_subdomain(name)):
            yield ("nodePublishSecretRef",), f'nodePublishSecretRef names no Secret ("{name or ""}")'


def _persistent_faults(source: Source) -> Wrong:
    """What holds for a PersistentVolume, whose secrets may lie in any namespace."""
    if "driver" in source and "volumeHandle" in source and source["volumeHandle"] == "":
        yield ("volumeHandle",), "it has no volumeHandle"
    for action in ("controllerPublish", "controllerExpand", "nodePublish", "nodeExpand"):
        reference = source.get(f"{action}SecretRef")
        name, namespace = text(dig(reference, "name")), text(dig(reference, "namespace"))
        if isinstance(reference, dict) and not (is_dns_subdomain(name) and is_dns_label(namespace)):
            told = f'{action}SecretRef needs name and namespace of a Secret, not "{name}" and "{namespace}"'
            yield (f"{action}SecretRef",), told
    if source.get("secretNamespace") == "" and "shareName" in source:
        yield ("secretNamespace",), "secretNamespace is empty"
    space = source.get("endpointsNamespace")
    if isinstance(space, str) and not is_dns_label(space):
        yield ("endpointsNamespace",), f'"{space}" can be the name of no namespace'


def _flex_faults(source: Source) -> Wrong:
    for key in mapping(source.get("options")):
        domain = key.partition("/")[0] if "/" in key else key
        if f".{domain.lower()}".endswith(_RESERVED):
            yield ("options", key), f"option {key} lies in a domain of Kubernetes"


def _flocker_faults(source: Source) -> Wrong:
    name, uuid = text(source.get("datasetName")), text(source.get("datasetUUID"))
    if bool(name) == bool(uuid):
        yield (), "it needs either datasetName or datasetUUID"
    if "/" in name:
        yield ("datasetName",), f'datasetName "{name}" has a "/"'


def _storageos_faults(source: Source) -> Wrong:
    for field in ("volumeName", "volumeNamespace"):
        name = text(source.get(field))
        if name and not is_dns_label(name):
            yield (field,), f'{field} "{name}" is no DNS label'


def _path_faults(source: Source) -> Wrong:
    path = text(source.get("path"))
    if ".." in path.split("/"):
        yield ("path",), f'path "{path}" has ".." in it'


def _nfs_faults(source: Source) -> Wrong:
    path = text(source.get("path"))
    if path and not path.startswith("/"):
        yield ("path",), f'path "{path}" is not absolute'


def _git_faults(source: Source) -> Wrong:
    directory = text(source.get("directory"))
    if directory.startswith("/") or ".." in directory.split("/"):
        yield ("directory",), f'directory "{directory}" leads out of the volume'


def _ephemeral_faults(source: Source) -> Wrong:
    for field in mapping(dig(source, "volumeClaimTemplate", "metadata")):
        if field not in {"annotations", "labels"}:
            place = ("volumeClaimTemplate", "metadata", field)
            yield place, f"a claim made for a pod takes no metadata.{field}, only labels and annotations"


_CHECKS: dict[str, Callable[[Source], Wrong]] = {
    "awsElasticBlockStore": _disk_faults,
    "azureDisk": _azure_faults,
    "csi": _driver_faults,
    "ephemeral": _ephemeral_faults,
    "fc": fibre_faults,
    "flexVolume": _flex_faults,
    "flocker": _flocker_faults,
    "gcePersistentDisk": _disk_faults,
    "gitRepo": _git_faults,
    "hostPath": _path_faults,
    "iscsi": scsi_faults,
    "local": _path_faults,
    "nfs": _nfs_faults,
    "quobyte": quobyte_faults,
    "storageos": _storageos_faults,
}
