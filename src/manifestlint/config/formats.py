"""The formats that texts in a PolicySet have: what is wrong with one, in words, or None."""

import re
import warnings
from collections.abc import Callable
from datetime import date

from manifestlint.config.match import compile_paths

Fault = Callable[[str], str | None]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def regex_fault(text: str) -> str | None:
    """Why a text is no regular expression of Python, which rules search with."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        return f"is no regular expression: {error}"
    return None


def date_fault(text: str) -> str | None:
    """Why a text is no day of the calendar."""
    if not _DATE.fullmatch(text):
        return "is no date; write it as year-month-day, such as 2027-01-31"
    try:
        date.fromisoformat(text)
    except ValueError:
        return "is no day of the calendar"
    return None


def paths_fault(text: str) -> str | None:
    """Why a text is no pattern of paths as .gitignore has them, or one that can match nothing."""
    try:
        spec = compile_paths((text,))
    except (ValueError, LookupError, re.error):
        return "is no pattern of paths as .gitignore has them"
    if all(pattern.include is None for pattern in spec.patterns):
        return "is a pattern that matches no path"
    return None


FAULTS: dict[str, Fault] = {"date": date_fault, "gitignore": paths_fault, "regex": regex_fault}


def is_well_formed(form: str) -> Callable[[object], bool]:
    """The check of one format as schema engines want it: everything that is no text passes."""
    fault = FAULTS[form]
    return lambda value: not isinstance(value, str) or fault(value) is None
