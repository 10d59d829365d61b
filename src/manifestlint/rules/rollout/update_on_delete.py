"""Updates that wait for somebody."""

from collections.abc import Iterator

from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Fix, Problem, Profile, Safety, SetValue, Severity, workload_rule

_TYPE = ("spec", "updateStrategy", "type")


@workload_rule(
    "update-on-delete",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    kinds=("DaemonSet", "StatefulSet"),
)
def update_on_delete(workload: Workload) -> Iterator[Problem]:
    """A StatefulSet or DaemonSet is updated only when somebody deletes its pods.

    A merge changes the object and starts no pod anew, so what Git says is not what runs, and a rollback does
    nothing either (Kubernetes docs, "StatefulSets" and "Perform a Rolling Update on a DaemonSet"). Argo CD
    calls it Synced; older versions leave it Progressing, which holds up every later wave (Argo CD docs,
    "FAQ"; https://github.com/argoproj/argo-cd/issues/1881).

    Write `RollingUpdate`, or say in an exception who deletes the pods: some operators do. Behind a Service
    `rolling-update-missing` tells it, too.

    It is an info, and strict, because it is right for what an operator or a person updates step by step.
    """
    if workload.resource.id.group == "apps" and workload.resource.get(*_TYPE) == "OnDelete":
        reason = "with OnDelete a merge replaces no pod until somebody deletes it"
        fix = Fix("write RollingUpdate", Safety.UNSAFE, (SetValue(_TYPE, "RollingUpdate"),))
        yield Problem(f"{workload.resource.id}: {reason}", at=At(_TYPE), fix=fix)
