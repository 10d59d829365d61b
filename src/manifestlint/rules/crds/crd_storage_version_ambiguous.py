"""CustomResourceDefinitions that do not say in which version objects are stored."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at, key
from manifestlint.rulekit import Problem, Profile, Related, Severity, refused, resource_rule
from manifestlint.rules.crds._schemas import is_crd, versions


@resource_rule(
    "crd-storage-version-ambiguous",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_storage_version_ambiguous(resource: Resource) -> Iterator[Problem]:
    """A CustomResourceDefinition stores its objects in no version, or in several.

    The API server refuses it (apiextensions-apiserver `pkg/apis/apiextensions/validation/validation.go`,
    `ValidateCustomResourceDefinition`, v1.35).

    Set `storage: true` in exactly one of the versions.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    listed = list(versions(resource))
    nothing = is_crd(resource) and resource.id.version == "v1" and resource.get("spec", "versions") == []
    storing = [index for index, version in listed if version.get("storage") is True]
    if nothing or (listed and not storing):
        yield refused(resource, "no version has storage: true", key("spec", "versions"))
    for index in storing[1:]:
        first = Related("the first one", at("spec", "versions", storing[0], "storage"))
        reason = f"{len(storing)} versions have storage: true, and only one may"
        yield refused(resource, reason, at("spec", "versions", index, "storage"), first)
