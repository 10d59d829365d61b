"""Lines and stretches of a document's text."""

from manifestlint.fix.patchwork import Change
from manifestlint.fix.piece import Piece
from manifestlint.fix.spot import Spot
from manifestlint.fix.style import column
from manifestlint.source.places import Place


def line_start(text: str, offset: int) -> int:
    """Where the line of an offset begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line of an offset ends, before its line break."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """The lines that a stretch touches, with the line break behind them, else with the one before."""
    first = line_start(text, start)
    last = text.find("\n", end)
    if last >= 0:
        return first, last + 1
    return (line_end(text, line_start(text, first - 1)) if first else 0), len(text)


def is_flow(text: str, place: Place) -> bool:
    """Whether a mapping or list is written in brackets."""
    return text[place.start : place.start + 1] in ("{", "[")


def is_block(text: str, spot: Spot | None) -> bool:
    """Whether a place is a mapping or list in lines."""
    return spot is not None and spot.place.text is None and not is_flow(text, spot.place)


def behind_colon(text: str, spot: Spot) -> int | None:
    """The offset behind the colon of a place's key."""
    key = spot.key
    colon = text.find(":", key.end) if key is not None else -1
    return colon + 1 if colon >= 0 and key is not None and not text[key.end : colon].strip() else None


def dash_before(text: str, start: int) -> int:
    """Where the dash of a list's item stands; the item's own start where something is between."""
    before = text[:start].rstrip()
    return len(before) - 1 if before.endswith("-") else start


def below_key(piece: Piece, spot: Spot, lines: list[str], step: int) -> list[Change]:
    """Lines in the place of a value that stands on its key's line, or is empty; a comment there stays."""
    text = piece.text
    at = behind_colon(text, spot)
    key = spot.key
    if at is None or key is None or "\n" in text[at : spot.place.end]:
        return []
    indent = " " * (column(text, key.start) + step)
    new = "".join(f"{piece.style.newline}{indent}{line}" for line in lines)
    gone = max(at, spot.place.end)
    end = line_end(text, gone)
    rest = text[gone:end]
    return [(at, end, (rest if rest.strip() else "") + new)]
