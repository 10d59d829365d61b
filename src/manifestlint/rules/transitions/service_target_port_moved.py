"""Services that send requests to where only new pods listen."""

from collections.abc import Iterator

from manifestlint.model.facts import Facts
from manifestlint.model.resource import at
from manifestlint.model.service import ServicePort
from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Related, Severity, transition_rule
from manifestlint.rules.transitions._traffic import behind, comes_later, counterpart


@transition_rule(
    "service-target-port-moved",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("Service",),
)
def service_target_port_moved(transition: Transition) -> Iterator[Problem]:
    """A port of a Service leads to another port of its pods, and the running ones do not have that.

    A number counts for old and new pods alike: until the rollout ends, each request that meets an old pod is
    refused. A name counts only for pods that have it (Kubernetes docs, "Service", "Field spec.ports"), so the
    old ones get no requests before enough new ones are ready.

    Keep one name, such as `targetPort: http`, and move the number behind it in the pods alone: every pod is
    then asked at its own port. Else let the pods listen on both for one release.

    Told where the old pods declare the port before and not the new one, and the new pods declare that. It is
    recommended; the sync itself succeeds.
    """
    if not transition.both:
        return
    old, new = transition.both
    before = {_key(port): port for port in old.facts.service.ports} if old.facts.service else {}
    for port in new.facts.service.ports if new.facts.service else ():
        was = before.get(_key(port))
        if was is None or was.target == port.target or was.target is None or port.target is None:
            continue
        for workload in behind(new):
            running = counterpart(workload, old.bundle, new.bundle)
            if running is None or comes_later(new, workload):
                continue
            moves = _declares(running, was) and not _declares(running, port) and _declares(workload, port)
            if moves:
                yield Problem(
                    f"{new.id}, port {port.port}: leads to {port.target} instead of {was.target}, which"
                    f" running pods of {workload.id} do not have, so requests fail until {_end(port)}",
                    at=at(*port.pointer),
                    related=(Related("the port before", at(*was.pointer), old.ref),),
                )


def _end(port: ServicePort) -> str:
    return "the rollout ends" if isinstance(port.target, int) else "new ones are ready"


def _key(port: ServicePort) -> tuple[int | None, str]:
    return port.port, port.protocol


def _declares(workload: Facts, port: ServicePort) -> bool:
    """Whether its pods have the port that a Service's port leads to."""
    declared = workload.pod.ports if workload.pod else ()
    return any(
        port.target in (each.name, each.number) and port.protocol == each.protocol for each in declared
    )
