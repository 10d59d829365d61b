"""Applications of a project that nobody declares."""

from collections.abc import Iterator

from manifestlint.argocd.application import DEFAULT_PROJECT
from manifestlint.core.words import close_to
from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Problem, Profile, Severity, repository_rule
from manifestlint.rules.argocd._bundle import declared_applications, projects


@repository_rule(
    "argocd-project-unknown", severity=Severity.WARNING, profile=Profile.RECOMMENDED, since="0.1"
)
def argocd_project_unknown(bundles: tuple[Bundle, ...]) -> Iterator[Problem]:
    """An Argo CD Application names a project that the repository does not declare.

    An Application without its AppProject is not synced: InvalidSpecError, "Application referencing
    project ... which does not exist" (Argo CD `controller/appcontroller.go`, v3.1). Mend the name, or
    declare the project.

    It is told only where the repository declares AppProjects at all, and all of it could be read. It is a
    warning because this one may be declared elsewhere; recommended because nothing is synced if it is not.
    """
    known = projects(bundles)
    if not known or any(bundle.partial for bundle in bundles):
        return
    for _, facts, application in declared_applications(bundles):
        name = application.project
        if name in known or name == DEFAULT_PROJECT:
            continue
        meant = close_to(name, known, cutoff=0.7)
        hint = f"; did you mean {meant}?" if meant else ""
        text = f"{facts.id}: no AppProject here is called {name}{hint}"
        yield Problem(text, at=At(("spec", "project")), resource=facts.ref)
