"""Objects that a sync deletes to change them."""

from collections.abc import Iterator

from manifestlint.argocd.annotations import SYNC_OPTIONS
from manifestlint.model.resource import at
from manifestlint.model.transition import Side, Transition
from manifestlint.rulekit import Problem, Profile, Related, Severity, transition_rule
from manifestlint.rules.transitions._data import lost_data
from manifestlint.rules.transitions._frozen import CHECKS
from manifestlint.rules.transitions._live import what_stops
from manifestlint.rules.transitions._update import Update, Way, effective, read_update


@transition_rule(
    "object-recreated",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
)
def object_recreated(transition: Transition) -> Iterator[Problem]:
    """The change cannot be made in place, and `Force=true` deletes the object to make it.

    With `Force=true,Replace=true` Argo CD runs `kubectl replace --force`: whatever changes, the object is
    deleted with all that belongs to it, and then created again. With `Force=true` alone that happens where
    the API server refuses the update, as it does another selector (gitops-engine
    `pkg/sync/sync_context.go`, `applyObject`, v3.1; kubectl `pkg/cmd/replace` and `pkg/cmd/apply/patcher.go`,
    v0.33). A rollback does the same once more. For a Job that is what is wanted.

    Give the new object a new name and remove the old one in a later change, or take an outage on purpose and
    drop the option afterwards.

    It is a warning, since somebody asked for it; recommended because nobody is served until the new pods are
    ready.
    """
    update = read_update(transition)
    if update is None or update.way is not Way.RECREATED:
        return
    cost = " and ".join(
        filter(None, (what_stops(update.old), lost_data(update.old), _lost_objects(update.old)))
    )
    reason = _reason(update)
    if cost and reason:
        yield Problem(
            f"{update.new.id}: {reason}, so the object is deleted and created again: {cost}",
            at=at("metadata", "annotations", SYNC_OPTIONS),
            related=(Related("before", at("spec"), update.old.ref),),
        )


def _reason(update: Update) -> str:
    if update.replaced:
        return "Force=true and Replace=true recreate it with every change"
    checks = CHECKS.get((update.new.id.group, update.new.id.kind), ())
    refusals = [refusal for check in checks for refusal in effective(update, check)]
    return f"{refusals[0].told}, and Force=true" if refusals else ""


def _lost_objects(side: Side) -> str:
    return "all objects of its kind are deleted" if side.facts.defines else ""
