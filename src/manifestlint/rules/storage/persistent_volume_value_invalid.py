"""Volumes with values that do not exist."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from manifestlint.model.choice import strangers
from manifestlint.model.names import DNS_SUBDOMAIN, is_dns_subdomain
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Pointer, Problem, Profile, Safety, Severity, refused, resource_rule, respelt
from manifestlint.rules.storage._persistent import CLAIMING_KINDS, VOLUME, claims, volumes

_CLASS, _ATTRIBUTES = "storageClassName", "volumeAttributesClassName"
_FIELDS: dict[Pointer, tuple[str, ...]] = {
    ("volumeMode",): ("Block", "Filesystem"),
    ("persistentVolumeReclaimPolicy",): ("Delete", "Recycle", "Retain"),
    ("azureDisk", "cachingMode"): ("None", "ReadOnly", "ReadWrite"),
    ("azureDisk", "kind"): ("Dedicated", "Managed", "Shared"),
    ("hostPath", "type"): (
        "BlockDevice",
        "CharDevice",
        "Directory",
        "DirectoryOrCreate",
        "File",
        "FileOrCreate",
        "Socket",
    ),
}


@resource_rule(
    "persistent-volume-value-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=(VOLUME, *CLAIMING_KINDS),
)
def persistent_volume_value_invalid(resource: Resource) -> Iterator[Problem]:
    """A volume's or claim's mode, reclaim policy, path type or class cannot exist.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `ValidatePersistentVolumeSpec` and `ValidatePersistentVolumeClaimSpec`, v1.35). `volumeMode` is
    Filesystem or Block, `persistentVolumeReclaimPolicy` is Retain, Delete or Recycle, and the types of a
    `hostPath` are those of its documentation; the words are told apart by case. Names of storage classes
    and attribute classes are DNS subdomains, and only `csi` volumes have attributes (dropped before v1.34).
    Claims of StatefulSets and of `ephemeral` volumes are judged too.

    It is essential: nothing of it reaches the cluster, or no pod starts.
    """
    for pointer, spec in chain(claims(resource), volumes(resource)):
        for unknown in strangers(spec, _FIELDS):
            place = at(*pointer, *unknown.pointer)
            yield refused(resource, f"{unknown}", place, fix=respelt(unknown, place))
        for reason, field in _class_faults(resource, spec):
            yield refused(resource, reason, at(*pointer, field))


def _class_faults(resource: Resource, spec: dict[str, Any]) -> Iterator[tuple[str, str]]:
    persistent = resource.id.kind == VOLUME
    for field in (_CLASS, _ATTRIBUTES) if resource.on(34) else (_CLASS,):
        name = spec.get(field)
        empty = name == "" and persistent and field == _ATTRIBUTES
        if empty or (isinstance(name, str) and name and not is_dns_subdomain(name)):
            yield f'{field} "{name}" can be the name of no class ({DNS_SUBDOMAIN})', field
        if persistent and field == _ATTRIBUTES and name is not None and spec.get("csi") is None:
            yield f"{field} is possible only with csi", field
