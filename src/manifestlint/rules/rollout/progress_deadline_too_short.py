"""Deployments that give up before a pod can count."""

from collections.abc import Iterator

from manifestlint.model.probe_timing import time_to_ready
from manifestlint.model.shape import integer
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule

DEFAULT = 600
"""Seconds (Kubernetes `pkg/apis/apps/v1/defaults.go`, `SetDefaults_Deployment`, v1.35)."""


@workload_rule(
    "progress-deadline-too-short",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Deployment",),
)
def progress_deadline_too_short(workload: Workload) -> Iterator[Problem]:
    """A Deployment's `progressDeadlineSeconds` is over before a pod can count.

    The API server refuses one that is not longer than `minReadySeconds` (Kubernetes
    `pkg/apis/apps/validation/validation.go`, `ValidateDeploymentSpec`, v1.35): every update would fail before
    its first pod counts. The deadline is 600 seconds where it is left out, so a `minReadySeconds` of ten
    minutes or more needs one.

    One that is not longer than the probes need at least, the readiness probe's `initialDelaySeconds` and the
    successes that it asks for, is taken: then every update is called failed, and Argo CD shows the
    Application as Degraded, before the first pod gets ready (`pkg/controller/deployment/util/
    deployment_util.go`, `DeploymentTimedOut`, v1.35).

    It is essential: nothing of it reaches the cluster, or no update of it succeeds.
    """
    spec, group = workload.resource.data.get("spec"), workload.resource.id.group
    if group != "apps" or not isinstance(spec, dict):
        return
    written, ready = spec.get("progressDeadlineSeconds"), integer(spec.get("minReadySeconds")) or 0
    deadline = DEFAULT if written is None else integer(written)
    if deadline is None or deadline < 0:
        return
    told = f"{deadline} (the default)" if written is None else str(deadline)
    if deadline <= ready:
        field = "minReadySeconds" if written is None else "progressDeadlineSeconds"
        reason = f"progressDeadlineSeconds is {told}, and must be more than minReadySeconds {ready}"
        yield refused(workload, reason, At(("spec", field)))
    elif deadline <= (needed := time_to_ready(workload)):
        text = (
            f"{workload.resource.id}: progressDeadlineSeconds is {told}, and the probes need {needed} seconds"
            " at least, so every update is called failed"
        )
        yield Problem(text, at=At(("spec", "progressDeadlineSeconds")))
