"""Applications that let the cluster drift."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Fix, Problem, Profile, Safety, Severity, resource_rule, setting
from manifestlint.rules.argocd._policy import AUTOMATED, switched_off


@resource_rule(
    "argocd-self-heal-disabled",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    kinds=("Application",),
)
def argocd_self_heal_disabled(resource: Resource) -> Iterator[Problem]:
    """An Argo CD Application is synced automatically, but does not undo changes in the cluster.

    What somebody changes by hand stays until the next commit brings a sync, and nobody sees it in Git. A
    change in the cluster starts a sync only where `spec.syncPolicy.automated.selfHeal` is true (Argo CD
    docs, "Automated Sync Policy").

    It is strict because some teams want to be able to intervene in the cluster.
    """
    place = switched_off(resource, "selfHeal")
    if place:
        yield Problem(
            f"{resource.id}: selfHeal is off, so changes made in the cluster stay",
            at=place,
            fix=_fix(resource),
        )


def _fix(resource: Resource) -> Fix:
    edit = setting(resource.data, (*AUTOMATED, "selfHeal"), True)
    return Fix("set selfHeal to true", Safety.UNSAFE, (edit,))
