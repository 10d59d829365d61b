"""Disks that are reached over a network, with addresses of their own grammar.

Source: Kubernetes `pkg/apis/core/validation/validation.go`, `validateISCSIVolumeSource`,
`validateFCVolumeSource` and `validateQuobyteVolumeSource` (v1.35).
"""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.shape import integer, sequence, text

Wrong = Iterator[tuple[Pointer, str]]

_NAMES = {
    "iqn": re.compile(r"iqn\.[0-9]{4}-[0-9]{2}\.[-0-9A-Za-z.]+:[^,;*&$|\s]+$", re.ASCII),
    "eui": re.compile(r"^eui.[0-9A-Za-z]{16}$"),
    "naa": re.compile(r"^naa.[0-9A-Za-z]{32}$"),
}
_MOST_UNITS = 255
_LONGEST_TENANT = 64


def scsi_faults(source: dict[str, Any]) -> Wrong:
    """What is wrong with an iSCSI disk."""
    for field in ("iqn", "initiatorName"):
        name = source.get(field)
        if isinstance(name, str) and (name or field == "initiatorName"):
            form = _NAMES.get(name[:3])
            if form is None or not form.search(name):
                yield (field,), f'{field} "{name}" is no name such as iqn.2001-04.com.example:disk'
    yield from _unit_faults(source)
    asked = next((f for f in ("chapAuthDiscovery", "chapAuthSession") if source.get(f) is True), None)
    if asked and source.get("secretRef") is None:
        yield (asked,), f"{asked} needs a secretRef"


def fibre_faults(source: dict[str, Any]) -> Wrong:
    """What is wrong with a disk on Fibre Channel."""
    ports, disks = sequence(source.get("targetWWNs")), sequence(source.get("wwids"))
    if bool(ports) == bool(disks):
        yield (), "it needs either targetWWNs or wwids"
    if ports and source.get("lun") is None:
        yield (), "targetWWNs need a lun"
    elif ports:
        yield from _unit_faults(source)


def quobyte_faults(source: dict[str, Any]) -> Wrong:
    """What is wrong with a volume of Quobyte."""
    registry = text(source.get("registry"))
    if registry and not all(":" in pair for pair in registry.split(",")):
        yield ("registry",), f'registry "{registry}" is no host:port, or several parted by commas'
    if len(text(source.get("tenant"))) > _LONGEST_TENANT:
        yield ("tenant",), f"tenant is longer than {_LONGEST_TENANT} characters"


def _unit_faults(source: dict[str, Any]) -> Wrong:
    unit = integer(source.get("lun"))
    if unit is not None and not 0 <= unit <= _MOST_UNITS:
        yield ("lun",), f"lun {unit} is not between 0 and {_MOST_UNITS}"
