"""Files in volumes that cannot be made."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.downward import FILE_FIELDS, field_fault, resource_fault
from manifestlint.model.shape import dig, integer, mappings
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, workload_rule
from manifestlint.rules.storage._pod_volumes import is_outside, own_volumes

_KINDS = ("configMap", "secret", "downwardAPI")
_TOKEN = "serviceAccountToken"  # noqa: S105
_MOST = 0o777


@workload_rule(
    "volume-item-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1", needs=("volumes",)
)
def volume_item_invalid(workload: Workload) -> Iterator[Problem]:
    """A file in a volume has a path, a mode or a content that it cannot have.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateKeyToPath`,
    `validateDownwardAPIVolumeFile` and `ValidateLocalNonReservedPath`, v1.35). A path is relative, has no
    `..` and does not start with two dots; key and path are not empty. Modes lie between 0 and 0777. In YAML
    `0644` is octal, `644` is a decimal number and over 0777; in JSON the same mode is 420.

    A file of the downward API has either a `fieldRef` (`metadata.name`, `metadata.namespace`,
    `metadata.uid`, `metadata.labels`, `metadata.annotations` or one key of these) or a `resourceFieldRef`
    with a `containerName`.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, volume in own_volumes(workload):
        for place, source in _sources(pointer, volume):
            yield from refusals(workload, _faults(f'volume "{volume.get("name")}"', place, source))


def _sources(pointer: Pointer, volume: dict[str, Any]) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    found = [((*pointer, kind), volume.get(kind)) for kind in (*_KINDS, "projected")]
    for index, item in mappings(dig(volume, "projected", "sources")):
        found += [((*pointer, "projected", "sources", index, k), item.get(k)) for k in (*_KINDS, _TOKEN)]
    yield from ((place, source) for place, source in found if isinstance(source, dict))


def _faults(title: str, pointer: Pointer, source: dict[str, Any]) -> Iterator[Fault]:
    yield from _mode_faults(title, (*pointer, "defaultMode"), source.get("defaultMode"))
    if pointer[-1] == _TOKEN:
        yield from _path_faults(title, (*pointer, "path"), source.get("path"))
    for index, item in mappings(source.get("items")):
        place = (*pointer, "items", index)
        yield from _path_faults(title, (*place, "path"), item.get("path"))
        yield from _mode_faults(title, (*place, "mode"), item.get("mode"))
        if item.get("key") == "":
            yield f"{title}: an item has an empty key", At((*place, "key"))
        if pointer[-1] == "downwardAPI":
            yield from _content_faults(title, place, item)


def _path_faults(title: str, pointer: Pointer, path: Any) -> Iterator[Fault]:
    if isinstance(path, str) and (not path or is_outside(path) or path.startswith("..")):
        told = f'the path "{path}" leads out of the volume' if path else "an item has an empty path"
        yield f"{title}: {told}", At(pointer)


def _mode_faults(title: str, pointer: Pointer, mode: Any) -> Iterator[Fault]:
    number = integer(mode)
    if number is not None and not 0 <= number <= _MOST:
        octal = number > 0 and max(str(number)) < "8"
        hint = f"; was 0{number} meant?" if octal else ""
        yield f"{title}: {pointer[-1]} {number} is not between 0 and 511 (0777){hint}", At(pointer)


def _content_faults(title: str, pointer: Pointer, item: dict[str, Any]) -> Iterator[Fault]:
    field, amount = item.get("fieldRef"), item.get("resourceFieldRef")
    if isinstance(field, dict) == isinstance(amount, dict):
        yield f"{title}: an item needs either fieldRef or resourceFieldRef", At(pointer)
    reason = field_fault(field, FILE_FIELDS)
    if reason:
        yield f"{title}: {reason}", At((*pointer, "fieldRef", "fieldPath"))
    reason = resource_fault(amount)
    if isinstance(amount, dict) and amount.get("containerName") in (None, ""):
        reason = "a resourceFieldRef needs a containerName"
    if reason:
        yield f"{title}: {reason}", At((*pointer, "resourceFieldRef"))
