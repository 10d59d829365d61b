"""Claims of which more is changed than the size."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._frozen import refused
from manifestlint.rules.transitions._storage import claim


@transition_rule(
    "volume-claim-field-changed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("PersistentVolumeClaim",),
)
def volume_claim_field_changed(transition: Transition) -> Iterator[Problem]:
    """The change alters a PersistentVolumeClaim in more than its size.

    What is claimed stays as it is but for `resources.requests.storage` and `volumeAttributesClassName`
    (`pkg/apis/core/validation/validation.go`, `ValidatePersistentVolumeClaimUpdate`, v1.35). A class or a
    volume that is written for the first time is not reported: it may be the one that the claim got.

    Claim a new volume under a new name, copy the data, and let the workload use it; then remove the old one.
    `Force=true` would delete the claim, and with most classes the data.

    It is essential: the sync fails.
    """
    yield from refused(transition, claim)
