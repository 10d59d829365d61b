"""Whether the defaults that a CRD fills in are ones that it would take.

Source: apiextensions-apiserver `pkg/apiserver/schema/defaulting/validation.go`, `ValidateDefaults`, and
`pkg/apis/apiextensions/validation/validation.go`, `ValidateCustomResourceDefinitionOpenAPISchema` (v1.35). A
default is judged as it is written: the defaults inside of it are not filled in before.
"""

from collections.abc import Iterator

from manifestlint.core.place import Pointer
from manifestlint.model.shape import mapping
from manifestlint.schema.compiled import Compiled
from manifestlint.schema.crd_formats import CRD_FORMATS
from manifestlint.schema.crd_schema import value_schema
from manifestlint.schema.crd_structure import Flaw, Schema

_META = ("apiVersion", "kind", "metadata")


def default_flaws(schema: Schema) -> Iterator[Flaw]:
    """What is wrong with the defaults of a schema."""
    properties = mapping(schema.get("properties"))
    for name in _META:
        for pointer in _defaults(mapping(properties.get(name)), ("properties", name)):
            yield pointer, f"{name} of an object may have no default"
    rest = {name: inner for name, inner in properties.items() if name not in _META}
    yield from _flaws({**schema, "properties": rest}, ())


def _flaws(schema: Schema, pointer: Pointer) -> Iterator[Flaw]:
    if schema.get("default") is not None:
        for fault in Compiled(value_schema(schema), CRD_FORMATS).faults(schema["default"]):
            yield (*pointer, "default", *fault.at.pointer), f"the default does not fit: {fault.message}"
    embedded = schema.get("x-kubernetes-embedded-resource") is True
    for name, inner in mapping(schema.get("properties")).items():
        if isinstance(inner, dict) and not (embedded and name in _META):
            yield from _flaws(inner, (*pointer, "properties", name))
    if isinstance(schema.get("items"), dict):
        yield from _flaws(schema["items"], (*pointer, "items"))


def _defaults(schema: Schema, pointer: Pointer) -> Iterator[Pointer]:
    if schema.get("default") is not None:
        yield (*pointer, "default")
    for name, inner in mapping(schema.get("properties")).items():
        yield from _defaults(mapping(inner), (*pointer, "properties", name))
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), dict):
            yield from _defaults(schema[keyword], (*pointer, keyword))
