"""What the API server asks of the schema in a CRD itself.

The sources are apiextensions-apiserver `pkg/apiserver/schema/validation.go` (structural schemas) and
`pkg/apis/apiextensions/validation/validation.go` (the rest), v1.35, and what the Kubernetes docs, "Extend the
Kubernetes API with CustomResourceDefinitions", "Validation", list. Every function yields what is wrong with a
schema: where, from the schema's root, and why.
"""

from collections.abc import Iterator
from typing import Any, Literal

from manifestlint.core.place import Pointer
from manifestlint.model.shape import mapping, sequence, text

Schema = dict[str, Any]
Flaw = tuple[Pointer, str]
_Level = Literal["root", "item", "field"]

_X = "x-kubernetes-"
_PRESERVE, _EMBEDDED = f"{_X}preserve-unknown-fields", f"{_X}embedded-resource"
_INT_OR_STRING, _LIST, _KEYS = f"{_X}int-or-string", f"{_X}list-type", f"{_X}list-map-keys"
_MAP = f"{_X}map-type"
_TYPES = ("array", "boolean", "integer", "number", "object", "string")
_MERGES = {_LIST: ("array", ("atomic", "map", "set")), _MAP: ("object", ("atomic", "granular"))}
_JUNCTORS = ("allOf", "anyOf", "oneOf")
_INT_OR_STRING_BRANCHES = [{"type": "integer"}, {"type": "string"}]
_MUST_BE = {"root": "the root", "item": "items of a list", "field": "a field"}
_NOT_NESTED = ("type", "additionalProperties", "title", "description", "nullable", "externalDocs")
_NEVER = ("$ref", "definitions", "dependencies", "patternProperties", "additionalItems", "id")
_META = ("name", "generateName")


def structural_flaws(schema: Schema) -> Iterator[Flaw]:
    """Where a schema is not structural, so that the server could not tell which fields there are."""
    yield from _structure(schema, (), "root")


def _structure(schema: Schema, pointer: Pointer, level: _Level) -> Iterator[Flaw]:
    yield from _type(schema, pointer, level)
    yield from _extensions(schema, pointer)
    if level == "root" or schema.get(_EMBEDDED) is True:
        yield from _meta(schema, pointer, level)
    for place, branch in _branches(_without_int_or_string(schema)):
        yield from _nested(branch, schema if level == "root" else None, (*pointer, *place))
    for name, written in mapping(schema.get("properties")).items():
        inner = {} if written is None else written
        if isinstance(inner, dict) and not (level == "root" and name == "metadata"):
            yield from _structure(inner, (*pointer, "properties", name), "field")
    for keyword, inner_level in (("items", "item"), ("additionalProperties", "field")):
        if isinstance(schema.get(keyword), dict):
            yield from _structure(schema[keyword], (*pointer, keyword), inner_level)  # type: ignore[arg-type]


def _type(schema: Schema, pointer: Pointer, level: _Level) -> Iterator[Flaw]:
    type_ = text(schema.get("type"))
    if type_ == "array" and schema.get("items") is None:
        yield (*pointer, "type"), "it is a list, and items does not say of what"
    if schema.get(_EMBEDDED) is True and type_ != "object":
        yield (*pointer, _EMBEDDED), "an embedded resource needs type: object"
    elif not type_ and schema.get(_INT_OR_STRING) is not True and schema.get(_PRESERVE) is not True:
        yield pointer, f"{_MUST_BE[level]} needs a type" if level != "item" else "items of a list need a type"
    elif level == "root" and type_ and type_ != "object":
        yield (*pointer, "type"), f"the root must be an object, not {type_}"
    elif type_ and type_ not in _TYPES:
        hint = "; nullable: true says that null is taken" if type_ == "null" else ""
        yield (*pointer, "type"), f"{type_} is not one of {', '.join(_TYPES)}{hint}"
    if level == "root" and schema.get("nullable") is True:
        yield (*pointer, "nullable"), "an object may not be null"


def _extensions(schema: Schema, pointer: Pointer) -> Iterator[Flaw]:
    others = [name for name in (_PRESERVE, _EMBEDDED) if schema.get(name) is True]
    if schema.get(_PRESERVE) is False:
        yield (*pointer, _PRESERVE), "it is true or left out"
    if schema.get(_INT_OR_STRING) is True:
        yield from (((*pointer, name), f"it cannot go with {_INT_OR_STRING}") for name in others)
    if schema.get(_EMBEDDED) is True and _PRESERVE not in others and not schema.get("properties"):
        yield (*pointer, _EMBEDDED), f"it needs properties, or {_PRESERVE}"


def _meta(schema: Schema, pointer: Pointer, level: _Level) -> Iterator[Flaw]:
    if schema.get("additionalProperties"):
        where = "at the root" if level == "root" else "in an embedded resource"
        yield (*pointer, "additionalProperties"), f"it may not stand {where}"
    properties = mapping(schema.get("properties"))
    for name, wanted in (("apiVersion", "string"), ("kind", "string"), ("metadata", "object")):
        if name in properties and mapping(properties[name]).get("type") != wanted:
            yield (*pointer, "properties", name), f"{name} must be of type {wanted}"
    metadata = mapping(properties.get("metadata"))
    for name in mapping(metadata.get("properties")) if level == "root" else ():
        if name not in _META:
            place = (*pointer, "properties", "metadata", "properties", name)
            yield place, "of metadata only name and generateName may be narrowed"


def _branches(schema: Schema) -> Iterator[tuple[Pointer, Schema]]:
    """What stands below `allOf`, `anyOf`, `oneOf` and `not`, each with its place."""
    for keyword in _JUNCTORS:
        for index, branch in enumerate(sequence(schema.get(keyword))):
            yield (keyword, index), mapping(branch)
    if isinstance(schema.get("not"), dict):
        yield ("not",), schema["not"]


