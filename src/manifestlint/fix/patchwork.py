"""Text that is edited step by step, with all edits told in terms of the first text."""

from collections.abc import Iterator

Change = tuple[int, int, str]
"""Start and end of what goes, and what comes in its place."""
_Kept = tuple[int, int]
_Piece = _Kept | str
"""A stretch of the first text, or text that is new."""


class Patchwork:
    """A text, and what was changed in it."""

    def __init__(self, text: str) -> None:
        self._first = text
        self._pieces: list[_Piece] = [(0, len(text))]

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "".join(map(self._text, self._pieces))

    def _text(self, piece: _Piece) -> str:
        return piece if isinstance(piece, str) else self._first[piece[0] : piece[1]]

    def replace(self, start: int, end: int, new: str) -> None:
        """Change a stretch of the text as it is now."""
        left: list[_Piece] = []
        right: list[_Piece] = []
        at = 0
        for piece in self._pieces:
            length = len(self._text(piece))
            left.append(_cut(piece, 0, start - at, length))
            right.append(_cut(piece, end - at, length, length))
            at += length
        self._pieces = [piece for piece in (*left, new, *right) if self._text(piece)]

    def changes(self) -> Iterator[Change]:
        """What was changed, in order; offsets count from the first text."""
        at, new = 0, ""
        for piece in (*self._pieces, (len(self._first), len(self._first))):
            if isinstance(piece, str):
                new += piece
                continue
            if new or piece[0] > at:
                yield at, piece[0], new
            at, new = piece[1], ""


def patched(text: str, changes: list[Change]) -> str:
    """The text after changes that are in order and apart from each other."""
    parts: list[str] = []
    at = 0
    for start, end, new in changes:
        parts += (text[at:start], new)
        at = end
    return "".join((*parts, text[at:]))


def _cut(piece: _Piece, start: int, end: int, length: int) -> _Piece:
    start, end = max(0, min(start, length)), max(0, min(end, length))
    end = max(start, end)
    return piece[start:end] if isinstance(piece, str) else (piece[0] + start, piece[0] + end)
