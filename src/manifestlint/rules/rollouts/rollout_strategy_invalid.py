"""Rollouts that Argo Rollouts cannot carry out."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import dig, integer, mapping, text
from manifestlint.rulekit import Fault, Problem, Profile, Severity, resource_rule
from manifestlint.rules.rollouts._rollout import BLUE_GREEN, CANARY, KIND, halts, is_rollout

_ROUTERS = ("smi", "apisix", "ambassador", "nginx", "appMesh", "traefik")
_SERVICES = ("stableService", "canaryService")
_REVISIONS = 10
_AFFINITIES = (
    "preferredDuringSchedulingIgnoredDuringExecution",
    "requiredDuringSchedulingIgnoredDuringExecution",
)


@resource_rule(
    "rollout-strategy-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=(KIND,),
)
def rollout_strategy_invalid(resource: Resource) -> Iterator[Problem]:
    """A Rollout has no strategy, two of them, or one whose services contradict each other.

    The API server takes it, and the controller then sets the condition InvalidSpec and changes no pod
    (argo-rollouts `pkg/apis/rollouts/validation/validation.go`, `ValidateRolloutStrategy`, v1.8). There is
    either `canary` or `blueGreen`. The active and the preview Service differ, and so do the stable and the
    canary one, ping and pong. A traffic router needs `stableService` and `canaryService`, unless Istio routes
    by subsets or ping-pong is used. `scaleDownDelaySeconds` and `dynamicStableScale` of a canary need traffic
    routing, and exclude each other.

    It is essential: no new version runs.
    """
    if is_rollout(resource) and isinstance(resource.get("spec", "strategy"), dict):
        yield from halts(resource, _faults(resource))


def _faults(resource: Resource) -> Iterator[Fault]:
    canary, blue_green = resource.get(*CANARY), resource.get(*BLUE_GREEN)
    if canary is None and blue_green is None:
        yield "strategy has neither canary nor blueGreen", at("spec", "strategy")
    elif canary is not None and blue_green is not None:
        yield "strategy has both canary and blueGreen", at("spec", "strategy")
    elif isinstance(blue_green, dict):
        yield from _blue_green_faults(resource, blue_green)
    elif isinstance(canary, dict):
        yield from _canary_faults(canary)
        yield from _ping_pong_faults(canary)


def _blue_green_faults(resource: Resource, strategy: dict[str, Any]) -> Iterator[Fault]:
    active, preview = text(strategy.get("activeService")), text(strategy.get("previewService"))
    if active == preview:
        told = f'are both "{active}"' if active else "are both missing"
        yield f"activeService and previewService {told}", at(*BLUE_GREEN, "activeService")
    limit, kept = (
        integer(strategy.get("scaleDownDelayRevisionLimit")),
        resource.get("spec", "revisionHistoryLimit"),
    )
    kept = _REVISIONS if kept is None else integer(kept)
    if limit is not None and kept is not None and kept < limit:
        reason = f"scaleDownDelayRevisionLimit {limit} is more than revisionHistoryLimit {kept}"
        yield reason, at(*BLUE_GREEN, "scaleDownDelayRevisionLimit")
    yield from _affinity_faults(BLUE_GREEN, strategy.get("antiAffinity"))


def _canary_faults(canary: dict[str, Any]) -> Iterator[Fault]:
    stable, other = (text(canary.get(field)) for field in _SERVICES)
    if stable and stable == other:
        yield f'stableService and canaryService are both "{stable}"', at(*CANARY, "stableService")
    for field in _SERVICES if _needs_services(canary) else ():
        if canary.get(field) in (None, ""):
            yield f"this traffic routing needs a {field}", at(*CANARY, field)
    delayed, dynamic = canary.get("scaleDownDelaySeconds"), canary.get("dynamicStableScale") is True
    routed = canary.get("trafficRouting") is not None
    if delayed is not None and not routed:
        yield "scaleDownDelaySeconds needs trafficRouting", at(*CANARY, "scaleDownDelaySeconds")
    if dynamic and (not routed or delayed is not None):
        reason = "and scaleDownDelaySeconds exclude each other" if routed else "needs trafficRouting"
        yield f"dynamicStableScale {reason}", at(*CANARY, "dynamicStableScale")
    yield from _affinity_faults(CANARY, canary.get("antiAffinity"))


def _needs_services(canary: dict[str, Any]) -> bool:
    routing, ping_pong = mapping(canary.get("trafficRouting")), canary.get("pingPong") is not None
    by_subset = dig(routing, "istio", "destinationRule") is not None
    if any(routing.get(router) is not None for router in _ROUTERS):
        return True
    return not ping_pong and (
        routing.get("alb") is not None or (routing.get("istio") is not None and not by_subset)
    )


def _ping_pong_faults(canary: dict[str, Any]) -> Iterator[Fault]:
    services = canary.get("pingPong")
    if not isinstance(services, dict):
        return
    ping, pong = text(services.get("pingService")), text(services.get("pongService"))
    if not ping or not pong or ping == pong:
        yield f'pingPong needs two Services, and has "{ping}" and "{pong}"', at(*CANARY, "pingPong")
    balancer = dig(canary, "trafficRouting", "alb")
    if isinstance(balancer, dict) and not balancer.get("rootService"):
        yield "pingPong with alb needs a rootService", at(*CANARY, "trafficRouting", "alb")


def _affinity_faults(pointer: tuple[str | int, ...], affinity: Any) -> Iterator[Fault]:
    if isinstance(affinity, dict):
        if sum(affinity.get(field) is not None for field in _AFFINITIES) != 1:
            yield "antiAffinity is either preferred or required", at(*pointer, "antiAffinity")
        weight = integer(dig(affinity, _AFFINITIES[0], "weight"))
        if weight is not None and not 1 <= weight <= 100:
            place = at(*pointer, "antiAffinity", _AFFINITIES[0], "weight")
            yield f"weight {weight} is not between 1 and 100", place
