"""Fields that a change alters, and how that is told."""

from collections.abc import Iterator
from typing import Any

from manifestlint.core.words import printable
from manifestlint.model.server_difference import server_differences
from manifestlint.rulekit import Pointer
from manifestlint.rules.transitions._update import Refusal, Update

_LONGEST = 60


def told(path: Pointer, old: Any, new: Any) -> str:
    """`spec.serviceName web -> api`; without the values where they are not short and scalar."""
    place = ".".join(str(part) for part in path)
    before, after = _shown(old), _shown(new)
    if before is None or after is None:
        return f"{place} differs"
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


def fields(update: Update, *paths: Pointer) -> Iterator[Refusal]:
    """Fields that never change, with all that they hold."""
    for path in paths:
        parent, key = path[:-1], path[-1]
        before, after = ({key: value} for value in update.get(*path))
        for place in server_differences(before, after, *parent):
            yield changed(place, update.old.get(*place), update.new.get(*place))


def changed(path: Pointer, old: Any, new: Any) -> Refusal:
    """The refusal of one field."""
    return Refusal(path, told(path, old, new))
