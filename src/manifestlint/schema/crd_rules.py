"""The rules in CEL of a CRD's schema, as far as they need not be compiled.

Source: apiextensions-apiserver `pkg/apis/apiextensions/validation/validation.go`,
`ValidateCustomResourceDefinitionOpenAPISchema` (v1.35).
"""

from collections.abc import Iterator
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.shape import mapping, mappings, text
from manifestlint.schema.crd_paths import schema_at, steps_of
from manifestlint.schema.crd_structure import Flaw, Schema

_RULES = "x-kubernetes-validations"
_REASONS = ("FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired")


def rule_flaws(schema: Schema, pointer: Pointer = ()) -> Iterator[Flaw]:
    """What is wrong with the rules of a schema, apart from what they say."""
    for index, rule in mappings(schema.get(_RULES)):
        yield from _flaws(schema, rule, (*pointer, _RULES, index))
    for name, inner in mapping(schema.get("properties")).items():
        yield from rule_flaws(mapping(inner), (*pointer, "properties", name))
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), dict):
            yield from rule_flaws(schema[keyword], (*pointer, keyword))


def _flaws(schema: Schema, rule: dict[str, Any], pointer: Pointer) -> Iterator[Flaw]:
    written, message = text(rule.get("rule")).strip(), text(rule.get("message")).strip()
    if not written and isinstance(rule.get("rule"), str):
        yield (*pointer, "rule"), "the rule is empty"
    elif _broken(message):
        yield (*pointer, "message"), "the message has a line break in it"
    elif _broken(written) and not message and not rule.get("message"):
        yield (*pointer, "rule"), "a rule of more than one line needs a message"
    for field in ("message", "messageExpression", "fieldPath"):
        if text(rule.get(field)) and not rule[field].strip():
            yield (*pointer, field), f"the {field} is blank"
    reason, path = rule.get("reason"), text(rule.get("fieldPath"))
    if isinstance(reason, str) and reason not in _REASONS:
        yield (*pointer, "reason"), f'the reason "{reason}" is not one of {", ".join(_REASONS)}'
    if path.strip():
        steps = steps_of(path, brackets=True)
        if steps is None or schema_at(schema, steps) is None:
            yield (*pointer, "fieldPath"), f'the fieldPath "{path}" leads to no field'


def _broken(words: str) -> bool:
    return "\n" in words or "\r" in words
