"""Volumes with values that do not exist."""

from collections.abc import Iterator
from itertools import chain

from manifestlint.model.choice import strangers
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Pointer, Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.storage._persistent import CLAIMING_KINDS, VOLUME, claims, volumes

_FIELDS: dict[Pointer, tuple[str, ...]] = {
    ("volumeMode",): ("Block", "Filesystem"),
    ("persistentVolumeReclaimPolicy",): ("Delete", "Recycle", "Retain"),
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
    kinds=(VOLUME, *CLAIMING_KINDS),
)
def persistent_volume_value_invalid(resource: Resource) -> Iterator[Problem]:
    """A volume's or claim's mode, reclaim policy or path type does not exist.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `ValidatePersistentVolumeSpec` and `ValidatePersistentVolumeClaimSpec`, v1.35). `volumeMode` is
    Filesystem or Block, `persistentVolumeReclaimPolicy` is Retain, Delete or Recycle, and the types of a
    `hostPath` are those of its documentation; the words are told apart by case. Claims of StatefulSets and
    of `ephemeral` volumes are judged too.

    It is essential: nothing of it reaches the cluster, or no pod starts.
    """
    for pointer, spec in chain(claims(resource), volumes(resource)):
        for unknown in strangers(spec, _FIELDS):
            yield refused(resource, f"{unknown}", at(*pointer, *unknown.pointer))
