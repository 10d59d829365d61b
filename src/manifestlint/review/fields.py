"""An object's fields before and after a change."""

import json
from collections.abc import Iterator
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.core.review import Field
from manifestlint.model.difference import differences
from manifestlint.model.shape import dig
from manifestlint.model.transition import Side

_HIDDEN = "hidden"
_CONTENT = frozenset({"data", "stringData"})
_COPY = "kubectl.kubernetes.io/last-applied-configuration"


class _Name(str):
    """The name by which a list's item is found."""

    __slots__ = ()


def altered_fields(old: Side, new: Side) -> Iterator[Field]:
    """The fields in which an object differs; what a Secret holds is not told."""
    before, after = _by_name(old.resource.data), _by_name(new.resource.data)
    for pointer in differences(before, after):
        hidden = new.id.kind == "Secret" and (pointer[0] in _CONTENT or pointer[1:2] == ("annotations",))
        hidden = hidden or _COPY in pointer
        texts = (_text(dig(side, *pointer), hidden=hidden) for side in (before, after))
        yield Field(_path(pointer), *texts)


def _by_name(value: Any) -> Any:
    """The value with lists that have their items by name as mappings, so that an item is told by its own."""
    if isinstance(value, dict):
        return {key: _by_name(item) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    names = [item.get("name") if isinstance(item, dict) else None for item in value]
    if names and all(isinstance(name, str) for name in names) and len(set(names)) == len(names):
        return {_Name(name): _by_name(item) for name, item in zip(names, value, strict=True)}
    return [_by_name(item) for item in value]


def _path(pointer: Pointer) -> str:
    """As people write it, the items by their names: `containers[app].image`."""
    text = ""
    for part in pointer:
        if isinstance(part, int | _Name):
            text += f"[{part}]"
        elif "." in part or "/" in part or not part:
            text += f"[{part!r}]"
        else:
            text += f".{part}" if text else part
    return text


def _text(value: Any, *, hidden: bool) -> str | None:
    if value is None:
        return None
    if hidden:
        return _HIDDEN
    if isinstance(value, str) and not _needs_quotes(value):
        return value
    return json.dumps(_plain(value), ensure_ascii=False)


def _needs_quotes(value: str) -> bool:
    """Whether the text by itself would be taken for something else."""
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        return not value.strip()
    return True


def _plain(value: Any) -> Any:
    """The value with its lists again."""
    if isinstance(value, dict):
        items = {key: _plain(item) for key, item in value.items()}
        return list(items.values()) if items and all(isinstance(key, _Name) for key in value) else items
    return [_plain(item) for item in value] if isinstance(value, list) else value
