"""Claims that several pods write to."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.storage._persistent import CLAIM, claims


@resource_rule(
    "volume-claim-shared",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=(CLAIM, "StatefulSet"),
    peers={"kubesec": "VolumeClaimAccessModeReadWriteOnce"},
)
def volume_claim_shared(resource: Resource) -> Iterator[Problem]:
    """A claim lets pods on several nodes write to its volume.

    Most disks cannot do that, and the claim then waits for ever; and most programs cannot either, and damage
    each other's files (Kubernetes docs, "Persistent Volumes", access modes). A pod of a StatefulSet has a
    claim of its own, so `ReadWriteOnce` is enough.

    It is strict because shared files are what a network file system is for.
    """
    for pointer, spec in claims(resource):
        if "ReadWriteMany" in sequence(spec.get("accessModes")):
            text = f"{resource.id}: ReadWriteMany lets pods on several nodes write to the same volume"
            yield Problem(text, at=at(*pointer, "accessModes"))
