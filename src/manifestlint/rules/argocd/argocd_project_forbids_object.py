"""Objects that a project does not permit."""

from collections.abc import Iterator

from manifestlint.argocd.project import AppProject
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, repository_rule
from manifestlint.rules.argocd._bundle import Applied, applied, projects


@repository_rule(
    "argocd-project-forbids-object", severity=Severity.ERROR, profile=Profile.RECOMMENDED, since="0.1"
)
def argocd_project_forbids_object(bundles: tuple[Bundle, ...]) -> Iterator[Problem]:
    """An object is of a kind, or lands in a namespace, that the Application's AppProject does not permit.

    The whole sync fails: "resource ... is not permitted in project ..." (Argo CD `controller/sync.go`,
    v3.1). Kinds without a namespace, such as Namespace, ClusterRole or CustomResourceDefinition, are refused
    unless `clusterResourceWhitelist` has them; those with one are permitted unless
    `namespaceResourceWhitelist` is written and lacks them, or a blacklist has them (Argo CD
    `pkg/apis/application/v1alpha1/app_project_types.go`, `IsGroupKindPermitted`, v3.1).

    Custom kinds of which nothing here says whether they have a namespace are left out. If several
    AppProjects have the name, one that permits the object is enough.

    It is recommended, not essential, because a global project of Argo CD's configuration may permit more.
    """
    known = projects(bundles)
    for bundle in bundles:
        it = applied(bundle)
        named = known.get(it.application.project, []) if it else []
        if it is None or not named:
            continue
        for facts in bundle.members:
            reason = _fault(it, facts, named)
            if reason:
                yield Problem(
                    f"{facts.id}: project {it.application.project} does not permit {reason}; the sync fails",
                    at=At(("kind",) if reason.startswith("the kind") else ("metadata", "name")),
                    resource=facts.ref,
                    related=(Related("the project", At(("spec",)), named[0].resource.ref),),
                )


def _fault(it: Applied, facts: Facts, named: list[AppProject]) -> str | None:
    id = facts.id
    namespaced = it.bundle.has_namespace(id.group, id.kind)
    if namespaced is None:
        return None
    if not any(
        project.permits_kind(id.group, id.kind, namespaced=namespaced, name=id.name) for project in named
    ):
        return f"the kind {id.kind}"
    # A namespace of the destination's own is judged with the Application.
    namespace = it.bundle.namespace_of(facts)
    to = it.application.destination
    if not namespaced or not namespace or namespace == to.namespace:
        return None
    if all(project.permits_destination(to.server, to.name, namespace) is False for project in named):
        return f"the namespace {namespace}"
    return None
