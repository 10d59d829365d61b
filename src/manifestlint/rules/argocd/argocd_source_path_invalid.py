"""Paths that Argo CD does not follow."""

from collections.abc import Iterator

from manifestlint.argocd.sources import read_source
from manifestlint.model.resource import Resource
from manifestlint.rulekit import At, Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._spec import KINDS, is_templated, read_spec


@resource_rule(
    "argocd-source-path-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=KINDS,
    peers={"argocd-source-lint": "phantom-target"},
)
def argocd_source_path_invalid(resource: Resource) -> Iterator[Problem]:
    """The `path` of an Argo CD Application's source is absolute, or leads out of the repository.

    Argo CD refuses both, and syncs nothing of the whole Application (Argo CD `util/app/path/path.go`,
    `Path`, v3.1: "app path is absolute", "app path outside root"). A path counts from the repository's root
    and begins with neither `/` nor `..`; the root itself is `.`.

    It is essential: nothing of the Application is synced.
    """
    spec = read_spec(resource)
    for path, data in spec.sources() if spec else ():
        source = read_source(data)
        if spec is None or source.chart or is_templated(source.path) or not source.leads_outside:
            continue
        what = "is absolute" if source.path.startswith("/") else "leads out of the repository"
        message = f'{resource.id}: the path "{source.path}" {what}, which Argo CD refuses'
        yield Problem(message, at=At((*spec.pointer, *path, "path")))
