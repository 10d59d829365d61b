"""Objects that a change removes from Git, and nothing from the cluster."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._fate import Fate
from manifestlint.rules.transitions._leaving import NAME, leaving

_WHY = {
    Fate.KEPT: "Application {0} does not prune by itself, so it stays until somebody syncs with prune",
    Fate.PROTECTED: "Prune=false keeps it, so it stays until somebody deletes it",
    Fate.CONFIRMED: "Prune=confirm holds the sync of Application {0} until somebody agrees to the deletion",
}


@transition_rule("object-left-behind", severity=Severity.INFO, profile=Profile.RECOMMENDED, since="0.1")
def object_left_behind(transition: Transition) -> Iterator[Problem]:
    """The change takes an object out of Git that stays in the cluster.

    Where the Application does not prune (`automated.prune` is off, or it is synced by hand), the object goes
    on running, and the Application stays out of sync. With `Prune=false` it is never deleted, and with
    `Prune=confirm` the whole sync waits for a person (Argo CD docs, "Sync Options"; gitops-engine
    `pkg/sync/sync_context.go`, v3.1). Whoever reads the repository no longer learns that it is there.

    It is info because nothing breaks; recommended because what is left behind goes on serving, and costing.
    """
    left = leaving(transition)
    if left is None or left.fate not in _WHY or left.is_sent_elsewhere:
        return
    name = left.application.name if left.application else ""
    if name or left.fate is Fate.PROTECTED:
        yield Problem(f"{left.side.id}: {_WHY[left.fate].format(name)}", at=NAME)
