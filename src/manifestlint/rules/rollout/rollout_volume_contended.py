"""New pods that wait for a volume which the old ones hold."""

from collections.abc import Iterator

from manifestlint.core.words import enumerated
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.references import Reference
from manifestlint.model.rollout import lowest_ready
from manifestlint.model.strategy import ROLLING, rolling_bounds
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule

_CLAIM, _ONE_POD = "PersistentVolumeClaim", "ReadWriteOncePod"
_ALONE = frozenset({"ReadWriteOnce", _ONE_POD})


@bundle_rule("rollout-volume-contended", severity=Severity.WARNING, profile=Profile.RECOMMENDED, since="0.1")
def rollout_volume_contended(bundle: Bundle) -> Iterator[Problem]:
    """A rolling update starts a pod that needs a volume which a pod of the old version keeps.

    A `ReadWriteOnce` volume is on one node at a time: a new pod on another node stays in
    `ContainerCreating` with a multi-attach error, the old one waits for it to get ready, and the update
    stands still (Kubernetes docs, "Persistent Volumes", access modes; "Run a Single-Instance Stateful
    Application", which asks for `Recreate`). It goes well only where the scheduler happens to choose the same
    node. With `ReadWriteOncePod` the new pod is never scheduled (`pkg/scheduler/framework/plugins/
    volumerestrictions/volume_restrictions.go`, v1.35).

    Write `strategy: {type: Recreate}`, or `maxSurge: 0` with `maxUnavailable: 1`, or use a StatefulSet or a
    volume that several nodes may use.

    Not told are updates that take away every old pod at once, pods that are bound to one node by name, and
    claims of which nothing here says how their volume is made: with a volume of their own or a
    PersistentVolume beside them.

    It is a warning because the scheduler may choose the same node; recommended because otherwise the update
    stands still.
    """
    for workload in bundle.workloads:
        strategy, replicas = workload.strategy, workload.replicas
        if strategy is None or not replicas or strategy.type not in ROLLING or strategy.in_place:
            continue
        bounds, lowest = rolling_bounds(strategy, replicas), lowest_ready(strategy, replicas)
        if strategy.per_node or not bounds or not bounds[0] or not lowest:
            continue
        for reference, claim in _held(bundle, workload):
            yield _problem(workload, reference, claim)


def _held(bundle: Bundle, workload: Facts) -> Iterator[tuple[Reference, Facts]]:
    """The claims that it mounts and that one node, or one pod, may use."""
    namespace, destination = bundle.namespace_of(workload), bundle.destination
    bound = workload.update is not None and workload.update.one_node
    for reference in workload.references:
        if reference.kind != _CLAIM:
            continue
        claims = [each.facts for each in destination.find(_CLAIM, namespace, reference.name)]
        if len(claims) != 1 or not claims[0].claim_modes or not _ALONE.issuperset(claims[0].claim_modes):
            continue
        if bound and _ONE_POD not in claims[0].claim_modes:
            continue
        if not any(each.id.kind == "PersistentVolume" for each in bundle.members):
            yield reference, claims[0]


def _problem(workload: Facts, reference: Reference, claim: Facts) -> Problem:
    alone = _ONE_POD in claim.claim_modes
    what = "a new pod is never scheduled" if alone else "a new pod on another node cannot mount it"
    text = (
        f"{workload.id}: an old pod keeps claim {reference.name} ({enumerated(claim.claim_modes)}) until"
        f" a new one is ready, and {what}"
    )
    related = Related("the claim", At(("spec", "accessModes")), claim.ref)
    return Problem(text, at=At(reference.pointer), resource=workload.ref, related=(related,))
