"""What the API server does to a custom resource before it is validated, and what it checks in code.

Nulls are dropped where the schema does not take them, then defaults are filled in, and only then is the
object validated (apiextensions-apiserver `pkg/apiserver/schema/defaulting/{prunenulls,algorithm}.go`, v1.35;
Kubernetes docs, "Extend the Kubernetes API with CustomResourceDefinitions", "Defaulting and Nullable").
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from manifestlint.core.place import At, Pointer, dotted
from manifestlint.core.words import enumerated
from manifestlint.model.shape import mapping, sequence
from manifestlint.schema.fault import Fault
from manifestlint.schema.wording import shown

Schema = dict[str, Any]

_RULE = "schema-value-invalid"
_LIST_TYPE, _KEYS = "x-kubernetes-list-type", "x-kubernetes-list-map-keys"


def prepared(value: Any, schema: Schema) -> Any:
    """The value as it is when it is validated; the original is left as it was.

    A null stays where a value is required: the server drops it and calls the field missing, which is better
    told at the null.
    """
    if isinstance(value, dict):
        return _prepared_mapping(value, schema)
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        items = schema["items"]
        return [prepared(_filled(item, items), items) for item in value]
    return value


def _prepared_mapping(value: dict[str, Any], schema: Schema) -> dict[str, Any]:
    properties = mapping(schema.get("properties"))
    others, required = schema.get("additionalProperties"), sequence(schema.get("required"))
    result = {}
    for key, item in value.items():
        inner = properties.get(key, others)
        if not isinstance(inner, dict):
            result[key] = item
            continue
        filled = _filled(item, inner)
        if filled is not None or inner.get("nullable") is True or (key in required and "type" in inner):
            result[key] = prepared(filled, inner)
    for key, inner in properties.items():
        if key not in result and isinstance(inner, dict) and inner.get("default") is not None:
            result[key] = prepared(deepcopy(inner["default"]), inner)
    return result


def _filled(value: Any, schema: Schema) -> Any:
    """A value, or the default in place of a null that the schema does not take."""
    if value is None and schema.get("nullable") is not True:
        return deepcopy(schema.get("default"))
    return value


def has_unique_lists(schema: Any) -> bool:
    """Whether a schema has lists at all whose items must differ."""
    if isinstance(schema, dict):
        return schema.get(_LIST_TYPE) in {"set", "map"} or any(map(has_unique_lists, schema.values()))
    return isinstance(schema, list) and any(map(has_unique_lists, schema))


def repetitions(value: Any, schema: Schema, pointer: Pointer = ()) -> Iterator[Fault]:
    """Items that stand twice in a list whose items must differ (`listtype/validation.go`)."""
    if isinstance(value, dict):
        properties, others = mapping(schema.get("properties")), schema.get("additionalProperties")
        for key, item in value.items():
            inner = properties.get(key, others)
            if isinstance(inner, dict) and isinstance(item, dict | list):
                yield from repetitions(item, inner, (*pointer, key))
    elif isinstance(value, list):
        items = mapping(schema.get("items"))
        if schema.get(_LIST_TYPE) == "set":
            yield from _repeated_values(value, pointer)
        elif schema.get(_LIST_TYPE) == "map":
            yield from _repeated_keys(value, sequence(schema.get(_KEYS)), pointer)
        for index, item in enumerate(value):
            if isinstance(item, dict | list):
                yield from repetitions(item, items, (*pointer, index))


def _repeated_values(values: list[Any], pointer: Pointer) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for index, value in enumerate(values):
        first = seen.setdefault(_identity(value), index)
        if first != index:
            place = (*pointer, index)
            yield _repeated(shown(value), place, (*pointer, first), At(place))


def _repeated_keys(values: list[Any], keys: list[Any], pointer: Pointer) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for index, value in enumerate(values):
        if not isinstance(value, dict):
            continue  # its type is wrong, which is told anyway
        written = {key: value[key] for key in keys if key in value}
        first = seen.setdefault(_identity(written), index)
        if first != index:
            place = (*pointer, index)
            named = [f"{key} {shown(item)}" for key, item in written.items()] or ["item without key"]
            at = At((*place, next(iter(written)))) if written else At(place)
            yield _repeated(enumerated(named), place, (*pointer, first), at)


def _repeated(what: str, place: Pointer, first: Pointer, at: At) -> Fault:
    message = f"{dotted(place)}: the same {what} as {dotted(first)}, and each may stand here only once"
    return Fault(_RULE, message, at)


def _identity(value: Any) -> str:
    """A text that equal values share; as in Go, 1 and true differ."""
    return json.dumps(value, sort_keys=True)
