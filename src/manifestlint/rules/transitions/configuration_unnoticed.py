"""Configuration that changes without anybody reading it."""

from collections.abc import Iterator

from manifestlint.core.words import enumerated
from manifestlint.model.bundle import Bundle
from manifestlint.model.difference import differences
from manifestlint.model.facts import Facts
from manifestlint.model.resource import at
from manifestlint.model.shape import mapping
from manifestlint.model.transition import Operation, Side, Transition
from manifestlint.model.workload import TEMPLATES
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, transition_rule

_CONTENT = ("data", "binaryData", "stringData")


@transition_rule(
    "configuration-unnoticed",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("ConfigMap", "Secret"),
)
def configuration_unnoticed(transition: Transition) -> Iterator[Problem]:
    """A ConfigMap or Secret changes, and the pods that read it go on with what it was.

    Variables are set when a container starts, and a file mounted by `subPath` is never updated (Kubernetes
    docs, "ConfigMaps"). Argo CD reports the sync as done, the running pods have the old values, and some day
    a restart brings the new ones: one pod now, another next week.

    Let the name change with the content, as Kustomize's `configMapGenerator` does, or put a checksum of it
    into an annotation of the pod template, or let a controller such as Reloader restart the pods. Then a
    revert rolls back too.

    Silent where the pod template changes in the same change, where an annotation of a reloader stands on
    the workload, and for Jobs and CronJobs, whose next pod reads it anyway. It is a warning because a
    reloader can be set to watch everything; recommended because what was merged may come into force weeks
    later.
    """
    if not transition.both or not _content_differs(*transition.both):
        return
    new = transition.both[1]
    restarted = {_landing(side.facts, side.bundle) for side in _restarted(transition)}
    stale = [
        workload
        for workload in new.bundle.workloads
        if _reads(workload, new) and _landing(workload, new.bundle) not in restarted
    ]
    if stale:
        names = enumerated(str(workload.id) for workload in stale)
        keys = sorted({str(pointer[1]) for pointer in _changed(*transition.both) if len(pointer) > 1})
        yield Problem(
            f"{new.id}: {enumerated(keys)} changes, and nothing restarts the pods of {names}, which"
            " read it only when they start",
            at=at(*next(_changed(*transition.both))),
            related=tuple(Related("reads it", At(("metadata", "name")), workload.ref) for workload in stale),
        )


def _changed(old: Side, new: Side) -> Iterator[tuple[str | int, ...]]:
    for field in _CONTENT:
        for pointer in differences(mapping(old.get(field)), mapping(new.get(field))):
            yield (field, *pointer)


def _content_differs(old: Side, new: Side) -> bool:
    return any(_changed(old, new))


def _reads(workload: Facts, side: Side) -> bool:
    pod = workload.pod
    if pod is None or pod.batch or workload.id.kind == "Pod":
        return False
    near = side.bundle.namespace_of(workload) == side.namespace
    return near and (side.id.kind, side.id.name) in pod.read_once


def _restarted(transition: Transition) -> Iterator[Side]:
    """The workloads that the change creates, or gives another pod template."""
    for other in transition.change.transitions:
        template = TEMPLATES.get((other.id.group, other.id.kind))
        if template is None or other.new is None:
            continue
        if other.operation is Operation.CREATE or other.alters(*template):
            yield other.new


def _landing(facts: Facts, bundle: Bundle) -> tuple[str, ...]:
    return facts.id.group, facts.id.kind, bundle.namespace_of(facts), facts.id.name
