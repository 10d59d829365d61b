"""Edits that depend on what is there already."""

from typing import Any

from manifestlint.core.fix import AddItem, AddKey, Edit, SetValue
from manifestlint.core.place import Pointer
from manifestlint.model.shape import dig, mapping


def setting(data: Any, path: Pointer, value: Any, start: Pointer = ()) -> Edit:
    """A value in a mapping, in the place of another if there is one; `start` is where the data stand."""
    *way, field = path
    there = field in mapping(dig(data, *way) if way else data)
    return SetValue((*start, *path), value) if there else AddKey((*start, *path), value)


def appending(data: Any, path: Pointer, item: Any, start: Pointer = ()) -> Edit:
    """One more item of a list, which is made where there is none."""
    if isinstance(dig(data, *path), list):
        return AddItem((*start, *path), item)
    return setting(data, path, [item], start)
