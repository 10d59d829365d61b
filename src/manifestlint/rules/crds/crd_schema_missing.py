"""CustomResourceDefinitions that do not describe their objects."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import dig
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.crds._schemas import SCHEMA, versions


@resource_rule(
    "crd-schema-missing",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_schema_missing(resource: Resource) -> Iterator[Problem]:
    """A version of a CustomResourceDefinition has no schema.

    The API server refuses it: `apiextensions.k8s.io/v1` asks for one in every version
    (`pkg/apis/apiextensions/validation/validation.go`, `validateCustomResourceDefinitionSpec`, v1.35).

    Describe the objects below `schema.openAPIV3Schema`. The smallest schema that takes anything is
    `type: object` with `x-kubernetes-preserve-unknown-fields: true`.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    if resource.id.version != "v1":
        return
    for index, version in versions(resource):
        if dig(version, *SCHEMA) is None:
            reason = f"version {version.get('name')} has no schema.openAPIV3Schema"
            yield refused(resource, reason, at("spec", "versions", index, "name"))
