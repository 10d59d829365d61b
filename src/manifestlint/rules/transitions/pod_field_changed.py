"""Pods that are changed after they were created."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._frozen import refused
from manifestlint.rules.transitions._running import pod


@transition_rule(
    "pod-field-changed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Pod",),
)
def pod_field_changed(transition: Transition) -> Iterator[Problem]:
    """The change alters a field of a bare Pod that can never change.

    Only the images, a shorter `activeDeadlineSeconds`, more tolerations and fewer scheduling gates are let
    through (`pkg/apis/core/validation/validation.go`, `ValidatePodUpdate`, v1.35); resources change through
    a subresource, which no sync uses.

    Let a Deployment or a Job make the pod: they replace it.

    It is essential: the sync fails.
    """
    yield from refused(transition, pod)
