"""Reads the documents of a stream, one after the other, so that a broken one leaves the others whole."""

import re
from typing import Any

from yaml import YAMLError
from yaml.events import DocumentStartEvent, StreamEndEvent

from manifestlint.source import jsontext
from manifestlint.source.chunks import chunks
from manifestlint.source.compose import compose
from manifestlint.source.escapes import check_escapes
from manifestlint.source.events import Next, events
from manifestlint.source.flaws import Inspection
from manifestlint.source.limits import Limits
from manifestlint.source.source import Document, Duplicate, Flaw, Lines, Part, Source
from manifestlint.source.syntax import explain
from manifestlint.source.values import Builder, Refused

# Tabs are left out, because they are no space where a line begins.
_SEPARATOR = re.compile(r"---[^\S\n]*(?:#[^\n]*)?(?:\n|\Z)")
_LEAD = re.compile(r"[ \r\n]*(?:#[^\n]*[ \r\n]*)*")
_UNSEEN = "Kubernetes does not see what follows here; separate documents by a line that is only ---"


class Reading:
    """One run over one text."""

    def __init__(self, lines: Lines, limits: Limits, *, keeps_events: bool) -> None:
        self._keeps_events = keeps_events
        self._lines = lines
        self._text = lines.text
        self._limits = limits
        self._parts: dict[int, Part] = {}
        self._documents: list[Document] = []
        self._flaws: list[Flaw] = []
        self._duplicates: list[Duplicate] = []
        self._index = 0

    def source(self, path: str) -> Source:
        """What was read."""
        source = Source(path, self._lines, self._parts)
        source.documents = tuple(self._documents)
        source.flaws = tuple(self._flaws)
        source.duplicates = tuple(self._duplicates)
        return source

    def run(self) -> None:
        """Reads all documents."""
        for start, end in chunks(self._text):
            first = self._first(start, end)
            if first >= end:
                continue
            if self._text[first] not in "{[" or not self._json(first, end, start == 0):
                self._yaml(start, end)

    def _first(self, start: int, end: int) -> int:
        """Where a document's content begins, behind separator, blank lines and comments."""
        separator = _SEPARATOR.match(self._text, start, end)
        lead = _LEAD.match(self._text, separator.end() if separator else start, end)
        return lead.end() if lead else start

    def _json(self, start: int, end: int, many: bool) -> bool:
        """Whether the text is JSON; several values one after the other are read where Kubernetes does."""
        found = jsontext.parse(self._text[start:end], self._limits)
        if found is None or (len(found.values) > 1 and not many):
            return False
        for at, value in found.values:
            self._add(value, Part(start, end, at), found.flagged)
        return True

    def _yaml(self, start: int, end: int) -> None:
        text = self._text[start:end]
        builder = Builder(self._limits)
        index = self._index
        try:
            next_event = events(text)
            next_event()
            begin = next_event()
            if begin.__class__ is StreamEndEvent:
                return
            _check_version(begin)
            kept: list[Any] = []
            if self._keeps_events:
                next_event = _keeping(next_event, kept)
            value = builder.build(next_event)
            if "\\/" in text:
                check_escapes(text)
        except (YAMLError, Refused) as error:
            message, problem, problem_end = explain(error, text)
            self._index += 1
            self._flaw(message, start + problem, start + problem_end, index)
            return
        self._add(value, Part(start, end, events=kept), builder.flagged)
        self._rest(next_event, start, end, index)

    def _add(self, value: Any, part: Part, flagged: bool) -> None:
        index = self._index
        self._index += 1
        self._parts[index] = part
        if value is not None:
            self._documents.append(Document(index, value))
        if flagged:
            inspection = Inspection(compose(self._text, part), self._lines, index, self._limits.flaws)
            self._flaws += inspection.flaws
            self._duplicates += inspection.duplicates

    def _rest(self, next_event: Next, start: int, end: int, index: int) -> None:
        """Kubernetes reads one document between two separators: say so where there is more."""
        try:
            event = next_event()
            if event.__class__ is not DocumentStartEvent:
                return
            at = start + (event.start_mark.index if event.start_mark else 0)
        except YAMLError as error:
            at = start + explain(error, self._text[start:end])[1]
        line_end = self._text.find("\n", at, end)
        self._flaw(_UNSEEN, at, line_end if line_end >= 0 else end, index)

    def _flaw(self, message: str, start: int, end: int, index: int) -> None:
        self._flaws.append(Flaw("yaml-syntax", message, self._lines.span(start, end), index))


def _keeping(next_event: Next, kept: list[Any]) -> Next:
    def get_event() -> Any:
        event = next_event()
        kept.append(event)
        return event

    return get_event


def _check_version(begin: Any) -> None:
    if begin.version is not None and tuple(begin.version) != (1, 1):
        number = ".".join(map(str, begin.version))
        raise Refused(f"Kubernetes does not take %YAML {number}; remove the line", begin)
