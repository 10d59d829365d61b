"""Lifecycle hooks that do nothing, or two things."""

from collections.abc import Iterator

from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, refused
from manifestlint.rules.workloads._handlers import HOOK_ACTIONS, choice_fault, hooks


@container_rule(
    "lifecycle-handler-ambiguous", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1"
)
def lifecycle_handler_ambiguous(container: Container) -> Iterator[Problem]:
    """A lifecycle hook has no action, or more than one.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateLifecycle`,
    v1.35): `postStart` and `preStop` each do exactly one of `exec`, `httpGet`, `tcpSocket` and `sleep`. To
    wait and then to run something, let the command do both.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, hook in hooks(container):
        reason = choice_fault(pointer, hook, HOOK_ACTIONS)
        if reason:
            yield refused(container, reason, container.at(*pointer))
