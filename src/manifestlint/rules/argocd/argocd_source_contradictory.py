"""Sources of which a part is ignored."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, resource_rule
from manifestlint.rules.argocd._spec import KINDS, Spec, read_spec


@resource_rule(
    "argocd-source-contradictory",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=KINDS,
    peers={"kyverno": "application-field-validation"},
)
def argocd_source_contradictory(resource: Resource) -> Iterator[Problem]:
    """An Argo CD Application says twice where its manifests come from.

    With `sources`, `source` is ignored (Argo CD docs, "Multiple Sources for an Application"). With `chart`,
    the `path` is ignored: the chart is fetched from a Helm registry (Argo CD
    `pkg/apis/application/v1alpha1/types.go`, `IsHelm`, v3.1). Remove what does not count. A chart that
    lies in a Git repository is named by `path` alone.

    It is a warning because the sync succeeds; recommended because what is changed there has no effect.
    """
    spec = read_spec(resource)
    if spec is None or spec.get("sourceHydrator") is not None:
        return
    if spec.get("sources") and spec.get("source"):
        yield _ignored(spec, "source", "sources")
    for path, source in spec.sources():
        if source.get("chart") and source.get("path"):
            yield _ignored(spec, "path", "chart", path)


def _ignored(spec: Spec, ignored: str, counting: str, path: tuple[str | int, ...] = ()) -> Problem:
    places = {name: At((*spec.pointer, *path, name), on="key") for name in (ignored, counting)}
    return Problem(
        f"{spec.resource.id}: {ignored} is ignored, for there is {counting}",
        at=places[ignored],
        related=(Related("what counts", places[counting]),),
    )
