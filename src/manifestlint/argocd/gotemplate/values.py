"""Plain data as a Go template sees it: what counts as empty, and how it is printed."""

import json
from typing import Any

from manifestlint.argocd.numbers import shown_float

_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\a": "\\a",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\v": "\\v",
}


def is_true(value: Any) -> bool:
    """Whether `if` takes its branch: not for false, 0, nothing, and empty text, lists and maps."""
    return bool(value)


def type_name(value: Any) -> str:
    """The kind of a value, in words."""
    names = {bool: "boolean", str: "text", int: "number", float: "number", list: "list", dict: "map"}
    return names.get(type(value), "nothing")


def shown(value: Any) -> str:
    """A value as Go's `%v` prints it."""
    match value:
        case None:
            return "<nil>"
        case bool():
            return "true" if value else "false"
        case float():
            return shown_float(value)
        case list():
            return f"[{' '.join(map(shown, value))}]"
        case dict():
            return f"map[{' '.join(f'{key}:{shown(item)}' for key, item in sorted(value.items()))}]"
    return str(value)


def quoted(text: str) -> str:
    """A text as Go's `%q` prints it."""
    return f'"{"".join(map(_quoted, text))}"'


def _quoted(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def as_parameters(value: Any) -> Any:
    """Data as Go reads it from JSON without types: every number is a float64."""
    match value:
        case bool():
            return value
        case int():
            return float(value)
        case list():
            return [as_parameters(item) for item in value]
        case dict():
            return {key: as_parameters(item) for key, item in value.items()}
    return value


def to_json(value: Any, *, html: bool = True) -> str:
    """JSON as Go writes it: keys sorted, no spaces, and what HTML would obey escaped."""
    text = json.dumps(_whole(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    if html:
        text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return text


def _whole(value: Any) -> Any:
    """Floats without a fraction as integers, which is how Go writes them."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return int(value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return {key: _whole(item) for key, item in value.items()} if isinstance(value, dict) else value
