"""Storage classes that nothing brings."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.references._missing import missing


@bundle_rule(
    "storage-class-unknown",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"gatekeeper": "K8sStorageClass"},
)
def storage_class_unknown(bundle: Bundle) -> Iterator[Problem]:
    """A claim names a StorageClass that nothing in the repository brings.

    No volume is made for it, and pods that mount it stay Pending (Kubernetes docs, "Storage Classes"). It is
    bound all the same where a PersistentVolume is written down with the same class, which then need not
    exist; such claims are left alone.

    Such classes usually come with the cluster, so the rule speaks only where others of the kind are brought
    by what lies here; `external` of the PolicySet names those that exist anyway.

    It is strict because the class may be in the cluster already.
    """
    by_hand = {
        reference.name
        for volume in bundle.destination.brings("PersistentVolume", "")
        for reference in volume.facts.references
    }
    for each in missing(bundle, "StorageClass"):
        if each.is_managed and each.reference.name not in by_hand:
            yield each.problem("no volume is made")
