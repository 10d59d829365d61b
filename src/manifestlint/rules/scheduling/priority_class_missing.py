"""Pods of which nobody said how important they are."""

from collections.abc import Iterator

from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, workload_rule


@workload_rule(
    "priority-class-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"polaris": "priorityClassNotSet", "kyverno": "require-pod-priorityclassname"},
)
def priority_class_missing(workload: Workload) -> Iterator[Problem]:
    """A workload's pods have no `priorityClassName`.

    They get the priority of the class with `globalDefault`, else 0 (Kubernetes docs, "Pod Priority and
    Preemption"). When the cluster is full, pods of a higher class push them out, and of two alike it is
    chance which one waits.

    It is strict because with one class for all there is nothing to say.
    """
    pod = workload.pod
    if pod and not pod.get("priorityClassName"):
        text = f"{workload.resource.id}: no priorityClassName, so any pod of a higher class pushes it out"
        yield Problem(text, at=At(workload.pod_pointer, on="key"))
