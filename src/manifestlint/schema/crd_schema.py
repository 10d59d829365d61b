"""The schema of a custom resource, as its CRD writes it, turned into one that the API server keeps to.

The rules are those of structural schemas (apiextensions-apiserver `pkg/apiserver/schema`, v1.35):

* A field that the schema does not name is unknown, unless `x-kubernetes-preserve-unknown-fields` or
  `additionalProperties` says otherwise (`pruning/algorithm.go`). It is an error, because Argo CD and kubectl
  ask for strict field validation (gitops-engine `pkg/utils/kube/resource_ops.go`, `newApplyOptions`; kubectl
  docs, `--validate`).
* `apiVersion`, `kind` and `metadata` are known at the root and in embedded resources (`objectmeta`).
* `anyOf`, `oneOf`, `allOf` and `not` judge values, and make no field known; null is not shown to them
  (kube-openapi `pkg/validation/validate/schema.go`).
* Below `status` only unknown fields count where the CRD has the status subresource: the server drops the
  rest (`pkg/registry/customresource/strategy.go`, `PrepareForCreate`).

What is not a value of the right shape in the CRD is left out; that the CRD is wrong is told elsewhere.
"""

from typing import Any, TypeGuard

from manifestlint.core.place import Pointer, dotted
from manifestlint.model.shape import integer, mapping, sequence, text
from manifestlint.schema.crd_formats import known_format
from manifestlint.schema.crd_patterns import ecma_pattern
from manifestlint.schema.tables import named_metadata, object_meta
from manifestlint.schema.tables.notation import reference

Schema = dict[str, Any]

_PRESERVE = "x-kubernetes-preserve-unknown-fields"
_EMBEDDED, _INT_OR_STRING = "x-kubernetes-embedded-resource", "x-kubernetes-int-or-string"
_RULES = "x-kubernetes-validations"
_TYPES = frozenset({"array", "boolean", "integer", "number", "object", "string"})
_COUNTS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
_BITS = {"int32": 31, "int64": 63}
_JUNCTORS = ("allOf", "anyOf", "oneOf")
_INT_OR_STRING_BRANCHES = ({"type": "integer"}, {"type": "string"})


def custom_schema(written: Schema, *, preserve: bool, status_dropped: bool) -> tuple[Schema, tuple[str, ...]]:
    """The JSON Schema of a version's objects, and what of the written one it does not check."""
    translation = _Translation(preserve=preserve)
    if status_dropped and isinstance(dict_at(written, "properties").get("status"), dict):
        properties = dict(written["properties"])
        status = translation.structure(properties.pop("status"), ("status",), values=False)
        schema = translation.structure({**written, "properties": properties}, ())
        schema.setdefault("properties", {})["status"] = status
    else:
        schema = translation.structure(written, ())
    schema = _with_meta(schema, mapping(dict_at(written, "properties").get("metadata")), translation)
    return {**schema, "$defs": object_meta()}, tuple(dict.fromkeys(translation.unchecked))


def value_schema(written: Schema) -> Schema:
    """The JSON Schema of a value anywhere inside of an object, such as a default."""
    return {**_Translation(preserve=False).structure(written, ()), "$defs": object_meta()}


def dict_at(schema: Schema, keyword: str) -> dict[str, Any]:
    """A keyword's value, an empty mapping where it is none."""
    return mapping(schema.get(keyword))


