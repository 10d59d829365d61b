"""Objects that a change moves from one Application to another."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._handed import handed
from manifestlint.rules.transitions._live import what_stops


@transition_rule("object-handed-over", severity=Severity.WARNING, profile=Profile.RECOMMENDED, since="0.1")
def object_handed_over(transition: Transition) -> Iterator[Problem]:
    """The change moves what runs, or is called, to another Application, and the first one may delete it.

    Two Applications sync on their own. An object belongs to the one that applied it last, as its tracking
    annotation or label says (Argo CD docs, "Resource Tracking"). Where the old one syncs first, it prunes the
    object, and nobody is served until the new one has made it again and its pods are ready.

    Do it in two steps. First merge `argocd.argoproj.io/sync-options: Prune=false` on the object where it is,
    and wait for the sync; then move it, with the annotation. It can go with a third change. What would lose
    data is told by `data-handed-over`.

    It is a warning because it comes right by itself; recommended because of the gap.
    """
    it = handed(transition)
    if it is None or it.loss:
        return
    stops = what_stops(it.old)
    if stops:
        yield it.problem(f"it is deleted and made again: {stops} meanwhile")
