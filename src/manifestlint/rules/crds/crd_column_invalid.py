"""Columns that kubectl could not print."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import strangers
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.crds._schemas import versions

_FIELDS: dict[Pointer, tuple[str, ...]] = {
    ("type",): ("integer", "number", "string", "boolean", "date"),
    ("format",): ("int32", "int64", "float", "double", "byte", "date", "date-time", "password"),
}


@resource_rule(
    "crd-column-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_column_invalid(resource: Resource) -> Iterator[Problem]:
    """A printer column of a CustomResourceDefinition has no name, an unknown type, or no path.

    The API server refuses it (apiextensions-apiserver `pkg/apis/apiextensions/validation/validation.go`,
    `ValidateCustomResourceColumnDefinition`, v1.35). A column has a name, one of the types integer, number,
    string, boolean and date, and a `jsonPath` that begins with a dot, such as `.spec.replicas`.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    if resource.id.version == "v1":
        for index, version in versions(resource):
            for number, column in mappings(version.get("additionalPrinterColumns")):
                place = ("spec", "versions", index, "additionalPrinterColumns", number)
                yield from refusals(resource, _faults(place, column))


def _faults(pointer: Pointer, column: dict[str, Any]) -> Iterator[Fault]:
    title = f"column {column.get('name')}"
    for field in ("name", "type", "jsonPath"):
        if column.get(field) == "":
            yield f"{title} has an empty {field}", at(*pointer, field)
    for unknown in strangers(column, _FIELDS):
        yield f"{title}: {unknown}", at(*pointer, *unknown.pointer)
    path = column.get("jsonPath")
    if isinstance(path, str) and path and not path.startswith("."):
        yield f'{title}: jsonPath "{path}" does not begin with a dot', at(*pointer, "jsonPath")
