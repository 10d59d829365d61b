"""CustomResourceDefinitions that are not called after what they define."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import text
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.crds._schemas import is_crd


@resource_rule(
    "crd-name-mismatch",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_name_mismatch(resource: Resource) -> Iterator[Problem]:
    """A CustomResourceDefinition's name is not its plural name and its group, joined by a dot.

    The API server refuses it (apiextensions-apiserver `pkg/apis/apiextensions/validation/validation.go`,
    `ValidateCustomResourceDefinition`, v1.35).

    Write `metadata.name` as `<spec.names.plural>.<spec.group>`, the plural in lower case.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    plural, group = text(resource.get("spec", "names", "plural")), text(resource.get("spec", "group"))
    name = text(resource.get("metadata", "name"))
    if is_crd(resource) and plural and group and name and name != f"{plural}.{group}":
        hint = "" if plural == plural.lower() else f'; write the plural "{plural.lower()}" too'
        reason = f'its name must be "{plural.lower()}.{group}", from spec.names.plural and spec.group{hint}'
        yield refused(resource, reason, at("metadata", "name"))
