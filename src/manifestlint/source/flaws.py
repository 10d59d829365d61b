"""Finds duplicate keys and surprising scalars among the places of a document."""

import re

from manifestlint.core.fix import Fix, Quote, Safety
from manifestlint.core.place import Pointer
from manifestlint.source import scalars
from manifestlint.source.places import Pair, Place, merged
from manifestlint.source.source import Duplicate, Flaw, Lines

_OCTAL = re.compile(r"[-+]?0[oO]?[0-7]+")
_COMPUTE = ("limits", "requests", "overhead", "podFixed", "capacity", "allocatable", "hard")
_RANGES = ("default", "defaultRequest", "max", "min", "maxLimitRequestRatio")
_QUANTITIES_IN = frozenset(_COMPUTE + _RANGES)
_RESOURCES = ("cpu", "memory", "ephemeral-storage", "storage")
_QUANTITIES = frozenset((*_RESOURCES, "averageValue", "divisor", "sizeLimit"))


class Inspection:
    """The flaws and duplicates of one document. What an alias stands for is told at its anchor, once."""

    def __init__(self, root: Place, lines: Lines, document: int, most: int) -> None:
        self._lines = lines
        self._document = document
        self._most = most
        self._surprises = 0
        self.duplicates: list[Duplicate] = []
        self.flaws: list[Flaw] = []
        waiting: list[tuple[Place, Pointer]] = [(root, ())]
        while waiting:
            place, pointer = waiting.pop()
            if place.pairs is not None:
                self._keys(place, pointer)
                waiting.extend((pair.value, (*pointer, _name(pair))) for pair in reversed(place.pairs))
            elif place.items is not None:
                waiting.extend((item, (*pointer, i)) for i, item in reversed(list(enumerate(place.items))))
            elif place.plain:
                self._scalar(place, pointer)
        self.flaws.sort(key=lambda flaw: flaw.span.start.offset)

    def _keys(self, mapping: Place, pointer: Pointer) -> None:
        seen: dict[str, tuple[Place, bool]] = {}
        for pair in mapping.pairs or ():
            for name in _names(pair):
                if name in seen:
                    self._duplicate(pair, (*pointer, name), *seen[name])
                seen.setdefault(name, (pair.key_place, pair.key is None))
            if pair.key is None:
                self._overlap(pair, pointer)
            elif pair.key_place.plain:
                self._scalar_key(pair, (*pointer, pair.key))

    def _overlap(self, pair: Pair, pointer: Pointer) -> None:
        """Keys that several mappings of one `<<` list bring along."""
        seen: set[str] = set()
        for source in merged(pair):
            keys = source.keys()
            for name in sorted(seen & keys):
                self._duplicate(pair, (*pointer, name), pair.key_place, True)
            seen |= keys

    def _duplicate(self, pair: Pair, pointer: Pointer, first: Place, first_merged: bool) -> None:
        if len(self.duplicates) >= self._most:
            return
        span = self._lines.span(pair.key_place.start, pair.key_place.end)
        original = self._lines.span(first.start, first.end)
        in_merge = first_merged or pair.key is None
        self.duplicates.append(Duplicate(self._document, pointer, span, original, in_merge))
        if not in_merge:
            message = f'the key "{pair.key}" stands twice in one mapping; Kubernetes takes the last one'
            related = (("first defined here", original),)
            self.flaws.append(Flaw("yaml-key-duplicate", message, span, self._document, pointer, related))

    def _scalar_key(self, pair: Pair, pointer: Pointer) -> None:
        text = pair.key_place.text or ""
        value = scalars.raw(text)
        if not isinstance(value, str) and text.lower() != pair.key:
            message = f'the key {_shown(text, value)} is read as "{pair.key}"; quote it if text is meant'
            self._surprise(pair.key_place, message, pointer)

    def _scalar(self, place: Place, pointer: Pointer) -> None:
        text = place.text or ""
        value, odd = scalars.plain(text)
        if odd and not _expected(text, value, pointer):
            message = f"{_shown(text, value)} is read as {scalars.written(value)}; quote it if text is meant"
            # Where text is meant it is right, and nobody here knows whether it is.
            fix = Fix(f"put {text} in quotes", Safety.UNSAFE, (Quote(pointer),))
            self._surprise(place, message, pointer, fix)

    def _surprise(self, place: Place, message: str, pointer: Pointer, fix: Fix | None = None) -> None:
        if self._surprises >= self._most:
            return
        self._surprises += 1
        span = self._lines.span(place.start, place.end)
        self.flaws.append(Flaw("yaml-scalar-surprising", message, span, self._document, pointer, fix=fix))


def _names(pair: Pair) -> list[str]:
    """The keys that a pair gives to its mapping."""
    if pair.key is not None:
        return [pair.key]
    return sorted(set().union(*(source.keys() for source in merged(pair))))


def _name(pair: Pair) -> str:
    return "<<" if pair.key is None else pair.key


def _shown(text: str, value: scalars.Scalar) -> str:
    return f'"{text}"' if isinstance(value, bool) else text


def _expected(text: str, value: scalars.Scalar, pointer: Pointer) -> bool:
    """Places where everybody knows: octal file modes, and quantities, for which 1.0 and 1e9 are usual."""
    if isinstance(value, bool):
        return False
    names = [part for part in pointer if isinstance(part, str)]
    if _OCTAL.fullmatch(text):
        return bool(names) and names[-1].endswith(("mode", "Mode"))
    parent, name = (None, None, *pointer)[-2:]
    return parent in _QUANTITIES_IN or name in _QUANTITIES or (parent, name) == ("target", "value")
