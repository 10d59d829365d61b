"""What becomes of objects that an Application no longer applies.

Source: gitops-engine `pkg/sync/sync_context.go`, `pruneObject`, and Argo CD `controller/appcontroller.go`,
`autoSync`, v3.1; for `Prune` of a whole Application, which counts from v3.4 on, `controller/state.go`, v3.5.
"""

from enum import Enum, auto

from manifestlint.argocd.annotations import has_sync_option
from manifestlint.argocd.application import Application, read_application
from manifestlint.model.bundle import Bundle
from manifestlint.model.transition import Change, Side


class Fate(Enum):
    """What Argo CD does with an object that is no longer there."""

    PRUNED = auto()
    """It is deleted by the next sync, which nobody has to start."""
    UNKNOWN = auto()
    """No Application in the repository applies it, so it depends on who does."""
    CONFIRMED = auto()
    """The sync waits until somebody agrees to the deletion."""
    PROTECTED = auto()
    """`Prune=false` keeps it, and the Application stays out of sync."""
    KEPT = auto()
    """The Application deletes nothing by itself."""


def after(change: Change, bundle: Bundle) -> Bundle | None:
    """What a bundle of before has become."""
    return next((each for each in change.after if each.name == bundle.name), None)


def application_of(bundle: Bundle) -> Application | None:
    """The Application that applies a bundle."""
    facts = bundle.application
    return read_application(facts.declaration) if facts and facts.declaration else None


def is_guarded(bundle: Bundle, application: Application) -> bool:
    """Whether Argo CD refuses to sync, since nothing would be left (`autoSync`, v3.1)."""
    policy = application.sync_policy
    if bundle.applied or bundle.partial or policy.automated is None:
        return False
    return policy.prunes and not policy.automated.allow_empty


def fate_of(side: Side, application: Application | None) -> Fate:
    """What becomes of an object of before that an Application, as it is now, no longer applies.

    The annotations of the live object count, and those are from before the change.
    """
    policy = application.sync_policy if application else None
    for value, fate in (("false", Fate.PROTECTED), ("confirm", Fate.CONFIRMED)):
        option = f"Prune={value}"
        if has_sync_option(side.resource, option) or (policy and policy.has_option(option)):
            return fate
    if policy is None:
        return Fate.UNKNOWN
    return Fate.PRUNED if policy.prunes else Fate.KEPT
