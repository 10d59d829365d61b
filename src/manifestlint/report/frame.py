"""Lines of a source with marks under the place that is meant, safe to print on a terminal."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.core.finding import Excerpt
from manifestlint.core.place import Span
from manifestlint.core.words import printable

_WIDTH = 160
_LEAD = 60


@dataclass(frozen=True, slots=True)
class FrameLine:
    """One line of a frame; `gutter` is its right-aligned number, and the middle part is what is meant."""

    gutter: str
    before: str = ""
    meant: str | None = None
    """None where nothing is marked; empty where something is missing."""
    after: str = ""

    @property
    def text(self) -> str:
        """The line as a whole."""
        return f"{self.before}{self.meant or ''}{self.after}".rstrip()

    @property
    def marks(self) -> str:
        """What stands below it on a terminal."""
        if self.meant is None:
            return ""
        return " " * _columns(self.before) + "^" * max(1, _columns(self.meant))


def frame(excerpt: Excerpt, span: Span) -> Iterator[FrameLine]:
    """An empty line, then each line of the excerpt with marks under the part that the span covers."""
    last = excerpt.first + len(excerpt.lines) - 1
    width = max(2, len(str(last)))
    yield FrameLine(" " * width)
    for number, line in enumerate(excerpt.lines, excerpt.first):
        start = span.start.column - 1 if number == span.start.line else len(line) - len(line.lstrip())
        end = span.end.column - 1 if number == span.end.line else len(line)
        yield FrameLine(f"{number:>{width}}", *_cut(line, start, max(end, start + 1)))


def _cut(line: str, start: int, end: int) -> tuple[str, str, str]:
    """What fits of the line around the part that is meant, in three parts."""
    first = max(0, start - _LEAD) if len(line) > _WIDTH else 0
    cut = line[first : first + _WIDTH]
    head, tail = ("..." if first else ""), ("..." if first + _WIDTH < len(line) else "")
    cells = _cells(cut)
    before = head + "".join(cells[: start - first])
    meant = "".join(cells[start - first : end - first])
    after = "".join(cells[max(start, end) - first :])
    return before, meant, after + tail


def _cells(line: str) -> list[str]:
    """The line character by character, each as it is printed; a `##[` is no command to a pipeline then."""
    cells = [" " if char == "\t" else printable(char) for char in line]
    for at in range(2, len(line)):
        if line[at - 2 : at + 1] == "##[":
            cells[at] = "\\x5b"
    return cells


def _columns(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
