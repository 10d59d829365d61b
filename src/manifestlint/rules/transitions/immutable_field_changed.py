"""Single fields of small kinds that never change."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._frozen import PLAIN, plain, refused


@transition_rule(
    "immutable-field-changed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds={kind for _, kind in PLAIN},
)
def immutable_field_changed(transition: Transition) -> Iterator[Problem]:
    """The change alters a field that the API server keeps as it was created.

    Those are: of a StorageClass `provisioner`, `parameters`, `reclaimPolicy` and `volumeBindingMode`; of a
    VolumeAttributesClass `driverName` and `parameters`; of a CSIDriver `attachRequired` and
    `volumeLifecycleModes`; of a PriorityClass `value` and `preemptionPolicy`; of a RuntimeClass `handler`; of
    an IngressClass `controller`; of an EndpointSlice `addressType`; of an IPAddress `parentRef`; of a
    ClusterTrustBundle `signerName`; of a ControllerRevision `data`; of a ResourceClaim and its template the
    whole `spec` (the functions `Validate...Update` in `pkg/apis/*/validation/validation.go`, v1.35).

    Create an object with a new name, and let its users refer to that; what runs is then not touched.

    It is essential: the sync fails.
    """
    yield from refused(transition, plain)
