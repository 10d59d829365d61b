"""The workloads whose pods a change replaces."""

from collections.abc import Iterator

from manifestlint.core.review import Rolling
from manifestlint.model.rollout_plan import plan_rollout
from manifestlint.model.shape import mapping
from manifestlint.model.strategy import read_strategy
from manifestlint.model.transition import Change, Side
from manifestlint.model.workload import TEMPLATES
from manifestlint.review.landing import landing

_ROLLED = frozenset({"DaemonSet", "Deployment", "DeploymentConfig", "Rollout", "StatefulSet"})


def rolling(change: Change) -> Iterator[Rolling]:
    """All of which the pod template changes, with what remains ready meanwhile."""
    for transition in change.transitions:
        template = TEMPLATES.get((transition.id.group, transition.id.kind))
        both = transition.both
        if both and template and transition.id.kind in _ROLLED and transition.alters(*template):
            yield _rolling(both[1])


def _rolling(side: Side) -> Rolling:
    where = (landing(side), side.bundle.name)
    if side.facts.update is not None and side.facts.update.paused:
        return Rolling(*where, "paused, so nothing moves until it is resumed")
    plan = plan_rollout(side.resource, side.ref.origin.file, scaler=side.bundle.scaler_of(side.facts))
    if plan is None:
        strategy = read_strategy(side.id.kind, mapping(side.get("spec")))
        return Rolling(*where, strategy.type if strategy else "")
    return Rolling(
        *where,
        "; ".join((plan.strategy, *plan.notes)),
        plan.good.replicas,
        plan.good.lowest,
        plan.good.highest,
        plan.failed.lowest,
        plan.good.seconds,
    )
