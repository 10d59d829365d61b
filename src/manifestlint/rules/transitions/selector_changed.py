"""Selectors that can never change."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._frozen import refused
from manifestlint.rules.transitions._workloads import selector


@transition_rule(
    "selector-changed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"),
)
def selector_changed(transition: Transition) -> Iterator[Problem]:
    """The change gives a workload another selector, which nobody can give it.

    The API server refuses the update: the field is immutable in apps/v1 (Kubernetes docs, "Deployments",
    "Label selector updates"; `pkg/apis/apps/validation/validation.go`, v1.35), so the sync fails until the
    object is deleted (https://github.com/argoproj/argo-cd/issues/1068). `Replace=true` is an update as well,
    and with `Force=true` the workload is deleted with all its pods. Where Argo CD compares on the server, it
    may even say that all is in sync (https://github.com/argoproj/argo-cd/issues/28722).

    Give the new workload a new name instead, and remove the old one when the new one is ready.

    It is essential: the sync fails.
    """
    yield from refused(transition, selector)
