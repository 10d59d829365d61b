"""Volumes whose data is looked for elsewhere."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._frozen import refused
from manifestlint.rules.transitions._storage import volume


@transition_rule(
    "volume-field-changed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("PersistentVolume",),
)
def volume_field_changed(transition: Transition) -> Iterator[Problem]:
    """The change lets a PersistentVolume point to other storage.

    Where its data lies, `volumeMode`, and `nodeAffinity` where there is one are settled when it is created
    (`pkg/apis/core/validation/validation.go`, `ValidatePersistentVolumeUpdate`, v1.35); only
    `csi.controllerExpandSecretRef` may be added.

    Create a volume with another name, and claim it with `volumeName`.

    It is essential: the sync fails.
    """
    yield from refused(transition, volume)
