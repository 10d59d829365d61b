"""ApplicationSets that can delete all that they made."""

from collections.abc import Iterator

from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule

_KEPT = frozenset({"create-only", "create-update"})


@resource_rule(
    "argocd-application-set-unprotected",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("ApplicationSet",),
)
def argocd_application_set_unprotected(resource: Resource) -> Iterator[Problem]:
    """An ApplicationSet deletes Applications, and with them what they deployed.

    When a generator no longer gives an element (a folder is renamed, a cluster's label changes, an API
    answers with less), its Application is deleted, and the finalizer that the ApplicationSet adds deletes
    all its objects (Argo CD `applicationset/utils/utils.go`, `RenderTemplateParams`, v3.1). When the
    ApplicationSet goes, so do all.

    `spec.syncPolicy.preserveResourcesOnDeletion: true` leaves the objects, and `applicationsSync:
    create-update` the Applications too, unless Argo CD's administrator has set the policy for all (Argo CD
    docs, "Controlling Resource Modification").

    It is strict because deleting what is no longer generated is what ApplicationSets are for.
    """
    if resource.id.group != ARGOCD_GROUP:
        return
    policy = ("spec", "syncPolicy")
    if resource.get(*policy, "preserveResourcesOnDeletion") is True:
        return
    if resource.get(*policy, "applicationsSync") not in _KEPT:
        place = at(*policy) if resource.get(*policy) else at("metadata", "name")
        yield Problem(
            f"{resource.id}: an element that is no longer generated takes all it deployed with it", at=place
        )
