"""Applications that belong to no team."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._spec import KINDS, read_spec


@resource_rule(
    "argocd-project-default",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    kinds=KINDS,
    peers={"kyverno": "application-prevent-default-project"},
)
def argocd_project_default(resource: Resource) -> Iterator[Problem]:
    """An Argo CD Application is in the project `default`.

    That project is made with Argo CD and permits every repository, cluster, namespace and kind, Argo CD's
    own objects among them (Argo CD docs, "Projects"). It is also the one that counts where none is named
    (`util/argo/argo.go`, `NormalizeApplicationSpec`, v3.1). Make an AppProject that permits what the team
    needs, and name it.

    It is strict because the project `default` may have been narrowed, and small teams do without.
    """
    spec = read_spec(resource)
    project = spec.get("project") if spec else None
    if spec and project in (None, "", "default") and spec.complete:
        named = "it is in the project default" if project else "it names no project, so it is in default"
        yield Problem(f"{resource.id}: {named}, which permits everything", at=spec.at("project"))
