"""The arithmetic of templates: integers of 64 bits, as sprig's functions take and give them."""

import math
import re
from collections.abc import Callable
from typing import Any

from manifestlint.argocd.numbers import atoi
from manifestlint.argocd.unknowns import NotExpandable, Refused

_PLAIN = re.compile(r"[+-]?(?:0|[1-9][0-9]*)")


def to_integer(value: Any) -> int:
    """What sprig's `int64` makes of a value: 0 where it is no number."""
    if isinstance(value, bool | int):
        return int(value)
    if isinstance(value, float):
        return int(value) if math.isfinite(value) else 0
    if isinstance(value, str):
        number = atoi(value) if _PLAIN.fullmatch(value) else None
        if number is None and any(char.isdigit() for char in value):
            raise NotExpandable(f'"{value}" as a number in a template is not evaluated here')
        return number or 0
    return 0


def _wrapped(number: int) -> int:
    return (number + 2**63) % 2**64 - 2**63


def _quotient(first: Any, second: Any) -> int:
    dividend, divisor = to_integer(first), to_integer(second)
    if not divisor:
        raise Refused("a template divides by zero")
    whole = abs(dividend) // abs(divisor)
    return whole if (dividend < 0) == (divisor < 0) else -whole


def _until(count: int) -> list[int]:
    if abs(count) > 10_000:
        raise NotExpandable("until in a template makes too long a list")
    return list(range(0, count, 1 if count >= 0 else -1))


NUMBERS: list[tuple[str, str, Callable[..., Any]]] = [
    ("atoi", "s", lambda text: atoi(text) or 0),
    ("int", "a", to_integer),
    ("int64", "a", to_integer),
    ("add", "*a", lambda *values: _wrapped(sum(map(to_integer, values)))),
    ("add1", "a", lambda value: _wrapped(to_integer(value) + 1)),
    ("sub", "aa", lambda first, second: _wrapped(to_integer(first) - to_integer(second))),
    ("mul", "a*a", lambda *values: _wrapped(math.prod(map(to_integer, values)))),
    ("div", "aa", _quotient),
    ("mod", "aa", lambda first, second: to_integer(first) - _quotient(first, second) * to_integer(second)),
    ("max", "a*a", lambda *values: max(map(to_integer, values))),
    ("min", "a*a", lambda *values: min(map(to_integer, values))),
    ("until", "i", _until),
]
"""Name, types of the arguments and the function itself, as in the table of all functions."""
