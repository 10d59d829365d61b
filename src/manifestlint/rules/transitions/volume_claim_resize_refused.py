"""Claims that ask for a size their volume cannot have."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._frozen import refused
from manifestlint.rules.transitions._storage import size


@transition_rule(
    "volume-claim-resize-refused",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("PersistentVolumeClaim",),
)
def volume_claim_resize_refused(transition: Transition) -> Iterator[Problem]:
    """The change asks for another size than a volume can have.

    No volume shrinks: less than it already has is refused
    (`pkg/apis/core/validation/validation.go`, `ValidatePersistentVolumeClaimUpdate`, v1.35). Only a volume
    that a StorageClass made grows, so `storageClassName: ""` excludes it
    (`plugin/pkg/admission/storage/persistentvolume/resize/admission.go`, v1.35).

    Claim a smaller volume under a new name, and copy the data.

    It is essential: the sync fails.
    """
    yield from refused(transition, size)
