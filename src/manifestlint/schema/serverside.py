"""The published schema of a kind, turned into what the API server takes.

What is changed, beside the fields in `corrections`:

* `null` counts as left out (Go's `encoding/json`: it has no effect on a field). So it may stand wherever a
  field may be left out, which `oneOf` of two nullable types forbids by mistake; and it may not stand where a
  field is required, which a reference to a nullable type allows by mistake.
* What is below `status` may be incomplete: the server drops it on creation (`PrepareForCreate` of each kind's
  strategy), and generated manifests carry an empty one. Its fields and types are still decoded.
* A number has 32 or 64 bits, as its format says; more cannot be decoded.
* An object needs a `spec` where that has required fields: the schemas begin to say so in 1.36 and 1.37, the
  server refused it before.
* Whether a Secret's `data` is base64 is a rule of its own, which can say more about it.
* `apiVersion` and `kind` chose the schema, so they are not compared again.
"""

from typing import Any

from manifestlint.schema.corrections import not_required
from manifestlint.schema.published import Kind, Published

Schema = dict[str, Any]

_REFERENCE = "#/$defs/"
_STATUS = "status."
_RANGES = {"int32": 2**31, "int64": 2**63}
_KEPT = ("type", "format", "enum", "required", "additionalProperties")
_SECRET = ("", "v1", "Secret")


def server_schema(published: Published, kind: Kind) -> Schema:
    """The schema of a kind, with no more definitions than it needs."""
    return _Conversion(published, kind).schema


class _Conversion:
    def __init__(self, published: Published, kind: Kind) -> None:
        self._published = published.definitions
        self._converted: dict[str, Schema] = {}
        name = published.kinds[kind]
        root = self._object(name, self._published[name], lenient=False)
        properties = {**root["properties"], "apiVersion": {"type": "string"}, "kind": {"type": "string"}}
        if "status" in properties:
            properties["status"] = self._field(self._published[name]["properties"]["status"], lenient=True)
        required = set(root.get("required", ())) | {"apiVersion", "kind"}
        if kind == _SECRET:
            properties["data"] = _nullable("object", additionalProperties=_nullable("string"))
        if "spec" in properties and "spec" not in not_required(name) and self._asks(properties["spec"]):
            required.add("spec")
            properties["spec"] = self._present(properties["spec"])
        required -= {"status"}
        self.schema: Schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **root,
            "properties": properties,
            "required": [field for field in properties if field in required],
            "$defs": self._converted,
        }

    def _define(self, reference: str, *, lenient: bool) -> str:
        """The name of the converted definition that a published reference means."""
        name = reference.rsplit("/", 1)[1]
        own = f"{_STATUS}{name}" if lenient else name
        if own not in self._converted:
            self._converted[own] = {}  # definitions may refer to themselves
            converted = self._object(name, self._published[name], lenient=lenient)
            self._converted[own].update(_or_null(converted))
        return own

    def _object(self, name: str, schema: Schema, *, lenient: bool) -> Schema:
        """One definition."""
        converted = self._field(schema, lenient=lenient)
        if "properties" not in schema:
            return converted
        optional = not_required(name)
        required = [] if lenient else [field for field in schema.get("required", ()) if field not in optional]
        converted["properties"] = {
            field: self._property(inner, present=field in required, lenient=lenient)
            for field, inner in schema["properties"].items()
        }
        converted.pop("required", None)
        return {**converted, "required": required} if required else converted

    def _property(self, schema: Schema, *, present: bool, lenient: bool) -> Schema:
        converted = self._field(schema, lenient=lenient)
        return self._present(converted) if present else _or_null(converted)

    def _field(self, schema: Schema, *, lenient: bool) -> Schema:
        """A schema inside of a definition, without what only people read."""
        if "$ref" in schema:
            return {"$ref": _REFERENCE + self._define(schema["$ref"], lenient=lenient)}
        if "oneOf" in schema:
            types = (name for branch in schema["oneOf"] for name in branch["type"])
            return {"type": list(dict.fromkeys(types))}
        converted = {keyword: schema[keyword] for keyword in _KEPT if keyword in schema}
        limit = _RANGES.get(converted.get("format", ""))
        if limit is not None:
            del converted["format"]
            converted |= {"minimum": -limit, "maximum": limit - 1}
        if isinstance(schema.get("additionalProperties"), dict):
            converted["additionalProperties"] = self._field(schema["additionalProperties"], lenient=lenient)
        if "items" in schema:
            items = self._field(schema["items"], lenient=lenient)
            converted["items"] = self._present(items) if self._asks(items) else items
        return converted

    def _asks(self, schema: Schema) -> bool:
        """Whether an empty mapping would not do, so that null, which is one, does not either."""
        return bool(self._resolve(schema).get("required"))

    def _present(self, schema: Schema) -> Schema:
        """The same for a value that must be there."""
        types = self._resolve(schema).get("type")
        if types is None:
            return schema
        without = [name for name in _as_list(types) if name != "null"]
        return {**schema, "type": without[0] if len(without) == 1 else without}

    def _resolve(self, schema: Schema) -> Schema:
        reference = schema.get("$ref")
        return self._converted[reference.removeprefix(_REFERENCE)] if reference else schema


def _nullable(name: str, **keywords: Schema) -> Schema:
    return {"type": [name, "null"], **keywords}


def _or_null(schema: Schema) -> Schema:
    if "type" not in schema or "null" in _as_list(schema["type"]):
        return schema
    return {**schema, "type": [*_as_list(schema["type"]), "null"]}


def _as_list(types: str | list[str]) -> list[str]:
    return [types] if isinstance(types, str) else types
