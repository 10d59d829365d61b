"""Deployments that give up on a pod that may still be starting."""

from collections.abc import Iterator

from manifestlint.model.probe_timing import patience
from manifestlint.model.shape import integer
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, workload_rule
from manifestlint.rules.rollout.progress_deadline_too_short import DEFAULT


@workload_rule(
    "progress-deadline-early",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    needs=("startupProbe",),
    kinds=("Deployment",),
)
def progress_deadline_early(workload: Workload) -> Iterator[Problem]:
    """A startup probe gives a container more time than the Deployment gives the update.

    A `startupProbe` allows `failureThreshold` times `periodSeconds` beside `initialDelaySeconds`. Where the
    `progressDeadlineSeconds`, 600 if left out, are over before that, the update is called failed and Argo CD
    shows the Application as Degraded while the pod may still start well (Kubernetes docs, "Deployments",
    progress deadline seconds; "Configure Liveness, Readiness and Startup Probes").

    It is strict because the deadline stops nothing: it only reports.
    """
    spec = workload.resource.get("spec")
    if workload.resource.id.group != "apps" or not isinstance(spec, dict):
        return
    written = spec.get("progressDeadlineSeconds")
    deadline, allowed = DEFAULT if written is None else integer(written), patience(workload)
    if deadline is None or allowed <= deadline:
        return
    told = f"{deadline} (the default)" if written is None else str(deadline)
    text = (
        f"{workload.resource.id}: the startup probe allows {allowed} seconds, and after"
        f" progressDeadlineSeconds {told} the update is called failed"
    )
    yield Problem(text, at=At(("spec", "progressDeadlineSeconds")))
