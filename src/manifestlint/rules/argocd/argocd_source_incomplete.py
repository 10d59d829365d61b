"""Sources that name nothing to apply."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.rulekit import At, Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._spec import KINDS, read_spec


@resource_rule(
    "argocd-source-incomplete",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=KINDS,
    peers={"kyverno": "application-field-validation"},
)
def argocd_source_incomplete(resource: Resource) -> Iterator[Problem]:
    """A source of an Argo CD Application lacks `repoURL`, `path`, or a chart's `targetRevision`.

    Argo CD gives the Application the condition InvalidSpecError and does not sync it (Argo CD
    `util/argo/argo.go`, `validateSourcePermissions`, v3.1). A source has a `repoURL`, and a `path` or a
    `chart`; among `sources` a `ref` alone will do. A `chart` also needs a `targetRevision`. For the root
    of a repository write `path: .`.

    It is essential: nothing of the Application is synced.
    """
    spec = read_spec(resource)
    if spec is None or not spec.complete or spec.get("sourceHydrator") is not None:
        return
    sources = list(spec.sources())
    if not sources:
        yield Problem(f"{resource.id}: it has no source, so Argo CD refuses to sync it", at=spec.at())
    for path, source in sources:
        missing = _missing(source, several="sources" in path)
        if missing:
            yield Problem(
                f"{resource.id}: the source has no {missing}, so Argo CD refuses to sync it",
                at=At((*spec.pointer, *path)),
            )


def _missing(source: dict[str, Any], *, several: bool) -> str | None:
    if not source.get("repoURL"):
        return "repoURL"
    content = ("path", "chart", "ref") if several else ("path", "chart")
    if not any(source.get(field) for field in content):
        return "path, chart or ref" if several else "path or chart"
    return "targetRevision" if source.get("chart") and not source.get("targetRevision") else None
