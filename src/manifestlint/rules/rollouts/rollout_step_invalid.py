"""Steps of a canary that lead nowhere."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.duration import is_duration
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import dig, integer, mapping, mappings, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, resource_rule
from manifestlint.rules.rollouts._rollout import CANARY, KIND, canary, halts

_EXCLUSIVE = ("setWeight", "pause", "experiment", "analysis")
_ROUTES = {"setHeaderRoute": ("istio", "alb", "apisix", "plugins"), "setMirrorRoute": ("istio", "plugins")}
_ACTIONS = (*_EXCLUSIVE, "setCanaryScale", "plugin", *_ROUTES)
_WEIGHERS = ("alb", "smi", "istio", "plugins")
_MOST = 100


@resource_rule(
    "rollout-step-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=(KIND,),
)
def rollout_step_invalid(resource: Resource) -> Iterator[Problem]:
    """A step of a canary does nothing, two things, or what needs traffic routing that is not there.

    The API server takes it, and the controller then sets the condition InvalidSpec and changes no pod
    (argo-rollouts `pkg/apis/rollouts/validation/validation.go`, `ValidateRolloutStrategyCanary`, v1.8). A
    step is one of `setWeight`, `pause`, `experiment` and `analysis`, or one of the others. A weight lies
    between 0 and 100, or `maxTrafficWeight`. A pause is a number of seconds or a duration such as `10m`.
    `setCanaryScale`, and the weight of an experiment's template, need `trafficRouting`; `setHeaderRoute` and
    `setMirrorRoute` need a router that can do it, and a route of `managedRoutes`.

    It is essential: no new version runs.
    """
    strategy = canary(resource)
    for index, step in mappings(strategy.get("steps")):
        yield from halts(resource, _faults((*CANARY, "steps", index), step, strategy))


def _faults(pointer: Pointer, step: dict[str, Any], strategy: dict[str, Any]) -> Iterator[Fault]:
    routing = mapping(strategy.get("trafficRouting"))
    given = [action for action in _EXCLUSIVE if step.get(action) is not None]
    if len(given) > 1:
        yield f"a step does {len(given)} things: {', '.join(given)}", at(*pointer)
    if all(value is None for value in step.values()):
        yield f"a step does nothing, it needs one of {', '.join(_ACTIONS)}", at(*pointer)
    weight = integer(step.get("setWeight"))
    most = integer(routing.get("maxTrafficWeight")) or _MOST
    if weight is not None and not 0 <= weight <= most:
        yield f"setWeight {weight} is not between 0 and {most}", at(*pointer, "setWeight")
    pause = dig(step, "pause", "duration")
    if _is_wrong_pause(pause):
        yield f"pause {pause} is no duration such as 10m", at(*pointer, "pause", "duration")
    routed = strategy.get("trafficRouting") is not None
    if step.get("setCanaryScale") is not None and not routed:
        yield "setCanaryScale needs trafficRouting", at(*pointer, "setCanaryScale")
    for index, template in mappings(dig(step, "experiment", "templates")):
        if template.get("weight") is not None and not any(routing.get(name) for name in _WEIGHERS):
            place = at(*pointer, "experiment", "templates", index, "weight")
            yield f"the weight of an experiment needs trafficRouting by {', '.join(_WEIGHERS)}", place
    yield from _route_faults(pointer, step, routing)


def _route_faults(pointer: Pointer, step: dict[str, Any], routing: dict[str, Any]) -> Iterator[Fault]:
    known = {text(route.get("name")) for _, route in mappings(routing.get("managedRoutes"))}
    for action, routers in _ROUTES.items():
        route = step.get(action)
        if not isinstance(route, dict):
            continue
        if not any(routing.get(router) is not None for router in routers):
            yield f"{action} needs trafficRouting by {', '.join(routers)}", at(*pointer, action)
        elif text(route.get("name")) not in known:
            reason = f'{action} names the route "{route.get("name")}", which is none of managedRoutes'
            yield reason, at(*pointer, action, "name")


def _is_wrong_pause(written: Any) -> bool:
    number = integer(written)
    if number is not None:
        return number < 0
    if not isinstance(written, str):
        return False
    return written.startswith("-") or not (written.isdecimal() or is_duration(written))
