"""Canaries that wait for somebody."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.rollouts._rollout import CANARY, KIND, canary


@resource_rule(
    "rollout-pause-endless",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=(KIND,),
    peers={"datree": "ARGO_ROLLOUT_MISSING_PAUSE_DURATION"},
)
def rollout_pause_endless(resource: Resource) -> Iterator[Problem]:
    """A step of a canary pauses without a `duration`.

    The update stands there until somebody promotes it by hand (Argo Rollouts docs, "Canary"): what Git says
    does not run, and the Application is Suspended. Give the pause a `duration`, or let an analysis decide.

    It is strict because to wait for a person may be what is wanted.
    """
    for index, step in mappings(canary(resource).get("steps")):
        pause = step.get("pause")
        if isinstance(pause, dict) and pause.get("duration") is None:
            place = at(*CANARY, "steps", index, "pause")
            yield Problem(f"{resource.id}: the update waits here until somebody promotes it", at=place)
