"""Applications that leave everything behind when they go."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._policy import is_application

_FINALIZER = "resources-finalizer.argocd.argoproj.io"


@resource_rule(
    "argocd-finalizer-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("Application",),
)
def argocd_finalizer_missing(resource: Resource) -> Iterator[Problem]:
    """An Argo CD Application has no finalizer, so what it deployed outlives it.

    When the Application is deleted, or pruned because its manifest left Git, its objects go on running and
    nobody owns them. With the finalizer `resources-finalizer.argocd.argoproj.io` they are deleted too,
    volumes included (Argo CD docs, "App Deletion"). Neither is always right: decide, and if orphans are what
    you want, say so with a suppression. An ApplicationSet adds the finalizer itself.

    It is strict because leaving things behind is Argo CD's default, as a safety.
    """
    if not is_application(resource):
        return
    finalizers = sequence(resource.get("metadata", "finalizers"))
    if not any(isinstance(name, str) and name.split("/")[0] == _FINALIZER for name in finalizers):
        yield Problem(
            f"{resource.id}: it has no {_FINALIZER}, so its objects stay when it is deleted",
            at=at("metadata", "finalizers") if finalizers else at("metadata", "name"),
        )
