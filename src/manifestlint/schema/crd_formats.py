"""The formats of texts that the API server checks in custom resources.

Which ones: apiextensions-apiserver `pkg/apiserver/validation/formats.go` (v1.35); all others it ignores, as
it ignores the hyphens of a name. How: kube-openapi `pkg/validation/strfmt` (`default.go`, `date.go`,
`time.go`, `duration.go`). Where that accepts oddities, such as in host names, so does this, rather than to
refuse what the server takes. Not checked are `isbn`, `isbn10`, `isbn13`, `creditcard` and `rgbcolor`.
"""

import ipaddress
import re
from collections.abc import Callable
from datetime import date

from manifestlint.model.quantity import parse_quantity
from manifestlint.schema.formats import is_base64

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:.\d+)?(?:z|[+-]\d\d:\d\d)", re.ASCII)
_GO_DURATION = re.compile(r"[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)", re.ASCII)
_LONG_DURATION = re.compile(r"\d+\s*([A-Za-z\u00b5]+)")
_LONG_UNITS = ("nano", "micro", "milli", "sec", "min", "hour", "day", "week")
_SHORT_UNITS = frozenset({"ns", "us", "\u00b5s", "ms", "s", "m", "h", "hr", "d", "w", "wk"})
_EMAIL = re.compile(r'(?:[^<>]*<)?(?:[^\s@<>",]+|"[^"]*")@[^\s@<>",]+>?')
_HOST_LABEL = re.compile(r"(?!-)[A-Za-z0-9\u0080-\U0010ffff-]{1,63}")
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_LONGEST_HOST, _LONGEST_LABEL, _LONGEST_NAME = 255, 63, 253


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda text: compiled.fullmatch(text) is not None


def _is_date(text: str) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_date_time(text: str) -> bool:
    day, _, time = text.lower().partition("t")
    return _is_date(day) and _TIME.fullmatch(time) is not None


def _is_duration(text: str) -> bool:
    if _GO_DURATION.fullmatch(text):
        return True
    units = (unit.lower() for unit in _LONG_DURATION.findall(text))
    return any(unit in _SHORT_UNITS or unit.startswith(_LONG_UNITS) for unit in units)


def _is_address(text: str, separator: str) -> bool:
    try:
        return separator in text and "%" not in text and bool(ipaddress.ip_address(text))
    except ValueError:
        return False


def _is_cidr(text: str) -> bool:
    address, _, length = text.partition("/")
    try:
        return "%" not in address and length.isdecimal() and bool(ipaddress.ip_network(text, strict=False))
    except ValueError:
        return False


def _is_host_name(text: str) -> bool:
    labels = text.split(".")
    return len(text) <= _LONGEST_HOST and all(_HOST_LABEL.fullmatch(label) for label in labels)


_UUID = "(?i:[0-9a-f]{{8}}-?[0-9a-f]{{4}}-?{}-?{}-?[0-9a-f]{{12}})"
_HEX4, _VARIANT = "[0-9a-f]{4}", "[89ab][0-9a-f]{3}"

CRD_FORMATS: dict[str, Callable[[str], bool]] = {
    "bsonobjectid": _matches("[0-9a-fA-F]{24}"),
    "byte": is_base64,
    "cidr": _is_cidr,
    "date": _is_date,
    "date-time": _is_date_time,
    "duration": _is_duration,
    "email": lambda text: _EMAIL.fullmatch(text) is not None,
    "hexcolor": _matches("#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})"),
    "hostname": _is_host_name,
    "ipv4": lambda text: _is_address(text, "."),
    "ipv6": lambda text: _is_address(text, ":"),
    "k8s-long-name": lambda text: len(text) <= _LONGEST_NAME and _matches(rf"{_LABEL}(?:\.{_LABEL})*")(text),
    "k8s-short-name": lambda text: len(text) <= _LONGEST_LABEL and _matches(_LABEL)(text),
    "mac": _matches(r"(?i:[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1)+[0-9a-f]{2}|[0-9a-f]{4}(?:\.[0-9a-f]{4})+)"),
    "quantity": lambda text: parse_quantity(text) is not None,
    "ssn": _matches(r"\d{3}[- ]?\d{2}[- ]?\d{4}"),
    "uri": _matches(r"(?:/|[A-Za-z][A-Za-z0-9+.-]*:)[^\x00-\x1f\x7f]*"),
    "uuid": _matches(_UUID.format(_HEX4, _HEX4)),
    "uuid3": _matches(_UUID.format("3[0-9a-f]{3}", _HEX4)),
    "uuid4": _matches(_UUID.format("4[0-9a-f]{3}", _VARIANT)),
    "uuid5": _matches(_UUID.format("5[0-9a-f]{3}", _VARIANT)),
}
"""By the name under which a generated schema asks for it."""

_BY_NAME = {name.replace("-", ""): name for name in CRD_FORMATS}


def known_format(name: str) -> str | None:
    """The format that a CRD means, None where the server does not check it."""
    return _BY_NAME.get(name.replace("-", ""))