def _without_int_or_string(schema: Schema) -> Schema:
    """The schema without the one place where types may be nested, as generators of CRDs write it."""
    kept = dict(schema)
    if kept.get("anyOf") == _INT_OR_STRING_BRANCHES:
        del kept["anyOf"]
    first, *others = sequence(kept.get("allOf")) or [None]
    if isinstance(first, dict) and first.get("anyOf") == _INT_OR_STRING_BRANCHES:
        kept["allOf"] = [{key: value for key, value in first.items() if key != "anyOf"}, *others]
    return kept


def _nested(schema: Schema, outside: Schema | None, pointer: Pointer) -> Iterator[Flaw]:
    """Below a junctor values are judged, and no field becomes known.

    `outside` is the schema around it, None where the server does not compare the two: it does so at the root
    and nowhere else (`pkg/apiserver/schema/complete.go`), whatever the docs say.
    """
    for keyword, value in schema.items():
        if keyword == "default" or (value and (keyword in _NOT_NESTED or keyword.startswith(_X))):
            yield (*pointer, keyword), "it belongs outside of allOf, anyOf, oneOf and not"
    known = mapping(mapping(outside).get("properties"))
    for name, inner in mapping(schema.get("properties")).items():
        place = (*pointer, "properties", name)
        if name == "metadata":
            yield place, "metadata may not be judged here"
        elif outside is not None and name not in known:
            yield place, f"{name} must also be among the properties outside of it"
        else:
            yield from _nested(mapping(inner), None if outside is None else mapping(known[name]), place)
    if isinstance(schema.get("items"), dict):
        items = mapping(outside).get("items")
        if outside is not None and not isinstance(items, dict):
            yield (*pointer, "items"), "items must also be described outside of it"
        else:
            yield from _nested(schema["items"], items, (*pointer, "items"))
    for branch_place, branch in _branches(schema):
        yield from _nested(branch, outside, (*pointer, *branch_place))


def forbidden_keywords(schema: Schema, pointer: Pointer = ()) -> Iterator[Flaw]:
    """What JSON Schema and OpenAPI have, and a CRD may not use."""
    for keyword in _NEVER:
        if keyword in schema:
            yield (*pointer, keyword), f"{keyword} is not supported"
    if schema.get("uniqueItems") is True:
        yield (*pointer, "uniqueItems"), f"it may not be true; {_LIST}: set says the same"
    if schema.get("additionalProperties") is False:
        yield (*pointer, "additionalProperties"), "it may not be false; unknown fields are never kept"
    elif isinstance(schema.get("additionalProperties"), dict) and schema.get("properties"):
        yield (*pointer, "additionalProperties"), "it may not stand beside properties"
    if isinstance(schema.get("items"), list):
        yield (*pointer, "items"), "it must be one schema, not a list of them"
    for place, inner in _children(schema):
        yield from forbidden_keywords(inner, (*pointer, *place))


def list_flaws(schema: Schema, pointer: Pointer = ()) -> Iterator[Flaw]:
    """Lists and maps that could not be merged as the schema says."""
    for keyword, (type_, known) in _MERGES.items():
        kind = schema.get(keyword)
        if kind is not None and schema.get("type") != type_:
            yield (*pointer, keyword), f"only type: {type_} has it"
        elif isinstance(kind, str) and kind not in known:
            yield (*pointer, keyword), f"{kind} is not one of {', '.join(known)}"
    kind, keys = schema.get(_LIST), sequence(schema.get(_KEYS))
    items = mapping(schema.get("items"))
    if kind in ("map", "set") and items.get("nullable") is True:
        yield (*pointer, "items", "nullable"), f"items of a {kind} may not be null"
    if keys and kind != "map":
        yield (*pointer, _KEYS), f"it needs {_LIST}: map"
    elif kind == "map" and not keys:
        yield (*pointer, _LIST), f"it needs {_KEYS}"
    elif kind == "map":
        yield from _keys(items, keys, pointer)
    elif kind == "set":
        yield from _set(items, (*pointer, "items"))
    for place, inner in _children(schema):
        yield from list_flaws(inner, (*pointer, *place))


def _set(items: Schema, pointer: Pointer) -> Iterator[Flaw]:
    if items.get("type") == "array" and items.get(_LIST, "atomic") != "atomic":
        yield (*pointer, _LIST), "lists in a set must be atomic"
    elif items.get("type") == "object" and items.get(_MAP) != "atomic":
        yield (*pointer, "type"), f"objects in a set need {_MAP}: atomic"


def _keys(items: Schema, keys: list[Any], pointer: Pointer) -> Iterator[Flaw]:
    properties, required = mapping(items.get("properties")), sequence(items.get("required"))
    if items.get("type") not in (None, "object"):
        yield (*pointer, _LIST), f"items of a map are objects, not {items['type']}"
        return
    for index, key in enumerate(keys):
        place = (*pointer, _KEYS, index)
        if key in keys[:index]:
            yield place, f"{key} is named twice"
        field = properties.get(key) if isinstance(key, str) else None
        if not isinstance(field, dict):
            yield place, f"{key} is no field of the items"
        elif field.get("type") in {"array", "object"}:
            yield place, f"{key} is no single value"
        elif key not in required and "default" not in field:
            yield place, f"{key} must be required or have a default, or items cannot be told apart"
        elif field.get("nullable") is True:
            yield place, f"{key} may not be nullable"


def _children(schema: Schema) -> Iterator[tuple[Pointer, Schema]]:
    for name, inner in mapping(schema.get("properties")).items():
        yield ("properties", name), mapping(inner)
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), dict):
            yield (keyword,), schema[keyword]
    yield from _branches(schema)
