"""Pods that wait for a volume."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.references._missing import missing


@bundle_rule(
    "volume-claim-missing",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
)
def volume_claim_missing(bundle: Bundle) -> Iterator[Problem]:
    """Pods mount a PersistentVolumeClaim that nothing in the repository brings.

    They stay Pending until there is one (Kubernetes docs, "Persistent Volumes"). A claim lives in the pod's
    own namespace. Those of a StatefulSet's `volumeClaimTemplates` are known by their names.

    Looked at is everything that lands in the same cluster, as far as it lies here. What a controller is told
    to make counts, and so does what `external` of the PolicySet names. Nothing is said where something is
    applied to the same namespace that cannot be read here.

    Claims are often made by hand, and outlive what mounts them. So the rule speaks only where others for the
    same namespace come from here, or one of that name lands in another; of files that no Application applies,
    only where the same folder has PersistentVolumeClaims.

    It is recommended, not essential, because the claim may be in the cluster already.
    """
    for each in missing(bundle, "PersistentVolumeClaim"):
        if each.is_evident:
            yield each.problem("its pods stay Pending")
