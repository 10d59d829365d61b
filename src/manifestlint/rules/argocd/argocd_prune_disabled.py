"""Applications that leave behind what Git no longer has."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._policy import switched_off


@resource_rule(
    "argocd-prune-disabled",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("Application",),
)
def argocd_prune_disabled(resource: Resource) -> Iterator[Problem]:
    """An Argo CD Application is synced automatically, but does not delete what Git no longer has.

    Objects whose manifest was removed or renamed go on running, unseen in Git, and a revert of a commit
    that added one does not take it away. Pruning is off unless `spec.syncPolicy.automated.prune` is true
    (Argo CD docs, "Automated Sync Policy").

    What must survive says so itself, with the annotation `argocd.argoproj.io/sync-options: Prune=false`.

    It is strict because leaving things behind is Argo CD's default, as a safety.
    """
    place = switched_off(resource, "prune")
    if place:
        yield Problem(
            f"{resource.id}: prune is off, so what is removed from Git stays in the cluster", at=place
        )
