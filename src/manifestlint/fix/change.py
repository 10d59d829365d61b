"""How to write another value or key, and how to leave one out."""

from collections.abc import Iterator
from typing import Any

from manifestlint.fix.patchwork import Change
from manifestlint.fix.piece import Piece
from manifestlint.fix.spot import Spot
from manifestlint.fix.text import (
    behind_colon,
    below_key,
    dash_before,
    is_block,
    is_flow,
    line_end,
    line_start,
    whole_lines,
)
from manifestlint.source.places import Pair, Place

_QUOTES = ("'", '"')


def ways_to_set(piece: Piece, spot: Spot, value: Any) -> Iterator[list[Change]]:
    """Changes that write a value in the place of another."""
    text, style, place = piece.text, piece.style, spot.place
    if place.target is not None:
        return
    many = bool(value) and isinstance(value, dict | list)
    in_lines = is_block(text, spot.parent) and spot.key is not None
    if many and in_lines:
        step = style.step if isinstance(value, dict) else style.dash
        yield below_key(piece, spot, style.block(value), step)
    sign = text[place.start : place.start + 1]
    if isinstance(value, str) and sign in _QUOTES and place.text is not None:
        written = style.quoted(value, sign)
    else:
        written = style.flow(value, in_lines=is_block(text, spot.parent))
    after_key = behind_colon(text, spot)
    if place.start < place.end and (after_key is None or not is_block(text, spot)):
        yield [(place.start, place.end, written)]
    else:
        start = place.start if after_key is None else after_key
        yield [(start, max(start, place.end), f" {written}")]


def quotable(piece: Piece, spot: Spot) -> str | None:
    """The text of a scalar that stands there as it is, on one line."""
    place = spot.place
    if place.text is None or place.target is not None or piece.text[place.start : place.end] != place.text:
        return None
    return place.text or None


def ways_to_quote(piece: Piece, spot: Spot) -> Iterator[list[Change]]:
    """A change that puts a scalar in quotes."""
    yield [(spot.place.start, spot.place.end, piece.style.quoted(spot.place.text or ""))]


def ways_to_rename(piece: Piece, spot: Spot, name: str) -> Iterator[list[Change]]:
    """A change that writes another key."""
    key = spot.key
    if key is None or key.target is not None:
        return
    sign = piece.text[key.start : key.start + 1]
    new = piece.style.quoted(name, sign) if sign in _QUOTES else piece.style.scalar(name)
    yield [(key.start, key.end, new)]


def ways_to_remove(piece: Piece, spot: Spot) -> Iterator[list[Change]]:
    """Changes that leave out a pair of a mapping, or an item of a list."""
    parent = spot.parent
    if parent is None:
        return
    text = piece.text
    entries = [*(parent.place.pairs or ()), *(parent.place.items or ())]
    bounds = [_bounds(entry) for entry in entries]
    if is_flow(text, parent.place):
        yield [_out_of_flow(bounds, spot.index)]
        return
    start, end = bounds[spot.index]
    if spot.pair is None:
        start = dash_before(text, start)
    alone = not text[line_start(text, start) : start].strip()
    if len(entries) == 1:
        yield from _emptied(piece, parent, start if alone else -1)
    elif alone:
        yield [(*whole_lines(text, start, end), "")]
    elif spot.index == 0:
        following = bounds[1][0]
        yield [(start, following if spot.pair else dash_before(text, following), "")]


def lines_going(piece: Piece, spot: Spot) -> range:
    """The stretch of lines that goes with a pair or an item, comments on them included."""
    start, end = _bounds(spot.pair or spot.place)
    return range(line_start(piece.text, start), line_end(piece.text, end) + 1)


def _bounds(entry: Pair | Place) -> tuple[int, int]:
    if isinstance(entry, Pair):
        return entry.key_place.start, max(entry.key_place.end, entry.value.end)
    return entry.start, entry.end


def _out_of_flow(bounds: list[tuple[int, int]], index: int) -> Change:
    start, end = bounds[index]
    if index:
        return bounds[index - 1][1], end, ""
    return (start, bounds[1][0], "") if len(bounds) > 1 else (start, end, "")


def _emptied(piece: Piece, spot: Spot, own_line: int) -> Iterator[list[Change]]:
    """A mapping or list whose only entry goes."""
    text, place = piece.text, spot.place
    brackets = "{}" if place.pairs else "[]"
    colon = behind_colon(text, spot)
    if colon is not None and own_line >= colon:
        start, end = whole_lines(text, own_line, place.end)
        yield [(colon, colon, f" {brackets}"), (start, end, "")]
    else:
        yield [(place.start, place.end, brackets)]
