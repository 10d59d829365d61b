"""Updates that fail and stay."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.rollouts._rollout import KIND, is_rollout

_FIELD = "progressDeadlineAbort"


@resource_rule(
    "rollout-abort-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=(KIND,),
    peers={"datree": "ARGO_ROLLOUT_INCORRECT_PROGRESS_DEADLINE_ABORT_VALUE_FALSE"},
)
def rollout_abort_missing(resource: Resource) -> Iterator[Problem]:
    """A Rollout whose update makes no progress is not aborted.

    After `progressDeadlineSeconds` it is only Degraded: the new pods go on crashing, and a canary keeps its
    share of the traffic, until somebody aborts it (Argo Rollouts docs, "Rollout Specification"). With
    `progressDeadlineAbort: true` the traffic goes back to the stable version by itself.

    It is strict because somebody may want to look first.
    """
    if is_rollout(resource) and resource.get("spec", _FIELD) is not True:
        text = f"{resource.id}: an update without progress is not aborted, and its new pods stay"
        yield Problem(text, at=at("spec", _FIELD))
