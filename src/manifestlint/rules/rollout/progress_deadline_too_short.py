"""Deployments that give up before a pod can count as ready."""

from collections.abc import Iterator

from manifestlint.model.shape import integer
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule

_DEFAULT = 600
"""Seconds (Kubernetes `pkg/apis/apps/v1/defaults.go`, `SetDefaults_Deployment`, v1.35)."""


@workload_rule(
    "progress-deadline-too-short",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Deployment",),
)
def progress_deadline_too_short(workload: Workload) -> Iterator[Problem]:
    """A Deployment's `progressDeadlineSeconds` is not longer than its `minReadySeconds`.

    The API server refuses it (Kubernetes `pkg/apis/apps/validation/validation.go`,
    `ValidateDeploymentSpec`, v1.35): every update would fail before its first pod counts. The deadline is
    600 seconds where it is left out, so a `minReadySeconds` of ten minutes or more needs one.

    It is essential: nothing of it reaches the cluster.
    """
    spec, group = workload.resource.data.get("spec"), workload.resource.id.group
    if group != "apps" or not isinstance(spec, dict):
        return
    written, ready = spec.get("progressDeadlineSeconds"), integer(spec.get("minReadySeconds")) or 0
    deadline = _DEFAULT if written is None else integer(written)
    if deadline is None or deadline < 0 or deadline > ready:
        return
    told = f"{deadline} (the default)" if written is None else str(deadline)
    field = "minReadySeconds" if written is None else "progressDeadlineSeconds"
    reason = f"progressDeadlineSeconds is {told}, and must be more than minReadySeconds {ready}"
    yield refused(workload, reason, At(("spec", field)))
