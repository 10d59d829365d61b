"""Changes of a field in words."""

from typing import Any

from manifestlint.core.words import printable
from manifestlint.rulekit import Pointer

_LONGEST = 60


def told(path: Pointer, old: Any, new: Any) -> str:
    """`spec.serviceName web -> api`; without the values where they are no short scalars."""
    place = ".".join(str(part) for part in path)
    before, after = _shown(old), _shown(new)
    if before is None or after is None:
        return f"{place} is another"
    return f"{place} {before} -> {after}"


def _shown(value: Any) -> str | None:
    if value is None:
        return "(none)"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        written = printable(str(value)) or '""'
        return written if len(written) <= _LONGEST else None
    return None
