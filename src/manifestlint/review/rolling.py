"""The workloads whose pods a change replaces."""

from collections.abc import Iterator
from dataclasses import replace

from manifestlint.core.review import Rolling
from manifestlint.model.rollout_plan import plan_rollout
from manifestlint.model.shape import mapping
from manifestlint.model.strategy import read_strategy
from manifestlint.model.transition import Change, Side, Transition
from manifestlint.model.workload import TEMPLATES
from manifestlint.review.landing import landing
from manifestlint.rules.transitions._frozen import CHECKS
from manifestlint.rules.transitions._update import Way, effective, read_update

_ROLLED = frozenset({"DaemonSet", "Deployment", "DeploymentConfig", "Rollout", "StatefulSet"})


def rolling(change: Change) -> Iterator[Rolling]:
    """All of which the pod template changes, with what remains ready meanwhile."""
    for transition in change.transitions:
        template = TEMPLATES.get((transition.id.group, transition.id.kind))
        both = transition.both
        if both and template and transition.id.kind in _ROLLED and transition.alters(*template):
            rolling = _rolling(both[1])
            held = _held(both[1]) or _refused(transition)
            yield replace(rolling, held=held) if held else rolling


def _held(side: Side) -> str:
    return "it is paused" if side.facts.update is not None and side.facts.update.paused else ""


def _refused(transition: Transition) -> str:
    """Why the object never gets so far; empty where the API server takes it."""
    update = read_update(transition)
    checks = CHECKS.get((transition.id.group, transition.id.kind), ())
    if update is None or not any(effective(update, check) for check in checks):
        return ""
    if update.way is Way.RECREATED:
        return "Force=true deletes it with its pods, and makes it anew"
    return "the API server refuses the change"


def _rolling(side: Side) -> Rolling:
    where = (landing(side), side.bundle.name)
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
