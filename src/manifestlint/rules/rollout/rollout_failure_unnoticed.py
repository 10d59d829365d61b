"""Updates of which nobody is told that they failed."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.shape import integer
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, option, workload_rule

_NEVER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Options:
    """How long is too long."""

    longest: int = option(
        3600, "The most seconds that an update may stand still before it is failed.", minimum=1
    )


@workload_rule(
    "rollout-failure-unnoticed",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("Deployment",),
)
def rollout_failure_unnoticed(workload: Workload, options: Options) -> Iterator[Problem]:
    """A Deployment that stands still is called failed very late, or never.

    After `progressDeadlineSeconds` without progress, 600 where it is left out, Kubernetes sets the condition
    `Progressing` to false and Argo CD shows the Application as Degraded (Kubernetes docs, "Deployments",
    failed Deployment; Argo CD docs, "Resource Health", v3.1). Until then it looks like an update that is
    under way. The number 2147483647 means that it never ends (`pkg/controller/deployment/util/
    deployment_util.go`, `HasProgressDeadline`, v1.35).

    A StatefulSet and a DaemonSet have no such deadline; there is nothing to write, so nothing is told.

    It is strict because somebody may look all the same.
    """
    spec = workload.resource.get("spec")
    if workload.resource.id.group != "apps" or not isinstance(spec, dict):
        return
    deadline = integer(spec.get("progressDeadlineSeconds"))
    if deadline is None or deadline <= options.longest or deadline > _NEVER:
        return
    when = "never called failed" if deadline == _NEVER else f"called failed only after {deadline} seconds"
    text = f"{workload.resource.id}: an update that stands still is {when}"
    yield Problem(text, at=At(("spec", "progressDeadlineSeconds")))
