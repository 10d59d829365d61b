"""From a symbolic place to offsets."""

from manifestlint.core.place import At, Pointer
from manifestlint.source.places import Place


def locate(root: Place, at: At, text: str) -> tuple[int, int]:
    """Start and end of what `at` means; what is missing is told at the nearest thing that is there."""
    key, value, complete = _walk(root, at.pointer)
    if not complete or at.on == "key":
        return _heading(key, value)
    if at.chars is not None and value.text is not None and value.target is None:
        return _part(value, at.chars, text)
    if value.start == value.end and key is not None:
        return key.start, key.end
    return value.start, value.end


def _walk(root: Place, pointer: Pointer) -> tuple[Place | None, Place, bool]:
    """The key and the value where the pointer ends, and whether it could be followed to its end."""
    key: Place | None = None
    place = root
    for part in pointer:
        here = place.resolved
        if isinstance(part, int):
            if here.items is None or not -len(here.items) <= part < len(here.items):
                return key, place, False
            key, place = None, here.items[part]
        else:
            pair = here.pair(part)
            if pair is None:
                return key, place, False
            key, place = pair.key_place, pair.value
    return key, place, True


def _heading(key: Place | None, value: Place) -> tuple[int, int]:
    # One line is enough to say which thing it is: its key, else the first key in it.
    if key is not None:
        return key.start, key.end
    while value.pairs is None and value.items:
        value = value.items[0]
    if value.pairs:
        return value.pairs[0].key_place.start, value.pairs[0].key_place.end
    return value.start, value.end


def _part(place: Place, chars: tuple[int, int], text: str) -> tuple[int, int]:
    written = text[place.start : place.end]
    value = place.text or ""
    start, end = max(0, chars[0]), min(len(value), chars[1])
    if start >= end or not value:
        return place.start, place.end
    if written == value or written[1:-1] == value:
        offset = place.start + (0 if written == value else 1)
        if "\n" not in written:
            return offset + start, offset + end
    elif written[0] == "|":
        return _literal(place, written, value, (start, end)) or (place.start, place.end)
    return place.start, place.end


def _literal(place: Place, written: str, value: str, chars: tuple[int, int]) -> tuple[int, int] | None:
    """A part of one line of a `|` scalar, whose lines stand there as they are, indented."""
    number = value.count("\n", 0, chars[0])
    column = chars[0] - (value.rfind("\n", 0, chars[0]) + 1)
    lines = written.split("\n")
    line = value.split("\n")[number]
    if number + 1 >= len(lines) or column + chars[1] - chars[0] > len(line):
        return None
    there = lines[number + 1].removesuffix("\r")
    if not there.endswith(line.rstrip()) or not line.strip():
        return None
    indent = there.rindex(line.rstrip())
    start = place.start + sum(len(one) + 1 for one in lines[: number + 1]) + indent + column
    return start, start + chars[1] - chars[0]
