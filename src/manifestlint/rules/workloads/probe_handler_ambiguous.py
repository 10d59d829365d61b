"""Probes that ask nothing, or two things."""

from collections.abc import Iterator

from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, refused
from manifestlint.rules.workloads._handlers import PROBE_ACTIONS, choice_fault, probes


@container_rule("probe-handler-ambiguous", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def probe_handler_ambiguous(container: Container) -> Iterator[Problem]:
    """A probe has no action, or more than one.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateHandler`,
    v1.35): a probe does exactly one of `httpGet`, `tcpSocket`, `grpc` and `exec`. A patch that adds one
    action to a probe with another is the usual reason; it can take the old one away with `tcpSocket: null`.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, probe in probes(container):
        reason = choice_fault(pointer, probe, PROBE_ACTIONS)
        if reason:
            yield refused(container, reason, container.at(*pointer))
