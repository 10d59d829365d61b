"""Applications that do not notice changes to their own files."""

from collections.abc import Iterator
from posixpath import join, normpath

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import text
from manifestlint.rulekit import Problem, Profile, Related, Severity, resource_rule
from manifestlint.rules.argocd._policy import is_application
from manifestlint.rules.argocd._spec import Spec, read_spec

_ANNOTATION = "argocd.argoproj.io/manifest-generate-paths"


@resource_rule(
    "argocd-generate-paths-incomplete",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("Application",),
)
def argocd_generate_paths_incomplete(resource: Resource) -> Iterator[Problem]:
    """The annotation `argocd.argoproj.io/manifest-generate-paths` leaves out what the Application is made of.

    Argo CD then takes a push that changes only these files for one that does not concern the Application,
    and goes on with the manifests of the commit before (Argo CD docs, "High Availability", "Manifest Paths
    Annotation"; `util/app/path/path.go`, v3.1).

    Paths are relative to `spec.source.path`, or absolute from the repository's root, and are separated by
    semicolons. Add `.` for the folder itself, beside what else is read: `.;../base`. Told are the
    Application's own folder, and every other file that its kustomization or chart is rendered from.

    It is a warning because changes arrive late, not never; recommended because nobody sees it.
    """
    written = resource.annotations.get(_ANNOTATION, "")
    spec = read_spec(resource) if is_application(resource) else None
    paths = _paths(written, spec) if spec else []
    if spec is None or not paths or any(c in written for c in "*?["):
        return
    for pointer, source in spec.sources():
        folder = text(source.get("path"))
        own = normpath(join("/", folder))
        if folder and not any(path == own or own.startswith(path.rstrip("/") + "/") for path in paths):
            yield Problem(
                f"{resource.id}: changes in its own path {folder} go unnoticed; {written!r} leaves it out",
                at=at("metadata", "annotations", _ANNOTATION),
                related=(Related("its own path", spec.at(*pointer, "path")),),
            )


def _paths(written: str, spec: Spec) -> list[str]:
    folders = [text(source.get("path")) for _, source in spec.sources()]
    return [normpath(join("/", folder, item)) for item in written.split(";") if item for folder in folders]
