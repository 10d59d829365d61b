"""Workloads that own every pod, or none."""

from collections.abc import Iterator

from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule


@workload_rule(
    "selector-empty",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("DaemonSet", "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet"),
)
def selector_empty(workload: Workload) -> Iterator[Problem]:
    """A workload's selector has no conditions.

    The API server refuses it (Kubernetes `pkg/apis/apps/validation/validation.go`,
    `ValidateDeploymentSpec`, v1.35): it would take every pod of the namespace for its own. A
    ReplicationController takes the labels of its pods where the selector is left out or empty, so it is
    told only where they have none. A selector that is missing altogether is told by the schema.

    Give the selector a label of the pods, one that no other workload's pods have.

    It is essential: nothing of it reaches the cluster.
    """
    selector = workload.resource.get("spec", "selector")
    if workload.kind == "ReplicationController":
        empty = selector in (None, {}) and not workload.pod_labels
    else:
        empty = (
            isinstance(selector, dict)
            and not selector.get("matchLabels")
            and not selector.get("matchExpressions")
        )
    if empty:
        yield refused(workload, "its selector has no conditions", At(("spec", "selector"), on="key"))
