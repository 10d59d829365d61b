"""Pods that say they are as important as the team does not allow."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.shape import text
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, option, workload_rule


@dataclass(frozen=True, slots=True)
class Options:
    """What a team has agreed on."""

    allowed: tuple[str, ...] = option((), "Names of PriorityClasses that pods may have.", needed=True)


@workload_rule(
    "priority-class-unexpected",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": "priority-class-name", "kyverno": "allowed-podpriorities"},
)
def priority_class_unexpected(workload: Workload, options: Options) -> Iterator[Problem]:
    """A workload's pods have a PriorityClass that the team does not allow.

    A pod of a high class pushes out others when the cluster is full (Kubernetes docs, "Pod Priority and
    Preemption"), so everybody likes to have one. Set the option `allowed`; without it the rule says
    nothing. Pods without a class are told by `priority-class-missing`.

    It is strict because only the team knows its classes.
    """
    name = text(workload.pod.get("priorityClassName"))
    if options.allowed and name and name not in options.allowed:
        reason = f'priorityClassName "{name}" is none of {", ".join(options.allowed)}'
        yield Problem(
            f"{workload.resource.id}: {reason}", at=At((*workload.pod_pointer, "priorityClassName"))
        )
