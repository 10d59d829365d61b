"""What was probably meant by a field that there is not: another name, or another level."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manifestlint.core.place import Pointer, dotted
from manifestlint.core.words import close_to
from manifestlint.model.shape import dig, mapping

Schema = dict[str, Any]
Level = tuple[str, ...]
"""A mapping of a kind, as the way to it; ``[]`` stands for any item of a list."""

_ITEM = "[]"
_SURE = 0.75
_LIKELY = 0.65
_SELECTOR_LIKE = 2
_DEEPEST = 14
_STRANGEST = 12
_ALTERNATIVES = ("allOf", "anyOf", "oneOf")


def hint(root: Schema, here: Schema, data: Any, pointer: Pointer) -> tuple[str | None, str]:
    """The name that was meant for the unknown field at a pointer, if any, and the end of the message.

    `here` is the schema of the mapping in which the field stands.
    """
    *above, name = pointer
    siblings = dict(fields(root, here))
    present = mapping(dig(data, *above))
    value = present.get(str(name))
    free = [
        sibling
        for sibling in siblings
        if sibling not in present and _is_alike(root, siblings[sibling], value)
    ]
    required = [field for field in here.get("required", ()) if field in free]
    close = (
        close_to(str(name), siblings, 1) or close_to(str(name), free, _SURE) or _ending(str(name), required)
    )
    if close is None:
        inner = _only_map(root, siblings, value)
        if inner is not None:
            return None, f"; it belongs under {dotted((*above, inner))}"
        level = _nearest(root, data, tuple(above), str(name))
        if level is not None:
            return None, f"; it belongs {level}"
        close = close_to(str(name), free, _LIKELY) or close_to(str(name), siblings, _LIKELY)
    return close, f'; did you mean "{close}"?' if close else ""


def _only_map(root: Schema, siblings: dict[str, Schema], value: Any) -> str | None:
    """Of few siblings the one that holds keys of the user's own, as `matchLabels` in a selector."""
    if not isinstance(value, str) or len(siblings) > _SELECTOR_LIKE:
        return None
    maps = [name for name, schema in siblings.items() if "additionalProperties" in resolve(root, schema)]
    free = [name for name in maps if resolve(root, siblings[name])["additionalProperties"] is not False]
    return free[0] if len(free) == 1 else None


def _ending(name: str, required: list[str]) -> str | None:
    """A missing field of which only the end was written: `port` for `containerPort`."""
    return next((field for field in required if field.lower().endswith(name.lower())), None)


def resolve(root: Schema, schema: Any) -> Schema:
    """The schema that a reference into the root's `$defs` stands for."""
    while isinstance(schema, dict) and "$ref" in schema:
        schema = root.get("$defs", {}).get(schema["$ref"].removeprefix("#/$defs/"))
    return mapping(schema)


def fields(root: Schema, schema: Schema) -> Iterator[tuple[str, Schema]]:
    """The fields that a mapping of this schema may have, with their schemas."""
    yield from mapping(schema.get("properties")).items()
    for keyword in _ALTERNATIVES:
        for branch in schema.get(keyword, ()):
            yield from fields(root, resolve(root, branch))


@dataclass(frozen=True, slots=True)
class _Step:
    level: Level
    schema: Any
    within: frozenset[str]
    """The definitions that lead here: what refers to itself is not followed again."""


def levels(root: Schema, name: str, value: Any) -> Iterator[Level]:
    """Every mapping of the kind with a field of this name that could hold the value; shallow ones first."""
    waiting = deque([_Step((), root, frozenset())])
    while waiting:
        step = waiting.popleft()
        schema, within = resolve(root, step.schema), step.within
        reference = mapping(step.schema).get("$ref")
        if reference in within or len(step.level) > _DEEPEST:
            continue
        within = within | {reference} if reference else within
        known = dict(fields(root, schema))
        if name in known and _could_hold(resolve(root, known[name]), value):
            yield step.level
        waiting.extend(
            _Step((*step.level, field), inner, within)
            for field, inner in known.items()
            if (*step.level, field) != ("status",)
        )
        if "items" in schema:
            waiting.append(_Step((*step.level, _ITEM), schema["items"], within))


def _is_alike(root: Schema, schema: Schema, value: Any) -> bool:
    """Whether both are mappings, or neither: `"3"` may be meant for a number, but never for a mapping."""
    types = resolve(root, schema).get("type", ())
    return value is None or not types or ("object" in types) == isinstance(value, dict)


def could_be(root: Schema, here: Schema, name: str, value: Any) -> bool:
    """Whether the field of a mapping could hold a value, as far as its type goes."""
    return _could_hold(resolve(root, dict(fields(root, here)).get(name)), value)


def _could_hold(schema: Schema, value: Any) -> bool:
    types = schema.get("type")
    if types is None or value is None:
        return True
    names = {types} if isinstance(types, str) else set(types)
    return not names.isdisjoint(_types_of(value))


def _types_of(value: Any) -> set[str]:
    if isinstance(value, bool):
        return {"boolean"}
    if isinstance(value, str):
        return {"string"}
    if isinstance(value, int | float):
        return {"integer", "number"}
    return {"array"} if isinstance(value, list) else {"object"}


def _nearest(root: Schema, data: Any, above: Pointer, name: str) -> str | None:
    """Where the field belongs, in words; only levels near enough to be meant."""
    ours = tuple(_ITEM if isinstance(part, int) else part for part in above)
    value = dig(data, *above, name)
    ranked = sorted(
        (_strangeness(ours, level, name, there=_there(data, level)), level)
        for level in levels(root, name, value)
        if level != ours
    )
    if not ranked or ranked[0][0] > _STRANGEST:
        return None
    strangeness, level = ranked[0]
    ambiguous = len(ranked) > 1 and ranked[1][0] == strangeness
    return None if ambiguous and not _there(data, level) else _in_words(level, above)


def _strangeness(ours: Level, other: Level, name: str, *, there: bool) -> int:
    """How unlikely it is that a field in one level was meant for the other; each step between counts two.

    What lies inside the other is likelier than a cousin, and what is there already likelier than what is not;
    `secretName` belongs to `secret` rather than to `azureFile`.
    """
    related = ours[: len(other)] == other or other[: len(ours)] == ours
    named = bool(other) and name.lower().startswith(other[-1].lower())
    return 2 * _distance(ours, other) + 4 * (not related) + 4 * (not there) - named


def _distance(ours: Level, other: Level) -> int:
    shared = 0
    for mine, its in zip(ours, other, strict=False):
        if mine != its:
            break
        shared += 1
    return len(ours) + len(other) - 2 * shared


def _there(data: Any, level: Level) -> bool:
    return isinstance(dig(data, *(0 if part == _ITEM else part for part in level)), dict)


def _in_words(level: Level, above: Pointer) -> str:
    """Where a level is, with the indices of the lists in which the field stands already."""
    if not level:
        return "at the top, beside kind"
    text = ""
    shared = True
    for index, part in enumerate(level):
        mine = above[index] if shared and index < len(above) else None
        shared = mine == part or (part == _ITEM and isinstance(mine, int))
        step = f"[{mine}]" if shared and part == _ITEM else part
        text += step if part == _ITEM else f".{part}" if text else part
    return f"under {text}"
