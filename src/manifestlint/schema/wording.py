"""The words in which values and types are told."""

import json
from collections.abc import Iterable
from typing import Any

from manifestlint.core.words import enumerated

_LONGEST_TEXT = 60
_LISTED = 12

_TYPES = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "nothing",
}


def read_as(value: Any) -> str:
    """What Kubernetes read, as the beginning of a sentence: `"8080" is a string`."""
    if value is None:
        return "null counts as left out"
    if isinstance(value, bool):
        return f"is read as the boolean {shown(value)}"
    if isinstance(value, str):
        return f"{shown(value)} is a string"
    if isinstance(value, int | float):
        return f"{shown(value)} is a number" + ("" if _is_whole(value) else " with a fraction")
    return "is a list" if isinstance(value, list) else "is a mapping"


def _is_whole(value: int | float) -> bool:
    return isinstance(value, int) or value.is_integer()


def shown(value: Any) -> str:
    """A value inside a sentence, shortened where it is long."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = value if len(value) <= _LONGEST_TEXT else f"{value[:_LONGEST_TEXT]}..."
        return json.dumps(text, ensure_ascii=False)
    if isinstance(value, int | float):
        return str(value)
    return "a list" if isinstance(value, list) else "a mapping"


def wanted(types: Iterable[str]) -> str:
    """The types that a schema takes: `an integer or a string`."""
    return enumerated([_TYPES.get(name, name) for name in types if name != "null"] or ["nothing"], "or")


def listed(values: Iterable[Any]) -> str:
    """What there is to choose from, shortened where it is much."""
    texts = [value if isinstance(value, str) and value else shown(value) for value in values]
    return f"{', '.join(texts[:_LISTED])} ..." if len(texts) > _LISTED else enumerated(texts, "or")
