"""Where something stands: symbolically in an object, and as lines and columns in a file."""

from dataclasses import dataclass
from typing import Literal

Pointer = tuple[str | int, ...]
"""A way through mappings and lists: keys and zero-based indices."""


def json_pointer(pointer: Pointer) -> str:
    """The pointer in RFC 6901's notation; the root is the empty string."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in pointer)


def dotted(pointer: Pointer) -> str:
    """The pointer as people write it: `spec.containers[0].image`."""
    text = ""
    for part in pointer:
        if isinstance(part, int):
            text += f"[{part}]"
        elif part and all(c.isalnum() or c in "-_" for c in part):
            text += f".{part}" if text else part
        else:
            text += f"[{part!r}]"
    return text


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text. Line and column are 1-based, offset is 0-based; all count code points."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text; `end` is the place after its last character."""

    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class At:
    """A symbolic place inside a resource: the value at a pointer, or the key that leads to it.

    `chars` narrows a scalar value to a part of its text, as zero-based [start, end) in the value that
    Kubernetes reads.
    """

    pointer: Pointer = ()
    on: Literal["value", "key"] = "value"
    chars: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a resource stands in the source: file, index of the document, pointer inside the document."""

    path: str
    document: int
    pointer: Pointer = ()
    made_of: str = ""
    """The file that a tool made it of: then `path` is no file."""
    before: bool = False
    """It stands in what a change is compared with, not in what is checked."""

    @property
    def file(self) -> str:
        """The file that people know it by."""
        return self.made_of or self.path
