"""Deadlines of pods that cannot be kept."""

from collections.abc import Iterator

from manifestlint.model.shape import integer
from manifestlint.model.workload import BATCH_KINDS, Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule

_LONGEST = 2**31 - 1


@workload_rule("active-deadline-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def active_deadline_invalid(workload: Workload) -> Iterator[Problem]:
    """A pod has an `activeDeadlineSeconds` that is impossible, or that its kind does not allow.

    The API server refuses it. The pods of a Deployment, StatefulSet, DaemonSet, ReplicaSet or
    ReplicationController go on running and have no deadline (`pkg/apis/apps/validation/validation.go`,
    `ValidatePodTemplateSpecForReplicaSet`, v1.35). Elsewhere it is between 1 and 2147483647
    (`pkg/apis/core/validation/validation.go`, `ValidatePodSpec`, v1.35).

    What a Job may take altogether is the Job's own `spec.activeDeadlineSeconds`.

    It is essential: nothing of it reaches the cluster.
    """
    seconds = integer(workload.pod.get("activeDeadlineSeconds"))
    if seconds is None:
        return
    if workload.kind not in BATCH_KINDS | {"Pod", "PodTemplate"}:
        reason = f"activeDeadlineSeconds is not possible in the pods of a {workload.kind}"
    elif not 1 <= seconds <= _LONGEST:
        reason = f"activeDeadlineSeconds {seconds} is not between 1 and {_LONGEST}"
    else:
        return
    yield refused(workload, reason, At((*workload.pod_pointer, "activeDeadlineSeconds")))
