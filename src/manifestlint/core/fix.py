"""How a problem is mended: symbolically by a rule, and as text once it is told."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from manifestlint.core.place import Origin, Pointer, Span


class Safety(StrEnum):
    """Whether a fix is the one right answer, or somebody has to judge it."""

    SAFE = "safe"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class SetValue:
    """Another value in the place of one that is there."""

    pointer: Pointer
    value: Any


@dataclass(frozen=True, slots=True)
class Quote:
    """The scalar as it is written, but as a string: `1.10` becomes `"1.10"`."""

    pointer: Pointer


@dataclass(frozen=True, slots=True)
class RemoveKey:
    """Without a mapping's key, or a list's item."""

    pointer: Pointer


@dataclass(frozen=True, slots=True)
class AddKey:
    """A key that is not there yet; mappings missing on the way to it are made."""

    pointer: Pointer
    value: Any


@dataclass(frozen=True, slots=True)
class RenameKey:
    """The key at the end of the pointer by another name, its value as it is."""

    pointer: Pointer
    name: str


@dataclass(frozen=True, slots=True)
class AddItem:
    """One more item at the end of a list that is there, if only an empty one."""

    pointer: Pointer
    value: Any


Edit = SetValue | Quote | RemoveKey | AddKey | RenameKey | AddItem


@dataclass(frozen=True, slots=True)
class Fix:
    """What a rule proposes. The edits are made one after the other; pointers count from the resource."""

    title: str
    """What it does, as an order: `put 8080 in quotes`."""
    safety: Safety
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A fix, and the object that its pointers count from; not yet looked for in the text."""

    fix: Fix
    origin: Origin


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A stretch of a file, and the text that takes its place."""

    path: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A fix as text. It was tried: the file then reads as the fix says, and as before elsewhere."""

    title: str
    safety: Safety
    edits: tuple[TextEdit, ...]
