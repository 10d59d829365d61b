"""Options of rules: frozen dataclasses, and the JSON Schema that follows from them."""

import dataclasses
import types
import typing
from typing import Any

_TYPES = {str: "string", int: "integer", bool: "boolean", float: "number"}


NEEDED = "x-needed"
"""The keyword of an option without which its rule says nothing."""


def option(default: Any, docs: str, *, needed: bool = False, **schema: Any) -> Any:
    """A field of an options class.

    `schema` are keywords of JSON Schema that each value must fulfil, such as `format="regex"`. `needed` says
    that the rule is silent as long as the option has its default.
    """
    return dataclasses.field(default=default, metadata={"docs": docs, "needed": needed, "schema": schema})


def json_schema(options: type[Any]) -> dict[str, Any]:
    """The JSON Schema that a PolicySet's values for these options must fulfil."""
    hints = typing.get_type_hints(options)
    properties = {}
    for field in dataclasses.fields(options):
        schema = _type_schema(hints[field.name])
        schema["description"] = field.metadata["docs"]
        schema.get("items", schema).update(field.metadata["schema"])
        if field.metadata["needed"]:
            schema[NEEDED] = True
        default = field.default
        schema["default"] = list(default) if isinstance(default, tuple) else default
        properties[field.name] = schema
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _type_schema(hint: Any) -> dict[str, Any]:
    if hint in _TYPES:
        return {"type": _TYPES[hint]}
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _type_schema(arguments[0])}
    if origin in {typing.Union, types.UnionType}:
        return {"type": [_TYPES[argument] for argument in arguments]}
    raise TypeError(f"options cannot hold {hint}")
