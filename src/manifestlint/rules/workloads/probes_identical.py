"""Containers that are restarted where they should only get no traffic."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.shape import integer
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Related, Severity, container_rule
from manifestlint.rules.workloads._handlers import PROBE_ACTIONS

_PERIOD, _FAILURES = 10, 3


@container_rule(
    "probes-identical",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-score": "pod-probes-identical", "kyverno": "validate-probes"},
)
def probes_identical(container: Container) -> Iterator[Problem]:
    """A container's liveness probe asks the same as its readiness probe, and has no more patience.

    Readiness takes a busy container out of the Services for a while; liveness kills it. Where both fail at
    once it is killed each time that it is busy, the load falls on the others, and they are killed next
    (Kubernetes docs, "Liveness, Readiness, and Startup Probes").

    Let the liveness probe ask less, or give it a higher `failureThreshold`: one that asks the same and waits
    longer is not told. The time is `periodSeconds` (10) times `failureThreshold` (3).

    It is strict because where nothing is ever busy, nothing happens.
    """
    liveness, readiness = container.data.get("livenessProbe"), container.data.get("readinessProbe")
    if not isinstance(liveness, dict) or not isinstance(readiness, dict):
        return
    if _action(liveness) != _action(readiness) or _patience(liveness) > _patience(readiness):
        return
    text = f"{container.title}: the livenessProbe is the readinessProbe, so it is killed when it is only busy"
    other = Related("the same as this", container.at("readinessProbe"))
    yield Problem(text, at=container.at("livenessProbe"), related=(other,))


def _action(probe: dict[str, Any]) -> list[Any]:
    return [probe.get(name) for name in PROBE_ACTIONS]


def _patience(probe: dict[str, Any]) -> int:
    period, failures = integer(probe.get("periodSeconds")), integer(probe.get("failureThreshold"))
    return (period or _PERIOD) * (failures or _FAILURES)
