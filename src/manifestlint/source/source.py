"""A file that was read: its documents, its flaws, and where things stand in it."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from manifestlint.core.finding import Excerpt
from manifestlint.core.fix import Fix
from manifestlint.core.place import At, Pointer, Position, Span

_EXCERPT_LINES = 3


@dataclass(frozen=True, slots=True)
class Document:
    """One object of a stream, as Kubernetes reads it.

    `index` counts the documents of the stream that hold something, broken ones included; so a mistake in
    one document does not renumber the others.
    """

    index: int
    data: Any


@dataclass(frozen=True, slots=True)
class Flaw:
    """What the reader itself found wrong, under the id of the rule that tells it."""

    rule: str
    message: str
    span: Span
    document: int
    pointer: Pointer = ()
    related: tuple[tuple[str, Span], ...] = ()
    fix: Fix | None = None
    """Its pointers count from the document's root."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A key that a mapping gets twice, which strict decoding refuses; the last one counts."""

    document: int
    pointer: Pointer
    span: Span
    first: Span
    merged: bool
    """One of the two comes from `<<`: an accepted idiom, so it is no flaw."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, its text without the `#`; `alone` says that nothing else stands on its line."""

    span: Span
    text: str
    alone: bool

    @property
    def line(self) -> int:
        """The line it stands on."""
        return self.span.start.line

    @property
    def column(self) -> int:
        """The column of its `#`."""
        return self.span.start.column


@dataclass(frozen=True, slots=True)
class Part:
    """Where a document's text stands; `json` is the offset in it of a JSON value, None for YAML."""

    start: int
    end: int
    json: int | None = None
    events: list[Any] = field(default_factory=list, compare=False, repr=False)
    """What the parser said of it, where that was kept."""


class Lines:
    """Turns offsets into lines and columns."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The offset at which every line begins."""
        if self._starts is None:
            starts = [0]
            at = self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts = starts
        return self._starts

    def position(self, offset: int) -> Position:
        """The position of an offset; one behind the end of the text stands at its end."""
        offset = min(max(offset, 0), len(self.text))
        starts = self.starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1, offset)

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        return Span(self.position(start), self.position(max(start, end)))


class Source:
    """A file as text and as documents. Positions are worked out when they are asked for."""

    __slots__ = (
        "_by_index",
        "_comments",
        "_parts",
        "_roots",
        "documents",
        "duplicates",
        "flaws",
        "lines",
        "path",
        "text",
    )

    def __init__(self, path: str, lines: Lines, parts: dict[int, Part]) -> None:
        self.path = path
        self.text = lines.text
        self.documents: tuple[Document, ...] = ()
        self.flaws: tuple[Flaw, ...] = ()
        self.duplicates: tuple[Duplicate, ...] = ()
        self.lines = lines
        self._by_index: dict[int, Document] | None = None
        self._parts = parts
        self._roots: dict[int, Any] = {}
        self._comments: tuple[Comment, ...] | None = None

    def document(self, index: int) -> Document:
        """The document with an index; without data where it is broken, or null."""
        if self._by_index is None:
            self._by_index = {document.index: document for document in self.documents}
        return self._by_index.get(index) or Document(index, None)

    def span(self, document: int, at: At = At()) -> Span:
        """Where something stands.

        A pointer to what is not there means the key of the nearest thing around it that is; a value that
        was left empty is told at its key.
        """
        from manifestlint.source.locate import locate

        start, end = locate(self.root(document), at, self.text)
        return self.lines.span(start, end)

    def root(self, document: int) -> Any:
        """The tree of places of a document, composed when it is first asked for."""
        if document not in self._roots:
            from manifestlint.source.compose import compose

            self._roots[document] = compose(self.text, self._parts[document])
        return self._roots[document]

    @property
    def is_pointed_at(self) -> bool:
        """Whether somebody asked where something stands."""
        return bool(self._roots)

    def forget_events(self) -> None:
        """Let go of what the parser said; asked again, it says the same."""
        for part in self._parts.values():
            part.events.clear()

    def stretch(self, document: int) -> tuple[int, int, int]:
        """Start and end of a document's own text, and how many JSON values precede it there."""
        part, first = self._parts[document], document
        while first - 1 in self._parts and self._parts[first - 1].start == part.start:
            first -= 1
        return part.start, part.end, document - first

    def excerpt(self, span: Span) -> Excerpt:
        """The lines that a span touches, the first ones of a long one."""
        # A span that ends at a line's very start does not touch that line.
        last = span.end.line
        if span.end.column == 1 and last > span.start.line:
            last -= 1
        first = span.start.line
        last = min(last, first + _EXCERPT_LINES - 1)
        starts = self.lines.starts
        ends = [*starts[first : last + 1], len(self.text) + 1][: last - first + 1]
        lines = (self.text[starts[first - 1 + i] : end - 1] for i, end in enumerate(ends))
        return Excerpt(first, tuple(line.removesuffix("\r") for line in lines))

    def comments(self) -> tuple[Comment, ...]:
        """All comments, in order."""
        if self._comments is None:
            from manifestlint.source.comments import comments

            self._comments = comments(self.text, self.lines)
        return self._comments
