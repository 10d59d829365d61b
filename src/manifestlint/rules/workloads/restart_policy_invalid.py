"""Pods that are restarted otherwise than their owner can bear."""

from collections.abc import Iterator

from manifestlint.model.choice import Stranger
from manifestlint.model.workload import BATCH_KINDS, Workload
from manifestlint.rulekit import At, Problem, Profile, Safety, Severity, refused, respelt, workload_rule

_ANY = ("Always", "OnFailure", "Never")
_ENDING = ("OnFailure", "Never")
_LASTING = ("Always",)


@workload_rule(
    "restart-policy-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    peers={"kube-score": "cronjob-restartpolicy"},
)
def restart_policy_invalid(workload: Workload) -> Iterator[Problem]:
    """A pod has a `restartPolicy` that its kind does not allow.

    The API server refuses it. What keeps its pods running (Deployment, StatefulSet, DaemonSet, ReplicaSet,
    ReplicationController) takes only `Always`, which is the default
    (`pkg/apis/apps/validation/validation.go`, `ValidatePodTemplateSpecForReplicaSet`, v1.35). The pods of a
    Job or CronJob must end, so they need `OnFailure` or `Never`, and the default is refused
    (`pkg/apis/batch/validation/validation.go`, `validateJobSpec`, v1.35). A bare Pod and a PodTemplate take
    all three.

    It is essential: nothing of it reaches the cluster.
    """
    pod, written = workload.pod, workload.pod.get("restartPolicy")
    if not pod or not (written is None or isinstance(written, str)):
        return
    allowed: tuple[str, ...] = _LASTING
    if workload.kind in {"Pod", "PodTemplate"}:
        allowed = _ANY
    elif workload.kind in BATCH_KINDS:
        allowed = _ENDING
    if (written or "Always") in allowed:
        return
    told = f'restartPolicy "{written}"' if written else "restartPolicy Always (the default)"
    reason = f"{told} is not possible in a {workload.kind}, only {' and '.join(allowed)}"
    place = At((*workload.pod_pointer, "restartPolicy")) if written else At(workload.pod_pointer, on="key")
    found = Stranger(place.pointer, written or "", allowed)
    yield refused(workload, reason, place, fix=respelt(found, place))
