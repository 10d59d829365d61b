"""What a workload's pods speak of by name: most of it they cannot start without."""

from collections.abc import Iterator
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.references import (
    Reference,
    claim_references,
    named,
    scale_target,
)
from manifestlint.model.shape import dig, mapping, mappings, text
from manifestlint.model.workload import Workload

_ENV = (("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret"))
_ENV_FROM = (("configMapRef", "ConfigMap"), ("secretRef", "Secret"))
_FILES = (("configMap", "name", "ConfigMap"), ("secret", "secretName", "Secret"))
_PROJECTED = (("configMap", "name", "ConfigMap"), ("secret", "name", "Secret"))
_DRIVERS = (
    ("csi", "nodePublishSecretRef", "name"),
    ("cephfs", "secretRef", "name"),
    ("cinder", "secretRef", "name"),
    ("flexVolume", "secretRef", "name"),
    ("iscsi", "secretRef", "name"),
    ("rbd", "secretRef", "name"),
    ("scaleIO", "secretRef", "name"),
    ("storageos", "secretRef", "name"),
    ("azureFile", "secretName", ""),
)
"""Volumes whose driver takes a Secret."""
_PROVIDER = "secretProviderClass"


def read_pod_references(workload: Workload) -> Iterator[Reference]:
    """What a workload's pods speak of, and what its own spec adds to them.

    An image's pull secrets are optional: without them the kubelet tries all the same. So is the Service
    that names a StatefulSet's pods, without which they run, but have no names.
    """
    pod, pointer = workload.pod, workload.pod_pointer
    yield from _of_containers(workload)
    for index, volume in mappings(pod.get("volumes")):
        yield from _of_volume(volume, (*pointer, "volumes", index))
    for index, item in mappings(pod.get("imagePullSecrets")):
        place = (*pointer, "imagePullSecrets", index)
        yield from named("", "Secret", item, "name", place, optional=True)
    account = "serviceAccountName" if text(pod.get("serviceAccountName")) else "serviceAccount"
    yield from named("", "ServiceAccount", pod, account, pointer)
    yield from named("scheduling.k8s.io", "PriorityClass", pod, "priorityClassName", pointer)
    yield from named("node.k8s.io", "RuntimeClass", pod, "runtimeClassName", pointer)
    yield from _of_spec(mapping(workload.resource.get("spec")), workload.kind)


def _of_spec(spec: dict[str, Any], kind: str) -> Iterator[Reference]:
    if kind == "StatefulSet":
        yield from named("", "Service", spec, "serviceName", ("spec",), optional=True)
        for index, claim in mappings(spec.get("volumeClaimTemplates")):
            place: Pointer = ("spec", "volumeClaimTemplates", index, "spec")
            yield from claim_references(claim.get("spec"), place)
    elif kind == "Rollout":
        yield from scale_target(spec.get("workloadRef"), ("spec", "workloadRef"))


def _of_containers(workload: Workload) -> Iterator[Reference]:
    for container in workload.containers():
        for index, variable in mappings(container.data.get("env")):
            for field, kind in _ENV:
                source = mapping(dig(variable, "valueFrom", field))
                yield from _config(
                    source, "name", kind, (*container.pointer, "env", index, "valueFrom", field), ("key",)
                )
        for index, variable in mappings(container.data.get("envFrom")):
            for field, kind in _ENV_FROM:
                pointer: Pointer = (*container.pointer, "envFrom", index, field)
                yield from _config(mapping(variable.get(field)), "name", kind, pointer)


def _of_volume(volume: dict[str, Any], pointer: Pointer) -> Iterator[Reference]:
    for field, name, kind in _FILES:
        yield from _files(mapping(volume.get(field)), name, kind, (*pointer, field))
    for index, source in mappings(dig(volume, "projected", "sources")):
        for field, name, kind in _PROJECTED:
            place = (*pointer, "projected", "sources", index, field)
            yield from _files(mapping(source.get(field)), name, kind, place)
    claim = mapping(volume.get("persistentVolumeClaim"))
    place = (*pointer, "persistentVolumeClaim")
    yield from named("", "PersistentVolumeClaim", claim, "claimName", place)
    template = ("ephemeral", "volumeClaimTemplate", "spec")
    yield from claim_references(dig(volume, *template), (*pointer, *template))
    for driver, field, inner in _DRIVERS:
        place = (*pointer, driver, field) if inner else (*pointer, driver)
        data = mapping(dig(volume, *place[len(pointer) :]))
        yield from named("", "Secret", data, inner or field, place)
    attributes = mapping(dig(volume, "csi", "volumeAttributes"))
    place = (*pointer, "csi", "volumeAttributes")
    yield from named("secrets-store.csi.x-k8s.io", "SecretProviderClass", attributes, _PROVIDER, place)


def _files(data: dict[str, Any], name: str, kind: str, pointer: Pointer) -> Iterator[Reference]:
    """A volume of files: the whole, or each of the keys that it lists."""
    items = [index for index, item in mappings(data.get("items")) if text(item.get("key"))]
    for index in items:
        yield from _config(data, name, kind, pointer, ("items", index, "key"))
    if not items:
        yield from _config(data, name, kind, pointer)


def _config(
    data: dict[str, Any], field: str, kind: str, pointer: Pointer, key: Pointer = ()
) -> Iterator[Reference]:
    name = text(data.get(field))
    if name:
        optional = data.get("optional") is True
        part = text(dig(data, *key)) if key else ""
        place = (*pointer, *key) if part else ()
        yield Reference("", kind, name, (*pointer, field), optional=optional, part=part, part_pointer=place)
