"""Where everything in a document stands: a tree of places, built only when something is reported."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from manifestlint.source import scalars
from manifestlint.source.values import is_merge, key_of

_PROPERTIES = re.compile(
    r"(?:(?:!<[^>]*>|![^\s,\[\]{}]*|&[^\s,\[\]{}]+)"  # a tag or an anchor
    r"(?:\s|(?<=\s)#[^\n]*)*)+"  # and what may stand before the next one, or before the value
)


_BLOCK = frozenset("|>")
_KEYS: dict[str, str] = {}
"""What plain keys are read as: there are few different ones, and they come again and again."""
_MOST_KEYS = 4096


class Pair(NamedTuple):
    """One `key: value` as written; a merge (`<<`) has no key text of its own."""

    key: str | None
    key_place: "Place"
    value: "Place"


class Place:
    """A value as it stands in the text, as offsets; an alias knows the place that it stands for."""

    __slots__ = ("end", "items", "pairs", "plain", "start", "target", "text")

    def __init__(self, start: int, end: int, text: str | None = None, plain: bool = False) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.plain = plain
        self.pairs: list[Pair] | None = None
        self.items: list[Place] | None = None
        self.target: Place | None = None

    @property
    def resolved(self) -> "Place":
        """The place itself, or what an alias stands for."""
        return self.target or self

    def pair(self, key: str) -> Pair | None:
        """The pair that decides a key's value: the last one written, looking into what is merged."""
        for pair in reversed(self.pairs or ()):
            if pair.key == key:
                return pair
            if pair.key is None:
                for source in merged(pair):
                    if found := source.pair(key):
                        return found
        return None

    def keys(self) -> set[str]:
        """All keys, those that are merged in included."""
        found = set()
        for pair in self.pairs or ():
            if pair.key is not None:
                found.add(pair.key)
            else:
                found.update(*(source.keys() for source in merged(pair)))
        return found


def merged(pair: Pair) -> Iterator[Place]:
    """The mappings that a `<<` merges, the one that wins first."""
    value = pair.value.resolved
    if value.items is None:
        yield value
    else:
        yield from (item.resolved for item in value.items)


def places(next_event: Callable[[], Any], text: str, base: int) -> Place:
    """The root's place of the document whose start was the last event; offsets count from `base`."""
    return _Composer(text, base).compose(next_event)


class _Composer:
    def __init__(self, text: str, base: int) -> None:
        self._text = text
        self._base = base
        self._anchors: dict[str, Place] = {}

    def compose(self, next_event: Callable[[], Any]) -> Place:
        stack: list[tuple[Place, Any]] = []
        root: list[Place] = []
        top = Place(0, 0)
        top.items = root
        key: Any = None
        while True:
            event = next_event()
            kind = event.__class__
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append((top, key))
                top, key = self._open(event), None
                continue
            if kind is ScalarEvent:
                place = self._scalar(event)
                if key is None and top.pairs is not None and place.plain and event.value in _KEYS:
                    key = (_KEYS[event.value], place)
                    continue
            elif kind is AliasEvent:
                place = self._span(event)
                place.target = self._anchors[event.anchor].resolved
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                place = top
                top, key = stack.pop()
                self._close(place, event)
            else:
                return root[0]
            key = _put(top, key, place, event)

    def _span(self, event: Any) -> Place:
        return Place(self._base + event.start_mark.index, self._base + event.end_mark.index)

    def _scalar(self, event: Any) -> Place:
        plain = event.implicit[0] and event.tag is None
        base = self._base
        place = Place(base + event.start_mark.index, base + event.end_mark.index, event.value, plain)
        if event.anchor is not None or event.tag is not None:
            self._skip_properties(place, event)
        if event.style in _BLOCK:
            # The parser's end lies behind the blank lines that follow.
            place.end = place.start + len(self._slice(place).rstrip())
        return place

    def _open(self, event: Any) -> Place:
        place = self._span(event)
        if not event.flow_style:
            place.end = -1
        if event.__class__ is MappingStartEvent:
            place.pairs = []
        else:
            place.items = []
        self._skip_properties(place, event)
        return place

    def _close(self, place: Place, event: Any) -> None:
        if place.end >= 0 and event.end_mark.index > event.start_mark.index:
            place.end = self._base + event.end_mark.index
        elif place.pairs:
            place.end = max(place.pairs[-1].value.end, place.pairs[-1].key_place.end)
            place.start = min(place.start, place.pairs[0].key_place.start)
        elif place.items:
            place.end = place.items[-1].end
        else:
            place.end = place.start

    def _slice(self, place: Place) -> str:
        return self._text[place.start - self._base : place.end - self._base]

    def _skip_properties(self, place: Place, event: Any) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = place
        if event.anchor is None and event.tag is None:
            return
        match = _PROPERTIES.match(self._text, place.start - self._base)
        if match:
            place.start = self._base + match.end()
        if 0 <= place.end < place.start:
            place.start = place.end  # properties of an empty value


def _put(top: Place, key: Any, place: Place, event: Any) -> Any:
    if top.items is not None:
        top.items.append(place)
    elif key is None:
        return _key(place, event)
    elif top.pairs is not None:
        top.pairs.append(Pair(key[0], key[1], place))
    return None


def _key(place: Place, event: Any) -> tuple[str | None, Place]:
    if event.__class__ is AliasEvent:
        target = place.resolved
        text = target.text or ""
        return (scalars.key(scalars.raw(text)) if target.plain else text, place)
    if is_merge(event):
        return (None, place)
    name = key_of(event)[0]
    if place.plain and event.anchor is None and len(_KEYS) < _MOST_KEYS:
        _KEYS[event.value] = name
    return (name, place)
