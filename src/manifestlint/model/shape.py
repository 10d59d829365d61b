"""Reading untrusted data: what has the wrong shape reads as absent.

The schema says when a shape is wrong; every other rule goes on with what is right.
"""

from collections.abc import Iterator
from typing import Any


def mapping(value: Any) -> dict[str, Any]:
    """The value if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def text(value: Any) -> str:
    """The value if it is a string, else an empty one."""
    return value if isinstance(value, str) else ""


def integer(value: Any) -> int | None:
    """The value if it is an integer; booleans are none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def boolean(value: Any) -> bool | None:
    """The value if it is true or false."""
    return value if isinstance(value, bool) else None


def strings(value: Any) -> dict[str, str]:
    """The entries of a mapping whose values are strings, as labels and annotations must be."""
    return {key: item for key, item in mapping(value).items() if isinstance(item, str)}


def dig(value: Any, *path: str | int) -> Any:
    """What stands at the end of the path, or None where a step is missing or of the wrong shape."""
    for part in path:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
            value = value[part]
        else:
            return None
    return value


def mappings(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The list's items that are mappings, each with its index."""
    for index, item in enumerate(sequence(value)):
        if isinstance(item, dict):
            yield index, item


def keys_in(value: Any) -> set[str]:
    """The keys of all mappings in a value."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            found.update(value)
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return found


def is_same(ours: Any, theirs: Any) -> bool:
    """Equality as JSON has it, where true is not 1."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(
            is_same(value, theirs[key]) for key, value in ours.items()
        )
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(is_same, ours, theirs))
    return isinstance(ours, bool) is isinstance(theirs, bool) and bool(ours == theirs)
