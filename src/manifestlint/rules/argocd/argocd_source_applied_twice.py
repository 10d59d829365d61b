"""Applications that are each other's double."""

from collections.abc import Iterator

from manifestlint.argocd.application import Application
from manifestlint.argocd.repository import repository_key
from manifestlint.argocd.sources import SourceSpec
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, repository_rule
from manifestlint.rules.argocd._bundle import clusters, declared_applications


@repository_rule(
    "argocd-source-applied-twice",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"argocd-source-lint": "double-coverage"},
)
def argocd_source_applied_twice(bundles: tuple[Bundle, ...]) -> Iterator[Problem]:
    """Two Argo CD Applications apply the same source to the same namespace of the same cluster.

    Every object is then in both, as after a copy in which a name was changed and the path was not. They
    overwrite each other, and when one of them is deleted, the objects of both go
    (https://github.com/argoproj/argo-cd/issues/22607 and /2600). Change the path, or remove one.

    Sources are the same where nothing tells them apart but the spelling of the URL; another value, prefix or
    release name makes another one. Which clusters are the same is told by `argocd-object-shared`.

    It is recommended, not essential, because both Applications still sync.
    """
    where = clusters(bundles)
    seen: dict[tuple[object, ...], Facts] = {}
    for _, facts, application in declared_applications(bundles):
        for source in application.sources:
            if not source.repo_url or not (source.path or source.chart):
                continue
            first = seen.setdefault((where[facts.ref], *_identity(application, source)), facts)
            if first.ref != facts.ref and first.id.name != facts.id.name:
                at = At((*source.pointer, "path" if source.path else "chart"))
                yield Problem(
                    f"{facts.id}: {first.id} applies the same source to the same place",
                    at=at,
                    resource=facts.ref,
                    related=(Related(f"the same in {first.id}", At(("metadata", "name")), first.ref),),
                )


def _identity(application: Application, source: SourceSpec) -> tuple[object, ...]:
    release = application.name if source.chart or source.helm is not None else ""
    return (
        application.destination.namespace,
        repository_key(source.repo_url),
        source.folder,
        source.chart,
        repr((source.directory, source.kustomize, source.helm, source.plugin)),
        release,
    )
