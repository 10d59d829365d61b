"""Applications that their project does not permit."""

from collections.abc import Iterator

from manifestlint.argocd.application import Application
from manifestlint.argocd.project import AppProject
from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, repository_rule
from manifestlint.rules.argocd._bundle import declared_applications, projects


@repository_rule(
    "argocd-project-forbids-application",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"argocd-source-lint": "project-scope-violation"},
)
def argocd_project_forbids_application(bundles: tuple[Bundle, ...]) -> Iterator[Problem]:
    """An Argo CD Application reads a repository, or applies to a place, that its AppProject does not permit.

    Argo CD gives it the condition InvalidSpecError and does not sync it (Argo CD `util/argo/argo.go`,
    `ValidatePermissions`, v3.1). Add the repository to `sourceRepos`, or cluster and namespace to
    `destinations`, of the AppProject; or put the Application into the right project.

    Nothing is said where only the cluster knows, as when one side names it by URL and the other by name. If
    several AppProjects have the name, one that permits it is enough.

    It is recommended, not essential, because a global project of Argo CD's configuration may permit more.
    """
    known = projects(bundles)
    for _, facts, application in declared_applications(bundles):
        named = known.get(application.project, [])
        for reason, place in _faults(application, named) if named else ():
            yield Problem(
                f"{facts.id}: the project {application.project} does not permit {reason}",
                at=place,
                resource=facts.ref,
                related=(Related("the project", At(("spec",)), named[0].resource.ref),),
            )


def _faults(application: Application, named: list[AppProject]) -> Iterator[tuple[str, At]]:
    for source in application.sources:
        url = source.repo_url
        if url and not any(project.permits_source(url) for project in named):
            yield f"the repository {url}", At((*source.pointer, "repoURL"))
    to = application.destination
    if (to.server or to.name) and all(
        project.permits_destination(to.server, to.name, to.namespace) is False for project in named
    ):
        yield f"{to.server or to.name}, namespace {to.namespace or 'none'}", At(("spec", "destination"))
