"""Workloads that do not find their own pods."""

from collections.abc import Iterator

from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, workload_rule


@workload_rule(
    "selector-labels-mismatch",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=(
        "DaemonSet",
        "Deployment",
        "DeploymentConfig",
        "Job",
        "ReplicaSet",
        "ReplicationController",
        "Rollout",
        "StatefulSet",
    ),
    peers={
        "kube-linter": "mismatching-selector",
        "kube-score": (
            "deployment-pod-selector-labels-match-template-metadata-labels",
            "statefulset-pod-selector-labels-match-template-metadata-labels",
        ),
    },
)
def selector_labels_mismatch(workload: Workload) -> Iterator[Problem]:
    """A workload's selector does not match the labels of its own pods.

    The API server refuses it ("`selector` does not match template `labels`", `pkg/apis/apps/validation`,
    v1.35), and the whole sync fails. An Argo Rollout is taken, and its controller then refuses it.

    Give the pod template all labels that `spec.selector` asks for. If the object exists already, change the
    labels and not the selector: the selector of a Deployment, StatefulSet, DaemonSet or ReplicaSet cannot
    be changed. `matchExpressions` count like `matchLabels`. A Rollout with `workloadRef` has its template
    elsewhere and is not told.

    It is essential: nothing of it reaches the cluster.
    """
    selector = workload.selector
    if selector is None or workload.resource.get("spec", "workloadRef") is not None:
        return
    labels = workload.pod_labels
    unmet = selector.unmet(labels)
    if not unmet:
        return
    asked = ", ".join(map(str, unmet))
    found = ", ".join(requirement.found(labels) for requirement in unmet)
    against = "against these labels" if labels else "where no labels stand"
    yield Problem(
        f"{workload.resource.id}: the selector asks for {asked}, but its pods have {found}; it is refused",
        at=At(("spec", "selector", *unmet[0].pointer)),
        related=(Related(against, At(workload.labels_pointer, on="key")),),
    )
