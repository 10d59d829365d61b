"""Objects that leave what an Application applies."""

from dataclasses import dataclass

from manifestlint.argocd.annotations import has_sync_option
from manifestlint.argocd.application import Application
from manifestlint.argocd.order import PRUNE_LAST, Phase, phases
from manifestlint.model.resource import at
from manifestlint.model.transition import Change, Operation, Side, Transition
from manifestlint.rulekit import Problem, Related
from manifestlint.rules.transitions._cause import cause_of
from manifestlint.rules.transitions._fate import Fate, after, application_of, fate_of, is_guarded

NAME = at("metadata", "name")


@dataclass(frozen=True, slots=True)
class Leaving:
    """An object that is applied no more."""

    side: Side
    fate: Fate
    cause: str
    """Why it left, as the end of a sentence; empty where that is not known."""
    renamed_to: str
    application: Application | None
    """The one that applied it, as it will be."""
    is_sent_elsewhere: bool = False
    """Its Application has another namespace, and so have all its objects."""

    @property
    def is_deleted(self) -> bool:
        """Whether it goes, as far as anybody can say."""
        return self.fate in {Fate.PRUNED, Fate.UNKNOWN}

    @property
    def is_pruned_last(self) -> bool:
        """Whether everything else is applied and ready before it goes."""
        by_all = self.application is not None and self.application.sync_policy.has_option(PRUNE_LAST)
        return by_all or has_sync_option(self.side.resource, PRUNE_LAST)

    def problem(self, consequence: str, *related: Related) -> Problem:
        """Who deletes it, what comes of that, and why it left."""
        if self.application is None:
            start = "removed, and where it is pruned"
        else:
            start = f"Application {self.application.name} prunes it, so"
        end = f"; {self.cause}" if self.cause else ""
        return Problem(f"{self.side.id}: {start} {consequence}{end}", at=NAME, related=related)


def leaving(transition: Transition) -> Leaving | None:
    """The object that a transition takes out of what is applied; None where it stays, or nobody can say.

    What leaves together with its Application, or goes to another cluster with it, is told with the
    Application. An Application whose folder is gone renders nothing, and so prunes nothing.
    """
    side, change = transition.old, transition.change
    if transition.operation is not Operation.DELETE or side is None or _is_hook(side):
        return None
    if _is_still_applied(side, change):
        return None
    application = None
    if side.bundle.application is not None:
        now = after(change, side.bundle)
        application = application_of(now) if now else None
        if now is None or application is None or now.cluster != side.bundle.cluster:
            return None
        if is_guarded(now, application):
            return None
    cause = cause_of(transition, side)
    if cause is None:
        return None
    elsewhere = application is not None and _is_sent_elsewhere(side, application)
    return Leaving(side, fate_of(side, application), cause.words, cause.renamed_to, application, elsewhere)


def _is_sent_elsewhere(side: Side, application: Application) -> bool:
    return side.namespace != side.id.namespace and application.destination.namespace != side.bundle.namespace


def _is_hook(side: Side) -> bool:
    return side.facts.generated or phases(side.resource) != (Phase.SYNC,)


def _is_still_applied(side: Side, change: Change) -> bool:
    """Whether an Application applies it to what may be the same cluster.

    Of what no Application applies, nobody says what is applied together: it is gone when it is taken out of
    its file, and no other file of the change has it, in what may be the same namespace.
    """
    here, id = side.bundle.cluster, side.id
    named = change.applied.get((id.group, id.kind, id.name), ())
    if side.bundle.application is None:
        files = {
            facts.ref.origin.file for bundle, facts in named if _is_there(side, bundle.namespace_of(facts))
        }
        if side.resource.origin.file not in change.paths or files & change.paths:
            return True
    return any(
        _is_there(side, bundle.namespace_of(facts))
        for bundle, facts in named
        if bundle.application is not None and (here is None or bundle.cluster == here)
    )


def _is_there(side: Side, namespace: str) -> bool:
    """Whether that is the same object; in a namespace that nobody says, it may be."""
    is_unsaid = side.bundle.application is None and not (side.namespace and namespace)
    return is_unsaid or side.namespace == namespace
