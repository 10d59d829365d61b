"""Objects with data that a change moves from one Application to another."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._handed import handed


@transition_rule(
    "data-handed-over",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=(
        "Application",
        "CustomResourceDefinition",
        "Namespace",
        "PersistentVolume",
        "PersistentVolumeClaim",
        "StatefulSet",
    ),
)
def data_handed_over(transition: Transition) -> Iterator[Problem]:
    """The change moves an object to another Application, and the first one may delete it with what it holds.

    Two Applications sync on their own. An object belongs to the one that applied it last, as its tracking
    annotation or label says (Argo CD docs, "Resource Tracking"). Syncs the new one first, all is well; syncs
    the old one first, it finds an object of its own that is no longer in Git, and prunes it: a claim with its
    volume, a Namespace with all that is in it, a CRD with all objects of its kind, an Application with all
    that it deployed. The new one then makes an empty one.

    Do it in two steps. First merge `argocd.argoproj.io/sync-options: Prune=false` on the object where it is,
    and wait for the sync; then move it, with the annotation. It can go with a third change.

    It is essential: it may not be undone, and which Application is faster is luck.
    """
    it = handed(transition)
    if it is not None and it.loss:
        yield it.problem(it.loss)
