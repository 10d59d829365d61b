"""Schemas from which the API server cannot tell which fields there are."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.crds._schemas import flaws_of
from manifestlint.schema.crd_structure import structural_flaws


@resource_rule(
    "crd-schema-not-structural",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_schema_not_structural(resource: Resource) -> Iterator[Problem]:
    """The schema of a CustomResourceDefinition is not structural.

    The API server refuses it. Every field, and the items of every list, need a `type`, except where
    `x-kubernetes-int-or-string` or `x-kubernetes-preserve-unknown-fields` stands; below `allOf`, `anyOf`,
    `oneOf` and `not` values may be judged, but no fields or types introduced; `metadata` may only narrow
    `name` and `generateName` (apiextensions-apiserver `pkg/apiserver/schema/validation.go`, v1.35).

    Move what is told to where the field is described.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    yield from flaws_of(resource, structural_flaws)
