"""The notation of the field tables, made into JSON Schema."""

from dataclasses import dataclass, field
from typing import Any

Schema = dict[str, Any]
Fields = dict[str, Any]
Types = dict[str, Fields]

_SCALARS: dict[str, Schema] = {
    "any": {},
    "object": {"type": "object"},
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "int32": {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1},
    "int64": {"type": "integer", "minimum": -(2**63), "maximum": 2**63 - 1},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "int-or-string": {"type": ["integer", "string"]},
    "time": {"type": "string", "format": "date-time"},
}
_KUBERNETES = {
    "PodTemplateSpec": "io.k8s.api.core.v1.PodTemplateSpec",
    "JobSpec": "io.k8s.api.batch.v1.JobSpec",
}


@dataclass(slots=True)
class Definitions:
    """What a type needs: definitions by name, and the names that are asked for."""

    found: dict[str, Schema] = field(default_factory=dict)
    wanted: list[str] = field(default_factory=list)


def definitions(types: Types, root: str) -> Definitions:
    """A type and all that it refers to, each as one definition."""
    result = Definitions(wanted=[root])
    for name in result.wanted:  # grows while it is read
        if name in types and name not in result.found:
            result.found[name] = _mapping(types[name], result.wanted)
    return result


def reference(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def _mapping(fields: Fields, wanted: list[str]) -> Schema:
    """A type: a mapping with no other fields than these. As an optional field it may be null."""
    required = [name.removesuffix("!") for name in fields if name.endswith("!")]
    properties = {
        name.removesuffix("!"): (_present if name.endswith("!") else _or_null)(_schema(written, wanted))
        for name, written in fields.items()
    }
    schema: Schema = {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _schema(written: str | Schema, wanted: list[str]) -> Schema:
    """What a field's type stands for."""
    if isinstance(written, dict):
        if "$ref" in written:
            wanted.append(written["$ref"].removeprefix("#/$defs/"))
        return written
    if written in _SCALARS:
        return _SCALARS[written]
    if written.startswith("["):
        return {"type": "array", "items": _present(_schema(written[1:-1], wanted))}
    if written.startswith("{"):
        return {"type": "object", "additionalProperties": _or_null(_schema(written[1:-1], wanted))}
    name = _KUBERNETES[written[1:]] if written.startswith("$") else written
    wanted.append(name)
    return reference(name)


def _present(schema: Schema) -> Schema:
    """The same for a value that must be there."""
    return {**schema, "type": "object"} if "$ref" in schema else schema


def _or_null(schema: Schema) -> Schema:
    """The same for a value that may be left out."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    types = schema.get("type")
    if types is None or "$ref" in schema:
        return schema
    return {**schema, "type": [*([types] if isinstance(types, str) else types), "null"]}
