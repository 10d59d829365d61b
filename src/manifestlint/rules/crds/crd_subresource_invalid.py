"""Subresources that lead nowhere."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource, at, key
from manifestlint.model.shape import dig, mapping
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.crds._schemas import SCHEMA, versions

_PATHS = {
    "specReplicasPath": (".spec.",),
    "statusReplicasPath": (".status.",),
    "labelSelectorPath": (".spec.", ".status."),
}
_NOT_BESIDE_STATUS = frozenset(
    {
        "allOf",
        "anyOf",
        "default",
        "enum",
        "maxProperties",
        "minProperties",
        "not",
        "nullable",
        "oneOf",
        "x-kubernetes-embedded-resource",
        "x-kubernetes-map-type",
    }
)


@resource_rule(
    "crd-subresource-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_subresource_invalid(resource: Resource) -> Iterator[Problem]:
    """A subresource of a CustomResourceDefinition has a path outside of its part of the object.

    The API server refuses it (apiextensions-apiserver `pkg/apis/apiextensions/validation/validation.go`,
    `ValidateCustomResourceDefinitionSubresources` and `validateCustomResourceDefinitionValidation`, v1.35).
    `scale` reads `specReplicasPath` below `.spec`, `statusReplicasPath` below `.status`, and
    `labelSelectorPath` below either. Beside the subresource `status`, the root of the schema may not judge
    the whole object with `allOf`, `anyOf`, `oneOf`, `not`, `enum`, `minProperties` or `maxProperties`.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    if resource.id.version == "v1":
        for index, version in versions(resource):
            place: Pointer = ("spec", "versions", index)
            scale = dig(version, "subresources", "scale")
            yield from refusals(resource, _scale_faults((*place, "subresources", "scale"), mapping(scale)))
            if isinstance(dig(version, "subresources", "status"), dict):
                schema = mapping(dig(version, *SCHEMA))
                yield from refusals(resource, _root_faults((*place, *SCHEMA), schema))


def _scale_faults(pointer: Pointer, scale: dict[str, Any]) -> Iterator[Fault]:
    for field, starts in _PATHS.items():
        path, place = scale.get(field), at(*pointer, field)
        if path == "" and field != "labelSelectorPath":
            yield f"{field} is empty", place
        elif isinstance(path, str) and path and not path.startswith(starts):
            yield f'{field} "{path}" does not begin with {" or ".join(starts)}', place


def _root_faults(pointer: Pointer, schema: dict[str, Any]) -> Iterator[Fault]:
    for keyword in sorted(_NOT_BESIDE_STATUS & schema.keys()):
        if schema[keyword] not in (None, []):
            reason = f"with the subresource status, {keyword} may not stand at the root of the schema"
            yield reason, key(*pointer, keyword)
