"""Paths to fields that a CRD's schema knows: `.spec.size`, and with brackets `.spec['my size']`.

Source: apiextensions-apiserver `pkg/apiserver/schema/cel/validation.go`, `ValidFieldPath` (v1.35).
"""

import re

from manifestlint.model.shape import mapping
from manifestlint.schema.crd_structure import Schema

_STEP = re.compile(r"\.([^.\[\]']+)|\['((?:[^'\\]|\\.)*)'\]")


def steps_of(path: str, *, brackets: bool) -> tuple[str, ...] | None:
    """The names along a path, None where it is no path."""
    names, end = [], 0
    while end < len(path):
        step = _STEP.match(path, end)
        if step is None or (step[1] is None and not brackets):
            return None
        names.append(step[1] if step[1] is not None else re.sub(r"\\(.)", r"\1", step[2]))
        end = step.end()
    return tuple(names) or None


def schema_at(schema: Schema, steps: tuple[str, ...]) -> Schema | None:
    """The schema of the field at the end of a path, None where there is no such field."""
    for name in steps:
        properties = schema.get("properties")
        inner = mapping(properties).get(name) if properties else schema.get("additionalProperties")
        if not isinstance(inner, dict):
            return None
        schema = inner
    return schema
