"""What of claims and volumes the API server does not let be changed.

Source: `pkg/apis/core/validation/validation.go`, the functions `Validate...Update`, Kubernetes v1.35.
"""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.quantity import parse_quantity
from manifestlint.model.server_difference import server_differences
from manifestlint.model.shape import mapping, text
from manifestlint.model.volume_source import PERSISTENT_SOURCES
from manifestlint.rules.transitions._fields import changed, fields, told
from manifestlint.rules.transitions._update import Refusal, Update

_SIZE = ("spec", "resources", "requests", "storage")
_CLAIM = ("accessModes", "selector", "resources", "volumeMode", "dataSource")
_NAMED = ("storageClassName", "volumeName")
_ATTRIBUTES = "volumeAttributesClassName"
_ATTRIBUTES_SINCE = 34
_EXPANSION_SECRET = ("spec", "csi", "controllerExpandSecretRef")


def claim(update: Update) -> Iterator[Refusal]:
    """A claim's spec but its size."""
    before, after = (_claim(side.get("spec")) for side in (update.old, update.new))
    for name in _CLAIM:
        for path in server_differences({name: before.get(name)}, {name: after.get(name)}, "spec"):
            if path != _SIZE:
                yield changed(path, *update.get(*path))
    named = (*_NAMED, _ATTRIBUTES) if update.new.resource.on(_ATTRIBUTES_SINCE) else _NAMED
    for name in named:
        old, new = update.get("spec", name)
        # What was left out may be filled in from the cluster, so that it is written later as it is.
        if old is not None and old != new and (name != _ATTRIBUTES or new is None):
            yield changed(("spec", name), old, new)


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
    elif fixed := _cannot_grow(update):
        yield Refusal(_SIZE, f"{told(_SIZE, *written)}: {fixed}")


def _cannot_grow(update: Update) -> str:
    """Why; empty where the class allows it, or is not in the repository."""
    name = update.old.get("spec", "storageClassName")
    if name == "":
        return "only a volume that a StorageClass made grows"
    found = update.new.bundle.destination.find("StorageClass", "", text(name))
    if found and all(landing.facts.expandable is False for landing in found):
        return f"StorageClass {name} does not say allowVolumeExpansion: true"
    return ""


def volume(update: Update) -> Iterator[Refusal]:
    """Where a volume's data lies; a secret for its expansion may be added."""
    for refusal in fields(update, *(("spec", name) for name in (*PERSISTENT_SOURCES, "volumeMode"))):
        added = refusal.path[:3] == _EXPANSION_SECRET and update.old.get(*_EXPANSION_SECRET) is None
        if not added:
            yield refusal
    if update.old.get("spec", "nodeAffinity"):
        yield from fields(update, ("spec", "nodeAffinity"))
