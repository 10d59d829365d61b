"""Volumes that go with the manifests that a change removes."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._data import lost_data
from manifestlint.rules.transitions._leaving import leaving


@transition_rule(
    "data-pruned",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("PersistentVolume", "PersistentVolumeClaim", "StatefulSet"),
)
def data_pruned(transition: Transition) -> Iterator[Problem]:
    """The change takes a volume out of Git, and its data is deleted with it.

    Argo CD prunes what is no longer rendered (Argo CD docs, "Automated Sync Policy"; gitops-engine
    `pkg/sync/sync_context.go`, `pruneObject`, v3.1). With a PersistentVolumeClaim goes the volume that was
    made for it, unless its StorageClass or PersistentVolume says `Retain` (Kubernetes docs, "Persistent
    Volumes", "Reclaiming"); with a StatefulSet go its claims where
    `persistentVolumeClaimRetentionPolicy.whenDeleted` is `Delete` (Kubernetes docs, "StatefulSets"). A
    renamed claim is a new and empty one.

    Mean it in two steps: first give the object `argocd.argoproj.io/sync-options: Prune=confirm`, merge, and
    remove it with the next change; then somebody has to agree. `Prune=false` keeps it. Both count as they
    stand in the cluster, so they are no use in the change that removes the object.

    Told too where no Application in the repository applies the object. It is essential: no rollback brings
    the data back.
    """
    left = leaving(transition)
    if left is None or not left.is_deleted:
        return
    lost = lost_data(left.side)
    if lost:
        yield left.problem(lost)
