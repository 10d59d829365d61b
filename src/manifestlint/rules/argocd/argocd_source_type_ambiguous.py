"""Sources that are two things at once."""

from collections.abc import Iterator

from manifestlint.core.words import enumerated
from manifestlint.model.resource import Resource
from manifestlint.rulekit import At, Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._spec import KINDS, read_spec

_TYPES = ("kustomize", "helm", "directory", "plugin")


@resource_rule(
    "argocd-source-type-ambiguous",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=KINDS,
)
def argocd_source_type_ambiguous(resource: Resource) -> Iterator[Problem]:
    """A source of an Argo CD Application has options of several tools.

    Each of `kustomize`, `helm`, `directory` and `plugin` says which tool makes the manifests, and Argo CD
    gives up with "multiple application sources defined" (Argo CD `pkg/apis/application/v1alpha1/types.go`,
    `ExplicitType`, v3.1). Keep one. Those that are empty are left out when Argo CD writes the object back,
    so nothing is said of them here.

    It is essential: nothing of the Application is synced.
    """
    spec = read_spec(resource)
    for path, source in spec.sources() if spec else ():
        given = [name for name in _TYPES if source.get(name)]
        if spec and len(given) > 1:
            yield Problem(
                f"{resource.id}: the source has {enumerated(given)}; Argo CD gives up unless it is one",
                at=At((*spec.pointer, *path, given[1]), on="key"),
            )
