"""Numbers as Go reads and writes them."""

import math
import re
from decimal import Decimal

_DECIMAL = re.compile(r"[+-]?[0-9]{1,40}")
_LARGEST = 2**63 - 1
_EXPONENT = 6


def atoi(text: str) -> int | None:
    """The integer that Go's `strconv.Atoi` reads: a sign and digits, nothing else, in 64 bits."""
    number = int(text) if _DECIMAL.fullmatch(text) else None
    return number if number is not None and -_LARGEST - 1 <= number <= _LARGEST else None


def shown_float(number: float) -> str:
    """A float64 as Go's `%v` prints it: the shortest digits, an exponent below 1e-4 and from 1e6 on.

    So a million among the parameters of a template becomes `1e+06` (Go `strconv/ftoa.go`, `%g`, v1.24).
    """
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else "+Inf" if number > 0 else "-Inf"
    decimal = Decimal(repr(number)).normalize()
    power = decimal.adjusted()
    if not number or -4 <= power < _EXPONENT:
        return f"{decimal:f}"
    first, *rest = map(str, decimal.as_tuple().digits)
    tail = f".{''.join(rest)}" if rest else ""
    return f"{'-' if number < 0 else ''}{first}{tail}e{power:+03d}"
