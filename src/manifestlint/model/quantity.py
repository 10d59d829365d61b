"""Kubernetes quantities: `100m`, `1Gi`, `1e3`."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Any

_BINARY = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6}
_DECIMAL = {"n": -3, "u": -2, "m": -1, "": 0, "k": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6}
_QUANTITY = re.compile(r"([+-]?)(\d*\.?\d*)(?:([eE][+-]?\d{1,9})|([KMGTPE]i|[numkMGTPE])?)", re.ASCII)
_HIGHEST_EXPONENT = 9999
"""Beyond it lies nothing that could be compared with anything, and much work."""


def parse_quantity(value: Any) -> Fraction | None:
    """The exact number that a quantity stands for, None where it is no quantity.

    The grammar is that of apimachinery `pkg/api/resource/quantity.go` (v1.35): an optional sign, digits with
    at most one point, and a binary suffix, a decimal suffix or an exponent. Plain numbers are quantities too,
    and without any digit the number is 0.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return _parse(value if isinstance(value, str) else repr(value))


@lru_cache(maxsize=4096)
def _parse(text: str) -> Fraction | None:
    match = _QUANTITY.fullmatch(text)
    if match is None or not text:
        return None
    sign, digits, exponent, suffix = match.groups()
    number = Fraction(sign + digits if digits.strip(".") else 0)
    if exponent:
        power = max(-_HIGHEST_EXPONENT, min(int(exponent[1:]), _HIGHEST_EXPONENT))
        scale: int = 10 ** abs(power)
        return number * scale if power > 0 else number / scale
    if suffix in _BINARY:
        return number * (1 << 10 * _BINARY[suffix])
    factor: Fraction = Fraction(1000) ** _DECIMAL[suffix or ""]
    return number * factor
