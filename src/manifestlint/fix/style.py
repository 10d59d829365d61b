"""How values are written: in the manner of the document around them."""

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manifestlint.source import scalars
from manifestlint.source.places import Place

_WORD = r"[A-Za-z0-9_./@+=$()~-]"
_REST = rf"{_WORD}|:(?={_WORD})| (?=[A-Za-z0-9(/$])"
_AMOUNT = r"[0-9]+(?:\.[0-9]+)?[A-Za-z]+"
_PLAIN = re.compile(rf"[A-Za-z_/$(](?:{_REST})*|{_AMOUNT}")
_PLAIN_IN_LINES = re.compile(rf"[A-Za-z_/$(](?:{_REST}|,(?={_WORD}))*|{_AMOUNT}")
"""Far less than may stand without quotes, and the same for every reader of YAML."""
_SEEN = 64


@dataclass(frozen=True, slots=True)
class Style:
    """The manner of a document."""

    newline: str = "\n"
    step: int = 2
    """How far a nested mapping is indented."""
    dash: int = 0
    """How far a list's dash stands behind the key of the list."""
    quote: str = '"'
    json: bool = False

    def scalar(self, value: Any, *, in_lines: bool = False) -> str:
        """A value that is no mapping and no list; outside of brackets a comma needs no quotes."""
        if not isinstance(value, str):
            return scalars.written(value)
        plain = _PLAIN_IN_LINES if in_lines else _PLAIN
        if not self.json and plain.fullmatch(value) and scalars.raw(value) == value:
            return value
        return self.quoted(value)

    def quoted(self, text: str, quote: str = "") -> str:
        """Text in quotes; in single ones where these are wanted and can hold it."""
        if self.json:
            return json.dumps(text, ensure_ascii=not text.isprintable())
        if (quote or self.quote) == "'" and text.isprintable():
            return "'" + text.replace("'", "''") + "'"
        return '"' + "".join(map(_escaped, text)) + '"'

    def flow(self, value: Any, *, in_lines: bool = False) -> str:
        """A value on one line."""
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.scalar(name)}: {self.flow(v)}" for name, v in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self.flow, value)) + "]"
        return self.scalar(value, in_lines=in_lines)

    def block(self, value: Any) -> list[str]:
        """The lines of a mapping or list that is not empty, without indentation around them."""
        if isinstance(value, dict):
            return [line for name, inner in value.items() for line in self.entry(name, inner)]
        return [line for item in value for line in self._item(item)]

    def entry(self, name: str, value: Any) -> Iterator[str]:
        """The lines of a key and its value."""
        if not value or not isinstance(value, dict | list):
            yield f"{self.scalar(name)}: {self.flow(value, in_lines=True)}"
            return
        yield f"{self.scalar(name)}:"
        indent = " " * (self.step if isinstance(value, dict) else self.dash)
        yield from (indent + line for line in self.block(value))

    def _item(self, value: Any) -> Iterator[str]:
        lines = (
            self.block(value)
            if value and isinstance(value, dict | list)
            else [self.flow(value, in_lines=True)]
        )
        for index, line in enumerate(lines):
            yield ("  " if index else "- ") + line


def _escaped(char: str) -> str:
    if char.isprintable():
        return f"\\{char}" if char in '"\\' else char
    code = ord(char)
    if code < 0x80:
        return json.dumps(char)[1:-1] if code != 0x7F else "\\x7f"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def style_of(text: str, root: Place) -> Style:
    """The manner of a document, told by the first things in it that show one."""
    step, dash = _indents(text, root)
    first = root.pairs[0].key_place.start if root.pairs else 0
    return Style(
        newline="\r\n" if "\r\n" in text else "\n",
        step=step or 2,
        dash=0 if dash is None else dash,
        quote="'" if text.count("'") > text.count('"') else '"',
        json=text[root.start : root.start + 1] == "{" and text[first : first + 1] == '"',
    )


def _indents(text: str, root: Place) -> tuple[int | None, int | None]:
    step: int | None = None
    dash: int | None = None
    waiting = deque([root])
    for _ in range(_SEEN):
        if not waiting or (step and dash is not None):
            break
        place = waiting.popleft()
        for pair in place.pairs or ():
            value = pair.value
            key, inner = column(text, pair.key_place.start), column(text, value.start)
            below = "\n" in text[pair.key_place.end : value.start]
            if value.pairs and below and step is None:
                step = inner - key
            elif value.items and below and dash is None and text[value.start : value.start + 1] == "-":
                dash = inner - key
            waiting.append(value)
        waiting.extend(place.items or ())
    return step, dash


def column(text: str, offset: int) -> int:
    """How many characters precede an offset on its line."""
    return offset - (text.rfind("\n", 0, offset) + 1)
