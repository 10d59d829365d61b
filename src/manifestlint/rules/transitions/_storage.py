"""What of claims, volumes and data the API server does not let be changed.

Source: `pkg/apis/core/validation/validation.go`, the functions `Validate...Update`, Kubernetes v1.35.
"""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.quantity import parse_quantity
from manifestlint.model.sameness import differences
from manifestlint.model.shape import mapping
from manifestlint.rules.config._data import content, entries, is_judged
from manifestlint.rules.transitions._told import told
from manifestlint.rules.transitions._update import Refusal, Update
from manifestlint.rules.transitions._workloads import fields

_SIZE = ("spec", "resources", "requests", "storage")
_CLAIM = ("accessModes", "selector", "resources", "volumeMode", "dataSource")
_NAMED = ("storageClassName", "volumeName")
_ATTRIBUTES = "volumeAttributesClassName"
_ATTRIBUTES_SINCE = 34
_SOURCES = (
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
_EXPANSION_SECRET = ("spec", "csi", "controllerExpandSecretRef")


def claim(update: Update) -> Iterator[Refusal]:
    """A claim's spec but its size."""
    before, after = (_claim(side.get("spec")) for side in (update.old, update.new))
    for name in _CLAIM:
        for path in differences({name: before.get(name)}, {name: after.get(name)}, "spec"):
            if path != _SIZE:
                yield Refusal(path, told(path, update.old.get(*path), update.new.get(*path)))
    named = (*_NAMED, _ATTRIBUTES) if update.new.resource.on(_ATTRIBUTES_SINCE) else _NAMED
    for name in named:
        old, new = update.get("spec", name)
        # What was left out may be filled in from the cluster, so that it is written later as it is.
        if old is not None and old != new and (name != _ATTRIBUTES or new is None):
            yield Refusal(("spec", name), told(("spec", name), old, new))


def _claim(spec: Any) -> dict[str, Any]:
    """The spec with one name for what a volume is filled from, for the server keeps two alike."""
    spec = mapping(spec)
    return {**spec, "dataSource": spec.get("dataSourceRef") or spec.get("dataSource")}


def size(update: Update) -> Iterator[Refusal]:
    """A claim that asks for less, or for more than its volume can become."""
    written = update.get(*_SIZE)
    before, after = (parse_quantity(value) for value in written)
    if before is None or after is None or before == after:
        return
    if after < before:
        yield Refusal(_SIZE, f"{told(_SIZE, *written)}: a volume never shrinks")
    elif update.old.get("spec", "storageClassName") == "":
        yield Refusal(_SIZE, f"{told(_SIZE, *written)}: a volume of no StorageClass does not grow")


def volume(update: Update) -> Iterator[Refusal]:
    """Where a volume's data lies; a secret for its expansion may be added."""
    for refusal in fields(update, *(("spec", name) for name in (*_SOURCES, "volumeMode"))):
        added = refusal.path[:3] == _EXPANSION_SECRET and update.old.get(*_EXPANSION_SECRET) is None
        if not added:
            yield refusal
    if update.old.get("spec", "nodeAffinity"):
        yield from fields(update, ("spec", "nodeAffinity"))


def data(update: Update) -> Iterator[Refusal]:
    """The data of a ConfigMap or Secret that says `immutable: true`."""
    resources = update.old.resource, update.new.resource
    if update.old.get("immutable") is not True or not all(is_judged(resource) for resource in resources):
        return
    if update.new.get("immutable") is not True:
        yield Refusal(("immutable",), "immutable: true is taken back, which nobody can")
    before, after = (content(resource) for resource in resources)
    changed = [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]
    if changed:
        places = {str(path[1]): path for path, _ in entries(resources[1])}
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        yield Refusal(
            places.get(changed[0], ("data", changed[0])),
            f"{changed[0]}{more} of what is immutable: true is changed",
        )


def secret_type(update: Update) -> Iterator[Refusal]:
    """A Secret's type."""
    before, after = (value or "Opaque" for value in update.get("type"))
    if before != after:
        yield Refusal(("type",), told(("type",), before, after))
