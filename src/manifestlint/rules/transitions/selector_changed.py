"""Selectors that can never change."""

from collections.abc import Iterator

from manifestlint.model.resource import at
from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Related, Severity, transition_rule

_KINDS = ("DaemonSet", "Deployment", "ReplicaSet", "StatefulSet")
_SELECTOR = ("spec", "selector")


@transition_rule(
    "selector-changed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=_KINDS,
)
def selector_changed(transition: Transition) -> Iterator[Problem]:
    """The change gives a workload another selector, which nobody can give it.

    The API server refuses the update: the field is immutable in apps/v1 (Kubernetes docs, "Deployments",
    "Label selector updates"; `pkg/apis/apps/validation/validation.go`, v1.35), so the sync fails until the
    object is deleted. `Replace=true` does not help, and `Force=true` deletes it with all its pods. Give the
    new workload a new name instead, and remove the old one when the new one is ready.

    It is essential: the sync fails.
    """
    if transition.both and transition.id.group == "apps" and transition.alters(*_SELECTOR):
        old, new = transition.both
        yield Problem(
            f"{new.id}: another selector than before; it is immutable, so the sync fails",
            at=at(*_SELECTOR),
            related=(Related("the selector before", at(*_SELECTOR), old.ref),),
        )
