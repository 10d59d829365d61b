"""Selectors that can never change."""

from collections.abc import Iterator

from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import at
from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._frozen import refused
from manifestlint.rules.transitions._update import Way, read_update
from manifestlint.rules.transitions._workloads import selector


@transition_rule(
    "selector-changed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("DaemonSet", "Deployment", "ReplicaSet", "Rollout", "StatefulSet"),
)
def selector_changed(transition: Transition) -> Iterator[Problem]:
    """The change gives a workload another selector, which nobody can give it.

    The API server refuses the update: the field is immutable in apps/v1 (Kubernetes docs, "Deployments",
    "Label selector updates"; `pkg/apis/apps/validation/validation.go`, v1.35), so the sync fails until the
    object is deleted (https://github.com/argoproj/argo-cd/issues/1068). `Replace=true` is an update as well,
    and with `Force=true` the workload is deleted with all its pods. Where Argo CD compares on the server, it
    may even say that all is in sync (https://github.com/argoproj/argo-cd/issues/28722).

    A Rollout of Argo Rollouts can get another one: its controller then lets go of the ReplicaSets that the
    new selector does not match, and their pods run on for ever (Argo Rollouts
    `rollout/replicaset.go`, v1.10).

    Give the new workload a new name instead, and remove the old one when the new one is ready.

    It is essential: the sync fails, or pods are left that nobody looks after.
    """
    yield from refused(transition, selector)
    update = read_update(transition) if transition.id.group == ARGOCD_GROUP else None
    if update is not None and update.way is not Way.RECREATED:
        for refusal in list(selector(update))[:1]:
            effect = "the ReplicaSets of before are let go, and their pods run on"
            yield Problem(f"{update.new.id}: {refusal.told}; {effect}", at=at(*refusal.path))
