"""Old pods that go before every node knows of the new ones."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.rollouts._rollout import BLUE_GREEN, CANARY, KIND, is_rollout

_FIELD = "scaleDownDelaySeconds"
_ENOUGH = 30


@resource_rule(
    "rollout-scale-down-early",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=(KIND,),
    peers={"datree": "ARGO_ROLLOUT_INCORRECT_SCALE_DOWN_DELAY_VALUE_BELOW_30"},
)
def rollout_scale_down_early(resource: Resource) -> Iterator[Problem]:
    """A Rollout ends its old pods less than 30 seconds after traffic was switched to the new ones.

    Nodes and load balancers learn of the switch one after the other, and those that do not know it yet send
    requests to pods that are gone. Argo Rollouts recommends at least 30 seconds, which is the default (docs,
    "Rollout Specification"). Leave `scaleDownDelaySeconds` out, or write 30 or more.

    It is strict because a small cluster may be faster.
    """
    for pointer in (BLUE_GREEN, CANARY) if is_rollout(resource) else ():
        seconds = integer(resource.get(*pointer, _FIELD))
        if seconds is not None and 0 <= seconds < _ENOUGH:
            text = f"{resource.id}: old pods go after {seconds} seconds, when nodes may still send to them"
            yield Problem(text, at=at(*pointer, _FIELD))
