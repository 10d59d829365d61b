"""Argo CD's objects where Argo CD may not look."""

from collections.abc import Iterator

from manifestlint.argocd.application import read_application
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Severity, repository_rule
from manifestlint.rules.argocd._bundle import projects


@repository_rule(
    "argocd-object-outside-namespace", severity=Severity.INFO, profile=Profile.STRICT, since="0.1"
)
def argocd_object_outside_namespace(bundles: tuple[Bundle, ...]) -> Iterator[Problem]:
    """An Application, ApplicationSet or AppProject is not in Argo CD's own namespace.

    An AppProject elsewhere is never read. Applications and ApplicationSets elsewhere are, if the controllers
    are started with `--application-namespaces` or `--applicationset-namespaces`, and for Applications the
    AppProject lists the namespace in `sourceNamespaces` (Argo CD docs, "Declarative Setup" and
    "Applications in any namespace"). Argo CD's namespace is `spec.argocd.namespace` of the PolicySet.

    Nothing is said of an Application whose AppProject is in the repository and lists its namespace. It is
    strict because it depends on how Argo CD is started.
    """
    known = projects(bundles)
    for bundle in bundles:
        argocd = bundle.argocd_namespace
        for facts in bundle.members:
            if facts.declaration is None or facts.id.namespace in {"", argocd}:
                continue
            application = read_application(facts.declaration)
            named = known.get(application.project, []) if application else []
            if any(project.permits_application_in(facts.id.namespace, argocd) for project in named):
                continue
            yield Problem(
                f"{facts.id}: {_effect(facts)}, {argocd}",
                at=At(("metadata", "namespace")),
                resource=facts.ref,
            )


def _effect(facts: Facts) -> str:
    if facts.id.kind == "AppProject":
        return "an AppProject is read only in the namespace of Argo CD"
    return "it counts only if it is allowed to lie outside the namespace of Argo CD"
