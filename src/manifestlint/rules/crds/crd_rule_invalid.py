"""Rules in schemas that say too little."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.crds._schemas import flaws_of
from manifestlint.schema.crd_rules import rule_flaws


@resource_rule(
    "crd-rule-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_rule_invalid(resource: Resource) -> Iterator[Problem]:
    """A rule among a schema's `x-kubernetes-validations` is empty, or names what does not exist.

    The API server refuses it (apiextensions-apiserver `pkg/apis/apiextensions/validation/validation.go`,
    `ValidateCustomResourceDefinitionOpenAPISchema`, v1.35). A rule of more than one line needs a `message`,
    which has one line itself. `reason` is FieldValueInvalid, FieldValueForbidden, FieldValueRequired or
    FieldValueDuplicate, and `fieldPath` leads to a field below the schema that has the rule: `.size`.

    The expressions themselves are not compiled.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    yield from flaws_of(resource, rule_flaws)
