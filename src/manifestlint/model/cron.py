"""The language of schedules.

Source: github.com/robfig/cron `parser.go` (v3.0.1), which the API server reads schedules with (Kubernetes
`pkg/apis/batch/validation/validation.go`, `validateScheduleFormat`, v1.35).
"""

import re
from dataclasses import dataclass

from manifestlint.model.duration import is_duration

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_MACROS = frozenset({"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"})
_NUMBER = re.compile(r"\+?[0-9]+")
_ZONES = ("TZ=", "CRON_TZ=")


@dataclass(frozen=True, slots=True)
class _Field:
    title: str
    low: int
    high: int
    names: dict[str, int]


_FIELDS = (
    _Field("minute", 0, 59, {}),
    _Field("hour", 0, 23, {}),
    _Field("day of the month", 1, 31, {}),
    _Field("month", 1, 12, {name: number for number, name in enumerate(_MONTHS, 1)}),
    _Field("day of the week", 0, 6, {name: number for number, name in enumerate(_DAYS)}),
)


def schedule_fault(schedule: str) -> str:
    """What is wrong with a schedule; empty where nothing is."""
    if "TZ" in schedule:
        return "the time zone belongs into timeZone" if schedule.startswith(_ZONES) else "it has a TZ"
    if schedule.startswith("@"):
        if schedule in _MACROS:
            return ""
        prefix, _, duration = schedule.partition(" ")
        if prefix == "@every":
            return "" if is_duration(duration) else f'"{duration}" is no duration such as 1h30m'
        return f"{prefix} is none of {', '.join(sorted(_MACROS))} and @every"
    parts = schedule.split()
    if len(parts) != len(_FIELDS):
        return f"it has {len(parts)} fields, and 5 are needed: minute, hour, day, month, day of the week"
    faults = (_field_fault(part, field) for part, field in zip(parts, _FIELDS, strict=True))
    return next((fault for fault in faults if fault), "")


def _field_fault(text: str, field: _Field) -> str:
    for item in filter(None, text.split(",")):
        reason = _range_fault(item, field)
        if reason:
            return f'{field.title} "{item}" {reason}'
    return ""


def _range_fault(item: str, field: _Field) -> str:
    """A range is `*`, `?`, a number or name, or two of them, and then perhaps a step."""
    span, *steps = item.split("/")
    bounds = span.split("-")
    if len(steps) > 1 or (steps and not _NUMBER.fullmatch(steps[0])):
        return "has no number as its step"
    if steps and int(steps[0]) == 0:
        return "has a step of 0"
    if bounds[0] in {"*", "?"}:
        return ""
    numbers = [_number(bound, field) for bound in bounds]
    if len(numbers) > 2 or None in numbers:
        return "is no number, range or list"
    low, high = numbers[0], numbers[-1]
    if len(numbers) == 1 and steps:
        high = field.high
    if low is None or high is None or low < field.low or high > field.high:
        return f"is not between {field.low} and {field.high}"
    return "begins after its end" if low > high else ""


def _number(text: str, field: _Field) -> int | None:
    named = field.names.get(text.lower())
    return named if named is not None else int(text) if _NUMBER.fullmatch(text) else None
