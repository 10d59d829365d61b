"""Probes that are gone."""

from collections.abc import Iterator

from manifestlint.model.shape import mapping
from manifestlint.model.transition import Transition
from manifestlint.model.workload import WORKLOAD_KINDS, Role, as_workload
from manifestlint.rulekit import Problem, Profile, Related, Severity, transition_rule

_EFFECTS = {
    "readinessProbe": "pods get requests as soon as they start, and a rollout goes on without waiting",
    "startupProbe": "the other probes begin at once, and may restart a pod that is still starting",
    "livenessProbe": "a container that hangs is not restarted",
}


@transition_rule(
    "probe-removed",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=WORKLOAD_KINDS,
)
def probe_removed(transition: Transition) -> Iterator[Problem]:
    """A container loses a probe that it had.

    Readiness says when a pod gets requests and when a rolling update may go on, startup how long the others
    wait, liveness when a container is restarted (Kubernetes docs, "Liveness, Readiness, and Startup Probes").
    What they guarded fails unseen from the next rollout on.

    Mostly a block was lost in a merge, or a name in the file no longer fits a patch. If it was meant, the
    commit is the place to say why. A startup probe may go where no other probe is left to wait for it. It
    is a warning because a probe that was wrong is better gone; recommended because a rollout no longer
    waits for what it proved.
    """
    before, after = (
        as_workload(side.resource) if side else None for side in (transition.old, transition.new)
    )
    if before is None or after is None or transition.old is None:
        return
    known = {container.name: container for container in before.containers() if container.role is Role.MAIN}
    for container in after.containers():
        was = known.get(container.name)
        if was is None or container.role is not Role.MAIN:
            continue
        for probe, effect in _EFFECTS.items():
            waits = probe != "startupProbe" or {"readinessProbe", "livenessProbe"} & container.data.keys()
            if mapping(was.get(probe)) and not mapping(container.get(probe)) and waits:
                related = Related("the probe before", was.at(probe), transition.old.ref)
                yield Problem(
                    f"{container.title}: it has no {probe} any more: {effect}",
                    container.at(),
                    related=(related,),
                )
