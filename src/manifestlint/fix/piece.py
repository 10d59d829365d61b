"""The text of one document, taken out of its file, and trying changes on it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from manifestlint.fix.patchwork import Change, patched
from manifestlint.fix.style import Style, style_of
from manifestlint.model.shape import is_same
from manifestlint.source import Source, Unreadable, read
from manifestlint.source.places import Place

GRAVE = frozenset({"yaml-syntax", "yaml-key-duplicate"})
"""Flaws that no change may add to."""


@dataclass(frozen=True)
class Piece:
    """A text that holds a document, and the document's number in it."""

    source: Source
    document: int

    @property
    def text(self) -> str:
        """The text."""
        return self.source.text

    @property
    def data(self) -> Any:
        """The document as Kubernetes reads it."""
        return self.source.document(self.document).data

    @cached_property
    def root(self) -> Place:
        """Where everything in it stands."""
        place: Place = self.source.root(self.document)
        return place

    @cached_property
    def style(self) -> Style:
        """How it is written."""
        return style_of(self.text, self.root)

    def after(self, changes: list[Change], wanted: Any, going: range) -> "Piece | None":
        """The piece with changes made, if it then reads as wanted, and everything else in it as before.

        `going` is the stretch whose comments may go.
        """
        changed = read_piece(patched(self.text, changes), self.document)
        if changed is None or self.text.endswith("\n") > changed.text.endswith("\n"):
            return None
        if _grave(changed.source) > _grave(self.source) or not self._reads_as(wanted, changed):
            return None
        may_go = any("#" in self.text[start:end] for start, end, _ in changes)
        return None if may_go and self._loses_comment(changed, going) else changed

    def _reads_as(self, wanted: Any, changed: "Piece") -> bool:
        ours, theirs = (
            {each.index: each.data for each in piece.source.documents} for piece in (self, changed)
        )
        return is_same(ours | {self.document: wanted}, theirs)

    def _loses_comment(self, changed: "Piece", going: range) -> bool:
        stay = Counter(each.text for each in self.source.comments() if each.span.start.offset not in going)
        return not stay <= Counter(each.text for each in changed.source.comments())


def read_piece(text: str, document: int) -> Piece | None:
    """A text as it is read when it stands alone; None where it cannot be."""
    try:
        source = read("", text.encode())
    except Unreadable:
        return None
    # A byte order mark in the midst of a file would go missing at its beginning.
    known = any(each.index == document for each in source.documents)
    return Piece(source, document) if known and len(source.text) == len(text) else None


def _grave(source: Source) -> int:
    return sum(flaw.rule in GRAVE for flaw in source.flaws)