def _with_meta(schema: Schema, written: Schema, translation: "_Translation") -> Schema:
    """The root, with what every object has. A CRD may narrow the name, and nothing else of metadata."""
    metadata = named_metadata()
    narrowed = {
        field: translation.structure(inner, ("metadata", field))
        for field, inner in dict_at(written, "properties").items()
        if field in {"name", "generateName"} and isinstance(inner, dict)
    }
    if narrowed:
        metadata["properties"] = narrowed
    known = {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": metadata}
    required = dict.fromkeys(["apiVersion", "kind", "metadata", *schema.get("required", ())])
    return {
        **schema,
        "type": "object",
        "properties": {**known, **{k: v for k, v in schema.get("properties", {}).items() if k not in known}},
        "required": list(required),
    }


class _Translation:
    """One schema of a CRD; what cannot be checked is noted on the way."""

    def __init__(self, *, preserve: bool) -> None:
        self._preserve = preserve
        self.unchecked: list[str] = []

    def structure(self, written: Schema, path: Pointer, *, values: bool = True) -> Schema:
        """A schema that makes fields known."""
        schema = self._constraints(written, path) if values else {}
        properties = {
            name: self.structure(inner, (*path, name), values=values)
            for name, inner in dict_at(written, "properties").items()
            if isinstance(inner, dict)
        }
        if properties or _closed(written):
            schema["properties"] = properties
        if isinstance(written.get("items"), dict):
            schema["items"] = self.structure(written["items"], (*path, "[]"), values=values)
        if written.get(_EMBEDDED) is True:
            _embed(schema)
        additional = written.get("additionalProperties")
        if isinstance(additional, dict):
            schema["additionalProperties"] = self.structure(additional, (*path, "*"), values=values)
        elif additional is not True and not self._preserve and _closed(written):
            schema["additionalProperties"] = False
        return schema

    def _constraints(self, written: Schema, path: Pointer) -> Schema:
        """What a schema that makes fields known asks of values."""
        schema: Schema = {}
        nullable = written.get("nullable") is True
        types = _types(written)
        if types:
            names = [*types, "null"] if nullable else types
            schema["type"] = names[0] if len(names) == 1 else names
        if written.get(_RULES):
            self.unchecked.append(f"{_RULES} of {dotted(path) or 'the object'}")
        schema |= self._values(written, path)
        junctors = self._junctors(_without_int_or_string(written), path)
        if junctors and nullable:
            return {**schema, "if": {"type": "null"}, "else": junctors}
        return schema | junctors

    def _nested(self, written: Schema, path: Pointer) -> Schema:
        """A schema below a junctor, which only judges values."""
        schema = self._values(written, path) | self._junctors(written, path)
        if written.get("type") in _TYPES:
            schema["type"] = written["type"]
        properties = dict_at(written, "properties")
        if properties:
            schema["properties"] = {
                name: self._nested(inner, (*path, name))
                for name, inner in properties.items()
                if isinstance(inner, dict)
            }
        for keyword in ("items", "additionalProperties"):
            if isinstance(written.get(keyword), dict):
                schema[keyword] = self._nested(written[keyword], path)
        return schema

    def _junctors(self, written: Schema, path: Pointer) -> Schema:
        found: Schema = {}
        for keyword in _JUNCTORS:
            branches = [self._nested(mapping(branch), path) for branch in sequence(written.get(keyword))]
            if branches:
                found[keyword] = branches
        if isinstance(written.get("not"), dict):
            found["not"] = self._nested(written["not"], path)
        return found

    def _values(self, written: Schema, path: Pointer) -> Schema:
        """The keywords that judge a value itself."""
        schema: Schema = {}
        for keyword in _COUNTS:
            count = integer(written.get(keyword))
            if count is not None and count >= 0:
                schema[keyword] = count
        if sequence(written.get("enum")):
            schema["enum"] = written["enum"]
        required = [name for name in sequence(written.get("required")) if isinstance(name, str)]
        if required:
            schema["required"] = list(dict.fromkeys(required))
        return schema | _bounds(written) | self._text(written, path)

    def _text(self, written: Schema, path: Pointer) -> Schema:
        schema: Schema = {}
        form, pattern = known_format(text(written.get("format"))), text(written.get("pattern"))
        if form and written.get("type", "string") == "string":
            schema["format"] = form
        if pattern:
            translated = ecma_pattern(pattern)
            if _compiles(translated):
                schema["pattern"] = translated
            else:
                self.unchecked.append(f"pattern {pattern} of {dotted(path) or 'the object'}")
        return schema


def _closed(written: Schema) -> bool:
    """Whether this could be a mapping, and may then have no other fields than those named."""
    return written.get(_PRESERVE) is not True and written.get("type", "object") == "object"


def _types(written: Schema) -> list[str]:
    if written.get(_INT_OR_STRING) is True:
        return ["integer", "string"]
    return [written["type"]] if written.get("type") in _TYPES else []


def _embed(schema: Schema) -> None:
    """Make room for what an embedded object has; it must say what it is (`objectmeta/validation.go`)."""
    named = {"apiVersion": {"type": "string"}, "kind": {"type": "string"}}
    schema["properties"] = {**schema.get("properties", {}), **named, "metadata": reference("ObjectMeta")}
    if "type" in schema:
        schema["required"] = list(dict.fromkeys([*schema.get("required", ()), "apiVersion", "kind"]))


def _without_int_or_string(written: Schema) -> Schema:
    """The schema without the pattern that says once more what `x-kubernetes-int-or-string` says."""
    if written.get(_INT_OR_STRING) is not True:
        return written
    kept = {key: value for key, value in written.items() if key != "anyOf" or not _is_int_or_string(value)}
    first, *others = sequence(written.get("allOf")) or [None]
    if isinstance(first, dict) and _is_int_or_string(first.get("anyOf")):
        rest = {key: value for key, value in first.items() if key != "anyOf"}
        kept["allOf"] = [*([rest] if rest else []), *others]
    return kept


def _is_int_or_string(branches: object) -> bool:
    return isinstance(branches, list) and tuple(branches) == _INT_OR_STRING_BRANCHES


def _bounds(written: Schema) -> Schema:
    """Limits of a number. In OpenAPI 3.0 `exclusiveMinimum` is a switch for `minimum`."""
    schema: Schema = {}
    bits = _BITS.get(text(written.get("format"))) if written.get("type") == "integer" else None
    if bits:
        schema |= {"minimum": -(2**bits), "maximum": 2**bits - 1}
    for keyword, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        limit = written.get(keyword)
        if _is_number(limit):
            schema[exclusive if written.get(exclusive) is True else keyword] = limit
    factor = written.get("multipleOf")
    if _is_number(factor) and factor > 0:
        schema["multipleOf"] = factor
    return schema


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _compiles(pattern: str) -> bool:
    from jsonschema_rs import Draft202012Validator, ValidationError

    try:
        Draft202012Validator({"pattern": pattern})
    except (ValidationError, ValueError):
        return False
    return True
