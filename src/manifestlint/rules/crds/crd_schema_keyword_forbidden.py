"""Schemas with keywords that a CustomResourceDefinition may not use."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.crds._schemas import flaws_of
from manifestlint.schema.crd_structure import forbidden_keywords


@resource_rule(
    "crd-schema-keyword-forbidden",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_schema_keyword_forbidden(resource: Resource) -> Iterator[Problem]:
    """The schema of a CustomResourceDefinition uses a keyword that is not supported there.

    The API server refuses it: `$ref`, `definitions`, `dependencies`, `patternProperties`, `additionalItems`
    and `id` may not be set, `uniqueItems` not be true, `additionalProperties` neither be false nor stand
    beside `properties` (Kubernetes docs, "Extend the Kubernetes API with CustomResourceDefinitions",
    "Validation").

    Write what is referred to in its place. Unknown fields need no `additionalProperties: false`: they are
    never kept.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    yield from flaws_of(resource, forbidden_keywords)
