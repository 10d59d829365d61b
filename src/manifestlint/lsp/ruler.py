"""Positions as the protocol counts them: from 0, in the units that the client asks for."""

import re
from bisect import bisect_right

from lsprotocol import types
from pygls.workspace import PositionCodec

from manifestlint.core.place import Span

_BREAK = re.compile(r"\r\n|\n|\r")


class Ruler:
    """Turns offsets into positions.

    Lines are counted anew: a lone CR ends one in the protocol. `marked` says that the client's own text
    begins with a byte order mark, which ours does not have.
    """

    def __init__(self, text: str, codec: PositionCodec, *, marked: bool = False) -> None:
        self._text = text
        self._codec = codec
        self._mark = "\ufeff" if marked else ""
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def position(self, offset: int) -> types.Position:
        """The position of an offset, which counts code points."""
        line = bisect_right(self._starts, offset) - 1
        before = self._text[self._starts[line] : offset]
        return types.Position(line, self._codec.client_num_units(before if line else self._mark + before))

    def stretch(self, start: int, end: int) -> types.Range:
        """The range between two offsets."""
        return types.Range(self.position(start), self.position(end))

    def range(self, span: Span) -> types.Range:
        """The range of a span."""
        return self.stretch(span.start.offset, span.end.offset)
