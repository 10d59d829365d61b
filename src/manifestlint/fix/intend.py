"""What an edit makes of data: the yardstick for what it makes of text."""

from collections.abc import Callable
from typing import Any

from manifestlint.core.fix import AddItem, AddKey, Edit, Quote, RemoveKey, RenameKey, SetValue
from manifestlint.core.place import Pointer

_Change = Callable[[Any, Any], Any]


class NotApplicable(Exception):  # noqa: N818 - it is what the edit is
    """The data are not of the shape that the edit speaks of."""


def intended(data: Any, edit: Edit, written: str | None = None) -> Any:
    """The data after an edit, without touching what was given; `written` is the text of a scalar to quote.

    Raises:
        NotApplicable: what is to be changed is not there, or what is to be added is.
    """
    if isinstance(edit, AddKey):
        return _added(data, edit.pointer, edit.value)
    if isinstance(edit, AddItem):
        return _changed(
            data, edit.pointer, lambda here, key: _with(here, key, _longer(here[key], edit.value))
        )
    if isinstance(edit, SetValue):
        return _changed(data, edit.pointer, lambda here, key: _with(here, key, edit.value))
    if isinstance(edit, Quote):
        if written is None:
            raise NotApplicable
        return _changed(data, edit.pointer, lambda here, key: _with(here, key, written))
    if isinstance(edit, RemoveKey):
        return _changed(data, edit.pointer, _without)
    return _changed(data, edit.pointer, lambda here, key: _renamed(here, key, edit))


def _changed(data: Any, pointer: Pointer, change: _Change) -> Any:
    """A copy along the pointer, with the change made where it ends."""
    if not pointer:
        raise NotApplicable
    first, *rest = pointer
    if not _has(data, first):
        raise NotApplicable
    if not rest:
        return change(data, first)
    return _with(data, first, _changed(data[first], tuple(rest), change))


def _has(data: Any, key: str | int) -> bool:
    if isinstance(key, int):
        return isinstance(data, list) and 0 <= key < len(data)
    return isinstance(data, dict) and key in data


def _with(data: Any, key: Any, value: Any) -> Any:
    copy = data.copy()
    copy[key] = value
    return copy


def _without(data: Any, key: Any) -> Any:
    copy = data.copy()
    del copy[key]
    return copy


def _longer(items: Any, value: Any) -> list[Any]:
    if not isinstance(items, list):
        raise NotApplicable
    return [*items, value]


def _renamed(data: Any, key: Any, edit: RenameKey) -> Any:
    if not isinstance(data, dict) or edit.name in data:
        raise NotApplicable
    return {edit.name if name == key else name: value for name, value in data.items()}


def _added(data: Any, pointer: Pointer, value: Any) -> Any:
    if not pointer:
        return value
    first, *rest = pointer
    here = {} if data is None else data
    if isinstance(first, int):
        if not _has(here, first) or not rest:
            raise NotApplicable
    elif not isinstance(here, dict) or (not rest and first in here):
        raise NotApplicable
    inner = here[first] if isinstance(first, int) else here.get(first)
    return _with(here, first, _added(inner, tuple(rest), value) if rest else value)
