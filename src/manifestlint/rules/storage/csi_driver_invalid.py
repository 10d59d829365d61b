"""CSI drivers that the kubelet could not drive."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer, mapping, mappings, sequence, text
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.storage._persistent import CLASS_GROUP

_POLICIES = ("File", "None", "ReadWriteOnceWithFSType")
_MODES = ("Ephemeral", "Persistent")
_SHORTEST, _LONGEST, _OFTEN = 600, 2**32, 10


@resource_rule(
    "csi-driver-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CSIDriver",),
)
def csi_driver_invalid(resource: Resource) -> Iterator[Problem]:
    """A CSIDriver has a policy, a mode or a token request that does not exist.

    The API server refuses it (Kubernetes `pkg/apis/storage/validation/validation.go`,
    `validateCSIDriverSpec`, v1.35). `fsGroupPolicy` is None, File or ReadWriteOnceWithFSType, a mode
    Persistent or Ephemeral. Tokens are requested once for an audience, for at least 600 seconds.
    `nodeAllocatableUpdatePeriodSeconds` is at least 10, and `serviceAccountTokenInSecrets` needs
    `tokenRequests`.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group == CLASS_GROUP:
        spec = mapping(resource.get("spec"))
        yield from refusals(resource, _faults(spec))
        yield from refusals(resource, _token_faults(spec.get("tokenRequests")))


def _faults(spec: dict[str, Any]) -> Iterator[Fault]:
    unknown = stranger(spec, ("fsGroupPolicy",), _POLICIES)
    if unknown:
        yield f"{unknown}", at("spec", "fsGroupPolicy")
    for index in range(len(sequence(spec.get("volumeLifecycleModes")))):
        unknown = stranger(spec, ("volumeLifecycleModes", index), _MODES)
        if unknown:
            yield f"{unknown}", at("spec", "volumeLifecycleModes", index)
    period = integer(spec.get("nodeAllocatableUpdatePeriodSeconds"))
    if period is not None and period < _OFTEN:
        reason = f"nodeAllocatableUpdatePeriodSeconds {period} is less than {_OFTEN}"
        yield reason, at("spec", "nodeAllocatableUpdatePeriodSeconds")
    if spec.get("serviceAccountTokenInSecrets") is not None and not spec.get("tokenRequests"):
        reason = "serviceAccountTokenInSecrets is set, and there are no tokenRequests"
        yield reason, at("spec", "serviceAccountTokenInSecrets")


def _token_faults(requests: Any) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, request in mappings(requests):
        audience, seconds = text(request.get("audience")), integer(request.get("expirationSeconds"))
        place = ("spec", "tokenRequests", index)
        if audience in seen:
            yield f'two tokenRequests are for the audience "{audience}"', at(*place)
        elif seconds is not None and not _SHORTEST <= seconds <= _LONGEST:
            reason = f"expirationSeconds {seconds} is not between {_SHORTEST} and {_LONGEST}"
            yield reason, at(*place, "expirationSeconds")
        seen.add(audience)
