"""How to write a key or an item that is not there: several ways, the best one first."""

from collections.abc import Iterator
from typing import Any

from manifestlint.core.fix import AddKey
from manifestlint.core.place import Pointer
from manifestlint.fix.change import ways_to_set
from manifestlint.fix.patchwork import Change
from manifestlint.fix.piece import Piece
from manifestlint.fix.spot import Spot, find
from manifestlint.fix.style import column
from manifestlint.fix.text import below_key, dash_before, is_block, is_flow, line_end, line_start

_TRIED = 3


def ways_to_add(piece: Piece, edit: AddKey) -> Iterator[list[Change]]:
    """Changes that put the key into the nearest mapping that is there."""
    found = _nearest(piece, edit.pointer)
    if found is None:
        return
    spot, missing = found
    name, value = _nested(missing, edit.value)
    mapping = spot.place
    if mapping.pairs and is_flow(piece.text, mapping):
        yield _behind_flow(piece, spot, name, value)
    elif mapping.pairs:
        yield from _behind_block(piece, spot, name, value)
    elif mapping.pairs is not None or mapping.text is not None:
        yield from _into_empty(piece, spot, name, value)


def ways_to_append(piece: Piece, spot: Spot, value: Any) -> Iterator[list[Change]]:
    """Changes that put an item behind the last one of a list."""
    text, style, items = piece.text, piece.style, spot.place.items
    if items and is_flow(text, spot.place):
        start, end = items[-1].start, items[-1].end
        yield [(end, end, f",{_gap(piece, start)}{style.flow(value)}")]
    elif items:
        first = spot.place.start
        dash = first if text[first : first + 1] == "-" else dash_before(text, items[-1].start)
        indent = " " * column(text, dash)
        at = line_end(text, items[-1].end)
        yield [(at, at, "".join(style.newline + indent + line for line in style.block([value])))]
    else:
        yield from ways_to_set(piece, spot, [value])


def _nearest(piece: Piece, pointer: Pointer) -> tuple[Spot, Pointer] | None:
    """The innermost place on the way that is there, and what is missing behind it."""
    for length in range(len(pointer) - 1, -1, -1):
        spot = find(piece.root, pointer[:length])
        if spot is not None:
            there = spot.place.target is None and spot.place.items is None
            return (spot, pointer[length:]) if there else None
    return None


def _nested(missing: Pointer, value: Any) -> tuple[str, Any]:
    first, *rest = missing
    for name in reversed(rest):
        value = {name: value}
    return str(first), value


def _behind_flow(piece: Piece, spot: Spot, name: str, value: Any) -> list[Change]:
    style, last = piece.style, (spot.place.pairs or [])[-1]
    end = max(last.value.end, last.key_place.end)
    gap = _gap(piece, last.key_place.start)
    return [(end, end, f",{gap}{style.scalar(name)}: {style.flow(value)}")]


def _gap(piece: Piece, start: int) -> str:
    """What stands behind a comma: a new line where what is before it has one of its own."""
    text = piece.text
    before = text[line_start(text, start) : start]
    return " " if before.strip() else piece.style.newline + before


def _behind_block(piece: Piece, spot: Spot, name: str, value: Any) -> Iterator[list[Change]]:
    """Behind the last key, else behind one before it: a text that keeps its blank lines has to stay last."""
    pairs = spot.place.pairs or []
    indent = " " * column(piece.text, pairs[0].key_place.start)
    lines = [indent + line for line in piece.style.entry(name, value)]
    for pair in pairs[: -_TRIED - 1 : -1]:
        at = line_end(piece.text, max(pair.value.end, pair.key_place.end))
        yield [(at, at, "".join(piece.style.newline + line for line in lines))]


def _into_empty(piece: Piece, spot: Spot, name: str, value: Any) -> Iterator[list[Change]]:
    place, style = spot.place, piece.style
    if is_block(piece.text, spot.parent) and spot.key is not None:
        yield below_key(piece, spot, style.block({name: value}), style.step)
    written = style.flow({name: value})
    yield [(place.start, place.end, written if place.start < place.end else f" {written}")]
