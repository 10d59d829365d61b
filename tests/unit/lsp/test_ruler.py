"""Positions as the protocol counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.workspace import PositionCodec

from manifestlint.lsp.ruler import Ruler

FACE = "\N{GRINNING FACE}"
TEXT = f"a\r\n{FACE}b\rc\n\ndé"


def at(offset: int, encoding: str = "utf-16") -> tuple[int, int]:
    place = Ruler(TEXT, PositionCodec(encoding)).position(offset)
    return place.line, place.character


@pytest.mark.parametrize(("encoding", "width"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
def test_units(encoding: str, width: int) -> None:
    assert at(TEXT.index("b"), encoding) == (1, width)


def test_every_break_of_the_protocol_ends_a_line() -> None:
    assert [at(TEXT.index(letter)) for letter in "acd"] == [(0, 0), (2, 0), (4, 0)]
    assert at(len(TEXT)) == (4, 2)


def test_a_byte_order_mark_takes_room_on_the_first_line() -> None:
    ruler = Ruler("a\nb", PositionCodec("utf-16"), marked=True)
    assert ruler.stretch(0, 2) == types.Range(types.Position(0, 1), types.Position(1, 0))


@given(st.text(alphabet=f"a\r\n{FACE}é\u2028", max_size=30))
def test_positions_grow_with_offsets(text: str) -> None:
    ruler = Ruler(text, PositionCodec("utf-16"))
    places = [ruler.position(offset) for offset in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[-1].line == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
