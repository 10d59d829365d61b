"""CustomResourceDefinitions whose objects nobody can reach."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, key
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.crds._schemas import versions


@resource_rule(
    "crd-version-not-served",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_version_not_served(resource: Resource) -> Iterator[Problem]:
    """A CustomResourceDefinition serves none of its versions.

    The API server takes it, and then knows no such kind: objects can be neither created nor read, and a sync
    that holds one fails (Kubernetes docs, "Versions in CustomResourceDefinitions": a version is served only
    where `served` is true).

    Set `served: true` in the versions that clients use. To retire a kind, delete its objects and the
    CustomResourceDefinition.

    It is essential: every object of the kind fails to sync.
    """
    listed = [version for _, version in versions(resource)]
    if listed and not any(version.get("served") is True for version in listed):
        message = f"{resource.id}: no version has served: true, so there will be no such kind"
        yield Problem(message, at=key("spec", "versions"))
