"""Values of the right type that are not allowed, in words."""

from collections.abc import Callable
from typing import Any

from manifestlint.core.words import close_to
from manifestlint.schema.wording import listed, shown

_BITS = {2**31 - 1: 32, -(2**31): 32, 2**63 - 1: 64, -(2**63): 64}
_FORMATS = {
    "byte": "base64 text",
    "date": "date such as 2027-01-31",
    "date-time": "time such as 2027-01-31T12:00:00Z",
    "ipv4": "IPv4 address",
    "ipv6": "IPv6 address",
    "uri": "URI",
    "uuid": "UUID",
}


def _enum(value: Any, detail: Any) -> str:
    options = [option for option in detail["options"] if option is not None]
    names = [option for option in options if isinstance(option, str)]
    close = close_to(value, names) if isinstance(value, str) else None
    return f"{shown(value)} is not among {listed(options)}" + (f'; did you mean "{close}"?' if close else "")


def _format(value: Any, name: str) -> str:
    return f"{shown(value)} is no {_FORMATS.get(name, name)}"


def _const(value: Any, detail: Any) -> str:
    return f"{shown(value)} is not {shown(detail['expected_value'])}"


def _bound(word: str) -> Callable[[Any, Any], str]:
    def say(value: Any, detail: Any) -> str:
        limit = detail["limit"]
        bits = _BITS.get(limit) if isinstance(limit, int) else None
        return f"{shown(value)} does not fit {bits} bits" if bits else f"{shown(value)} {word} {shown(limit)}"

    return say


def _length(word: str) -> Callable[[Any, Any], str]:
    def say(value: Any, detail: Any) -> str:
        what = f"{shown(value)} has {len(value)}" if isinstance(value, str) else f"there are {len(value)}"
        unit = "characters" if isinstance(value, str) else "items" if isinstance(value, list) else "entries"
        return f"{what} {unit}, {word} {detail['limit']} {'is' if detail['limit'] == 1 else 'are'} allowed"

    return say


VALUE_WORDS: dict[str, Callable[[Any, Any], str]] = {
    "enum": _enum,
    "const": _const,
    "pattern": lambda value, detail: f"{shown(value)} does not match {detail['pattern']}",
    "format": lambda value, detail: _format(value, detail["format"]),
    "minimum": _bound("is below"),
    "maximum": _bound("is above"),
    "exclusiveMinimum": _bound("is not above"),
    "exclusiveMaximum": _bound("is not below"),
    "multipleOf": lambda value, detail: f"{shown(value)} is no multiple of {shown(detail['multiple_of'])}",
    "minLength": _length("at least"),
    "maxLength": _length("at most"),
    "minItems": _length("at least"),
    "maxItems": _length("at most"),
    "minProperties": _length("at least"),
    "maxProperties": _length("at most"),
    "uniqueItems": lambda _value, _detail: "the same item stands twice in this list",
    "not": lambda _value, _detail: "this value is not allowed here",
    "oneOf": lambda _value, _detail: "more than one of the alternatives that exclude each other is there",
}
"""By keyword: what is wrong with a value, after its path."""
