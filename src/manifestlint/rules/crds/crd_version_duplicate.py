"""CustomResourceDefinitions that define a version twice."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import text
from manifestlint.rulekit import Problem, Profile, Related, Severity, refused, resource_rule
from manifestlint.rules.crds._schemas import versions


@resource_rule(
    "crd-version-duplicate",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_version_duplicate(resource: Resource) -> Iterator[Problem]:
    """A CustomResourceDefinition lists the same version twice.

    The API server refuses it (apiextensions-apiserver `pkg/apis/apiextensions/validation/validation.go`,
    `ValidateCustomResourceDefinition`, v1.35).

    Take one of the two out, or give it the name that it was meant to have.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    seen: dict[str, Related] = {}
    for index, version in versions(resource):
        name, place = text(version.get("name")), at("spec", "versions", index, "name")
        first = seen.setdefault(name, Related("first defined here", place))
        if name and first.at != place:
            yield refused(resource, f"version {name} is defined twice", place, first)
