"""Defaults that the schema itself would not take."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.crds._schemas import flaws_of
from manifestlint.schema.crd_defaults import default_flaws


@resource_rule(
    "crd-default-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_default_invalid(resource: Resource) -> Iterator[Problem]:
    """A default in the schema of a CustomResourceDefinition does not fit that schema.

    The API server refuses it (apiextensions-apiserver `pkg/apiserver/schema/defaulting/validation.go`,
    `ValidateDefaults`, v1.35). A default is judged as an object would be: its type, its limits, and no
    unknown fields. Required fields must be in it, even where they have a default themselves. `apiVersion`,
    `kind` and `metadata` of an object have no defaults.

    Whether it fulfils the rules in `x-kubernetes-validations` is not looked at.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    yield from flaws_of(resource, default_flaws)
