"""Finds comments: a `#` that no scalar holds."""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.source.chunks import chunks
from manifestlint.source.events import events
from manifestlint.source.source import Comment, Lines

_COMMENT = re.compile(r"(?:^|(?<=[\s\ufeff]))#[^\n]*", re.MULTILINE)
_ALONE = re.compile(r"^[^\S\n]*(#[^\n]*)", re.MULTILINE)
_NOTHING = re.compile(r"\s*(?:#[^\n]*\s*)*")


def comments(text: str, lines: Lines) -> tuple[Comment, ...]:
    """All comments of a stream; behind a syntax error only those that have a line to themselves."""
    if "#" not in text:
        return ()
    return tuple(
        _comment(text, lines, offset)
        for start, end in chunks(text)
        if text.find("#", start, end) >= 0
        for offset in _offsets(text, start, end)
    )


def _comment(text: str, lines: Lines, offset: int) -> Comment:
    end = text.find("\n", offset)
    written = text[offset : end if end >= 0 else len(text)].rstrip()
    span = lines.span(offset, offset + len(written))
    line_start = offset - span.start.column + 1
    return Comment(span, written[1:].strip(), not text[line_start:offset].strip())


def _offsets(text: str, start: int, end: int) -> Iterator[int]:
    at = start
    for hole_start, hole_end in _scalars(text[start:end]):
        if hole_start < 0:
            at = start + hole_end
            yield from (match.start(1) for match in _ALONE.finditer(text, at, end))
            return
        yield from _between(text, at, start + hole_start)
        at = max(at, start + hole_end)
    yield from _between(text, at, end)


def _between(text: str, start: int, end: int) -> Iterator[int]:
    if text.find("#", start, end) >= 0:
        yield from (match.start() for match in _COMMENT.finditer(text, start, end))


def _scalars(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of all scalars; (-1, offset) where parsing ends early."""
    from yaml import YAMLError
    from yaml.events import DocumentEndEvent, ScalarEvent

    done = 0
    try:
        next_event = events(text)
        for event in iter(next_event, None):
            done = event.end_mark.index if event.end_mark else done
            if event.__class__ is ScalarEvent:
                yield _body(text, event, done)
            elif event.__class__ is DocumentEndEvent:
                break
        if not _NOTHING.fullmatch(text, done):
            yield -1, done
    except YAMLError:
        yield -1, done


def _body(text: str, event: Any, end: int) -> tuple[int, int]:
    start = event.start_mark.index
    # The line of a block scalar's `|` may end with a comment.
    if event.style in ("|", ">"):
        newline = text.find("\n", start, end)
        return (newline if newline >= 0 else end), end
    return start, end
