"""Fields by which nothing can be selected."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource, at, key
from manifestlint.model.shape import dig, mappings, sequence
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.crds._schemas import SCHEMA, versions
from manifestlint.schema.crd_paths import schema_at, steps_of

_MOST = 8
_TYPES = ("string", "boolean", "integer")


@resource_rule(
    "crd-selectable-field-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_selectable_field_invalid(resource: Resource) -> Iterator[Problem]:
    """A selectable field of a CustomResourceDefinition leads to no single value, or is listed twice.

    The API server refuses it (apiextensions-apiserver `pkg/apis/apiextensions/validation/validation.go`,
    `ValidateCustomResourceSelectableFields`, v1.35). Up to eight `jsonPath`s, such as `.spec.color`, lead to
    fields of the types string, boolean or integer that the schema names, outside of `metadata`.

    Before Kubernetes 1.30 the field `selectableFields` does not exist.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    if resource.id.version == "v1":
        for index, version in versions(resource):
            place: Pointer = ("spec", "versions", index, "selectableFields")
            schema = dig(version, *SCHEMA)
            if isinstance(schema, dict):
                yield from refusals(resource, _faults(place, version.get("selectableFields"), schema))


def _faults(pointer: Pointer, fields: Any, schema: dict[str, Any]) -> Iterator[Fault]:
    paths = [field.get("jsonPath") for _, field in mappings(fields)]
    if len(set(map(str, paths))) > _MOST:
        yield f"{len(sequence(fields))} fields are selectable, and at most {_MOST} may be", key(*pointer)
    seen: set[str] = set()
    for index, field in mappings(fields):
        path, place = field.get("jsonPath"), at(*pointer, index, "jsonPath")
        if isinstance(path, str):
            fault = _fault(path, schema)
            if fault:
                yield f'jsonPath "{path}" {fault}', place
            elif path in seen:
                yield f'jsonPath "{path}" is listed twice', place
            seen.add(path)


def _fault(path: str, schema: dict[str, Any]) -> str:
    steps = steps_of(path, brackets=False)
    if steps is None:
        return "is no path such as .spec.color"
    if steps[0] == "metadata":
        return "leads into metadata, of which name and namespace are selectable anyway"
    found = schema_at(schema, steps)
    if found is None:
        return "leads to no field of the schema"
    type_ = found.get("type")
    return "" if type_ in _TYPES else f"leads to a field of type {type_}, and not to {', '.join(_TYPES)}"
