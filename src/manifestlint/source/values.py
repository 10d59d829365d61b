"""Builds a document's plain data from parser events. No positions: those are worked out on demand."""

from collections.abc import Callable
from typing import Any

from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from manifestlint.core.failure import FailureKind
from manifestlint.source import scalars
from manifestlint.source.limits import Limits, Unreadable

MERGE_TAG = scalars.TAG + "merge"
_NOT_TEXT = scalars.HINTED | {"<"}
_KEY: Any = object()  # a mapping waits for its next key
_ITEM: Any = object()  # a list waits for its next item
_MERGE: Any = object()  # a mapping waits for what `<<` merges


class Refused(Exception):  # noqa: N818 - it is what the document is
    """Well-formed YAML that Kubernetes does not read; `start` and `end` count from the document's text."""

    def __init__(self, message: str, event: Any) -> None:
        super().__init__(message)
        self.message = message
        self.start: int = event.start_mark.index
        self.end: int = event.end_mark.index


class Builder:
    """Builds one document; `flagged` says that places have to be looked at for flaws."""

    def __init__(self, limits: Limits) -> None:
        self.flagged = False
        self._limits = limits
        self._anchors: dict[str, list[Any]] = {}  # name -> [value, number of values in it or None while open]
        self._open: list[tuple[Any, list[Any], int]] = []
        self._count = 0
        self._expanded = 0

    def build(self, next_event: Callable[[], Any]) -> Any:  # noqa: C901, PLR0915 - see below
        """The value of the document whose start was the last event; reads up to its end."""
        # One loop for all kinds of events, with its state in locals: this is where reading spends its time.
        stack: list[tuple[Any, Any]] = []
        into: Any = []
        key: Any = _ITEM
        while True:
            event = next_event()
            kind = event.__class__
            self._count += 1
            if kind is ScalarEvent:
                value = event.value
                plain, quoted = event.implicit
                if event.anchor is not None or not (quoted or (plain and value[:1] not in _NOT_TEXT)):
                    value = self._key(event) if key is _KEY else self._scalar(event)
                if key is _KEY:
                    key = value
                    continue
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append((into, key))
                into, key = ({}, _KEY) if kind is MappingStartEvent else ([], _ITEM)
                if event.anchor is not None or len(stack) > self._limits.depth:
                    self._enter(event, into, len(stack))
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = into
                into, key = stack.pop()
                self._count -= 1
                if self._open:
                    self._leave(value)
            elif kind is AliasEvent:
                value = self._alias(event)
            else:
                return into[0]
            if key is _ITEM:
                into.append(value)
            else:
                key = self._put(into, key, value, event)

    def _put(self, into: dict[str, Any], key: Any, value: Any, event: Any) -> Any:
        if key is _KEY:
            return self._alias_key(value, event)
        if key is _MERGE:
            self._merge(into, value, event)
        else:
            if key in into:
                self.flagged = True
            into[key] = value
        return _KEY

    def _scalar(self, event: Any) -> scalars.Scalar:
        try:
            if event.implicit[0] and event.tag is None:
                value, odd = scalars.plain(event.value)
                if odd:
                    self.flagged = True
            else:
                value = scalars.as_json(_tagged(event))
        except ValueError as error:
            raise Refused(str(error), event) from None
        if event.anchor is not None:
            self._anchors[event.anchor] = [value, 1]
        return value

    def _key(self, event: Any) -> Any:
        if is_merge(event):
            return _MERGE
        try:
            key, value, odd = key_of(event)
        except ValueError as error:
            raise Refused(str(error), event) from None
        if odd:
            self.flagged = True
        if event.anchor is not None:
            self._anchors[event.anchor] = [value, 1]
        return key

    def _alias_key(self, value: Any, event: Any) -> str:
        if isinstance(value, dict | list):
            raise Refused("a key must be text, this one is a mapping or a list", event)
        try:
            return scalars.key(value)
        except ValueError as error:
            raise Refused(str(error), event) from None

    def _enter(self, event: Any, value: Any, depth: int) -> None:
        if depth > self._limits.depth:
            raise too_deep(self._limits)
        if event.anchor is not None:
            entry = [value, None]
            self._anchors[event.anchor] = entry
            self._open.append((value, entry, self._count + self._expanded))

    def _leave(self, value: Any) -> None:
        if self._open[-1][0] is value:
            _, entry, before = self._open.pop()
            entry[1] = max(1, self._count + self._expanded - before)

    def _alias(self, event: Any) -> Any:
        entry = self._anchors.get(event.anchor)
        if entry is None:
            message = f"the alias *{event.anchor} stands for nothing: no &{event.anchor} comes before it"
            raise Refused(message, event)
        if entry[1] is None:
            message = f"the alias *{event.anchor} stands inside its own anchor"
            raise Unreadable(FailureKind.TOO_MANY_ALIASES, message)
        self._expanded += entry[1]
        self._count -= 1
        if self._expanded > self._limits.alias_nodes:
            message = f"its aliases stand for more than {self._limits.alias_nodes:,} values"
            raise Unreadable(FailureKind.TOO_MANY_ALIASES, message)
        return entry[0]

    def _merge(self, into: dict[str, Any], value: Any, event: Any) -> None:
        # Later wins, also over a key that stands before the `<<`; in a list of mappings the first wins.
        sources = reversed(value) if isinstance(value, list) else (value,)
        for source in sources:
            if not isinstance(source, dict):
                raise Refused("`<<` merges a mapping or a list of mappings, and this is neither", event)
            if not into.keys().isdisjoint(source):
                self.flagged = True
            into.update(source)


def is_merge(event: Any) -> bool:
    """Whether a key's event is the `<<` that merges."""
    return bool(event.value == "<<" and (event.implicit[0] or event.tag == MERGE_TAG))


def _tagged(event: Any) -> scalars.Scalar:
    text: str = event.value
    return text if event.implicit[1] or event.tag == "!" else scalars.tagged(event.tag, text)


def key_of(event: Any) -> tuple[str, scalars.Scalar, bool]:
    """A key as text, its value where an anchor makes it one, and whether it reads as something else."""
    text: str = event.value
    plain = event.implicit[0] and event.tag is None
    value = scalars.raw(text) if plain else _tagged(event)
    key = scalars.key(value)
    return key, value, plain and not isinstance(value, str) and text.lower() != key


def too_deep(limits: Limits) -> Unreadable:
    """The failure of a file that nests deeper than the limit."""
    message = f"it nests more than {limits.depth} levels deep"
    return Unreadable(FailureKind.TOO_DEEP, message)
