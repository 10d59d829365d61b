"""What Kubernetes makes of a scalar: neither YAML 1.1 nor 1.2, but what its own library resolves."""

import base64
import binascii
import math
import re
import struct
from decimal import Decimal
from functools import lru_cache

Scalar = str | int | float | bool | None

TAG = "tag:yaml.org,2002:"
HINTED = frozenset("+-.0123456789yYnNtTfFoO~") | {""}
"""First characters (or no character) of plain scalars that may be something else than text."""

_TRUE = ("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE")
_FALSE = ("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE")
_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(_TRUE, True),
    **dict.fromkeys(_FALSE, False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_PREFIXED = re.compile(r"([-+]?)0(?:[xX]([0-9a-fA-F]+)|[bB]([01]+)|[oO]?([0-7]+))")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_POINT = re.compile(r"\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9](?:_?[0-9])*)?")
_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}.*)?")
_EXACT = 2**53


def raw(text: str) -> Scalar:
    """The value of an untagged plain scalar before it is written as JSON: 1e3 is still a float."""
    if text[:1] not in HINTED:
        return text
    if text in _WORDS:
        return _WORDS[text]
    value = None
    if text[0] == ".":
        value = _finite(text) if _POINT.fullmatch(text) else None
    elif text[0] in "+-0123456789":
        value = _number(text.replace("_", ""))
    return text if value is None else value


def _number(text: str) -> int | float | None:
    if _WHOLE.fullmatch(text):
        return _in_range(int(text), text[0]) if len(text) <= 20 else _finite(text)
    if match := _PREFIXED.fullmatch(text):
        sign, sixteen, two, eight = match.groups()
        digits, base = (sixteen, 16) if sixteen else (two, 2) if two else (eight, 8)
        value = int(sign + digits, base)
        if _fits(value, sign):
            return value
    return _finite(text) if _FLOAT.fullmatch(text) else None


def _fits(value: int, sign: str) -> bool:
    return -(2**63) <= value < (2**63 if sign in ("-", "+") else 2**64)


def _in_range(value: int, sign: str) -> int | float:
    return value if _fits(value, sign) else float(value)


def _finite(text: str) -> float | None:
    value = float(text)
    return None if math.isinf(value) else value


def as_json(value: Scalar) -> Scalar:
    """The value after it went through JSON: an integral float comes back as an integer."""
    if not isinstance(value, float):
        return value
    if not math.isfinite(value):
        raise ValueError("infinity and NaN are no numbers for Kubernetes; quote it if text is meant")
    if abs(value) >= 1e21 or not value.is_integer():
        return value
    # Beyond 2^53 the digits that Go prints are the shortest ones, not those of the exact binary value.
    return int(value) if abs(value) < _EXACT else int(Decimal(repr(value)))


@lru_cache(maxsize=8192)
def plain(text: str) -> tuple[Scalar, bool]:
    """The value of a plain scalar, and whether it reads as something else than it says."""
    value = as_json(raw(text))
    return value, surprising(text, value)


def surprising(text: str, value: Scalar) -> bool:
    """Whether the value is another one than its text says; `null` and `True` are not."""
    if value is None or isinstance(value, str):
        return False
    if isinstance(value, bool):
        return text.lower() not in ("true", "false")
    return written(value) != text


def written(value: Scalar) -> str:
    """The value as JSON shows it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float) and abs(value) >= 1e-6 and abs(value) < 1e21:
        return format(Decimal(repr(value)), "f")
    return str(value)


def key(value: Scalar) -> str:
    """A mapping's key as text; ValueError for one that Kubernetes does not take."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value < 2**63:
        return str(value)
    if isinstance(value, float):
        return _float_key(value)
    kind = "empty" if value is None else f"the number {value}"
    raise ValueError(f"a key must be text, this one is {kind}; write the key in quotes")


def _float_key(value: float) -> str:
    # Kubernetes writes such keys with the precision of 32 bits.
    short = _rounded(value)
    if not math.isfinite(short):
        return ".nan" if math.isnan(short) else ".inf" if short > 0 else "-.inf"
    digits = next(text for text in (f"{short:.{n}e}" for n in range(17)) if _rounded(float(text)) == short)
    if -4 <= int(digits.partition("e")[2]) < 6:
        return format(Decimal(digits), "f")
    return digits


def _rounded(value: float) -> float:
    try:
        return float(struct.unpack("<f", struct.pack("<f", value))[0])
    except OverflowError:
        return math.copysign(math.inf, value)


def tagged(tag: str, text: str) -> Scalar:
    """The value of a scalar with a tag; ValueError where the text is not what the tag says."""
    name = tag.removeprefix(TAG)
    if name == "binary":
        return _binary(text)
    if tag == name or name not in ("bool", "int", "float", "null", "timestamp"):
        return text
    value = raw(text)
    if name == "timestamp" and isinstance(value, str) and _TIMESTAMP.fullmatch(text):
        return text
    if name == "float" and isinstance(value, int) and not isinstance(value, bool) and value < 2**63:
        return float(value)
    if value.__class__ is {"bool": bool, "int": int, "float": float, "null": None.__class__}.get(name):
        return value
    raise ValueError(f'"{text}" is not what its tag !!{name} says; change the tag or the value')


def _binary(text: str) -> str:
    try:
        packed = text.replace("\r", "").replace("\n", "")
        return base64.b64decode(packed, validate=True).decode(errors="replace")
    except binascii.Error:
        raise ValueError("a !!binary value must be base64") from None
