"""From symbolic edits to text edits. Every fix is tried on the text before it is offered."""

from collections.abc import Callable, Iterator
from typing import Any

from manifestlint.core.finding import Finding
from manifestlint.core.fix import (
    AddItem,
    AddKey,
    Edit,
    Offer,
    Quote,
    RemoveKey,
    RenameKey,
    Repair,
    SetValue,
    TextEdit,
)
from manifestlint.core.place import Pointer
from manifestlint.engine.sources import Sources
from manifestlint.fix.add import ways_to_add, ways_to_append
from manifestlint.fix.change import (
    lines_going,
    quotable,
    ways_to_quote,
    ways_to_remove,
    ways_to_rename,
    ways_to_set,
)
from manifestlint.fix.intend import NotApplicable, intended
from manifestlint.fix.patchwork import Change, Patchwork
from manifestlint.fix.piece import Piece, read_piece
from manifestlint.fix.place import find_site
from manifestlint.fix.spot import Spot, find
from manifestlint.source import Source, Unreadable

_NOTHING = range(0)


def resolve(finding: Finding, sources: Sources, may_change: Callable[[str], bool]) -> Repair | None:
    """The finding's fix as text; None where it has none, or where it cannot be made exactly as meant."""
    offer = finding.offer
    if offer is None:
        return None
    try:
        edits = _edits(offer, sources)
    except (Unreadable, NotApplicable):
        return None
    if not edits or not all(may_change(edit.path) for edit in edits):
        return None
    return Repair(offer.fix.title, offer.fix.safety, edits)


def _edits(offer: Offer, sources: Sources) -> tuple[TextEdit, ...]:
    of_document: dict[tuple[str, int], list[Edit]] = {}
    for edit in offer.fix.edits:
        site = find_site(edit, offer.origin, sources)
        if site is None:
            raise NotApplicable
        path, document, placed = site
        of_document.setdefault((path, document), []).append(placed)
    return tuple(
        text_edit
        for (path, document), edits in of_document.items()
        for text_edit in _in_document(sources.get(path), document, edits)
    )


def _in_document(source: Source, document: int, edits: list[Edit]) -> Iterator[TextEdit]:
    start, end, number = source.stretch(document)
    text = source.text[start:end]
    for first, last, new in changes_for(text, number, edits):
        yield TextEdit(source.path, source.lines.span(start + first, start + last), new)


def changes_for(text: str, document: int, edits: list[Edit]) -> list[Change]:
    """What edits, made one after the other, change in the text of a document.

    Raises:
        NotApplicable: one of them cannot be made so that just this and nothing else is changed.
    """
    piece = read_piece(text, document)
    patchwork = Patchwork(text)
    for edit in edits:
        if piece is None:
            raise NotApplicable
        changes, piece = _tried(piece, edit)
        for start, end, new in reversed(changes):
            patchwork.replace(start, end, new)
    return list(patchwork.changes())


def _tried(piece: Piece, edit: Edit) -> tuple[list[Change], Piece]:
    """The first way to make an edit that does what it should."""
    spot = None if isinstance(edit, AddKey) else _spot(piece, edit.pointer)
    written = quotable(piece, spot) if isinstance(edit, Quote) and spot else None
    wanted: Any = intended(piece.data, edit, written)
    going = lines_going(piece, spot) if isinstance(edit, RemoveKey) and spot else _NOTHING
    for changes in _ways(piece, edit, spot):
        changed = piece.after(changes, wanted, going) if changes else None
        if changed is not None:
            return changes, changed
    raise NotApplicable


def _spot(piece: Piece, pointer: Pointer) -> Spot:
    spot = find(piece.root, pointer)
    if spot is None:
        raise NotApplicable
    return spot


def _ways(piece: Piece, edit: Edit, spot: Spot | None) -> Iterator[list[Change]]:
    if isinstance(edit, AddKey):
        yield from ways_to_add(piece, edit)
    elif spot is None:
        return
    elif isinstance(edit, SetValue):
        yield from ways_to_set(piece, spot, edit.value)
    elif isinstance(edit, AddItem):
        yield from ways_to_append(piece, spot, edit.value)
    elif isinstance(edit, Quote):
        yield from ways_to_quote(piece, spot)
    elif isinstance(edit, RenameKey):
        yield from ways_to_rename(piece, spot, edit.name)
    else:
        yield from ways_to_remove(piece, spot)
