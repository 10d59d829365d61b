"""Reads a file as Kubernetes does. Mistakes in it are flaws; what cannot be read is `Unreadable`."""

import codecs

from manifestlint.core.failure import FailureKind
from manifestlint.source.limits import DEFAULTS, Limits, Unreadable
from manifestlint.source.source import Lines, Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


_MOST_KEPT = 64 * 1024
"""Bytes of a file; what the parser says of them takes some fifty times as much memory."""


def read(path: str, raw: bytes, limits: Limits = DEFAULTS, *, keeps_events: bool = False) -> Source:
    """The documents of a file; raises Unreadable where the bytes cannot be read at all.

    With `keeps_events` a small file is not parsed again to tell where things stand in it.
    """
    from manifestlint.source.stream import Reading

    keeps_events = keeps_events and len(raw) <= _MOST_KEPT
    reading = Reading(Lines(decode(raw, limits)), limits, keeps_events=keeps_events)
    reading.run()
    return reading.source(path)


def decode(raw: bytes, limits: Limits = DEFAULTS) -> str:
    """The text without its byte order mark."""
    if len(raw) > limits.file_bytes:
        message = f"it has {len(raw):,} bytes, more than the limit of {limits.file_bytes:,}"
        raise Unreadable(FailureKind.TOO_LARGE, message)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(raw, "utf-16", "UTF-16")
    if b"\0" in raw:
        raise Unreadable(FailureKind.NOT_TEXT, "it is binary: it holds NUL bytes")
    return _decoded(raw.removeprefix(codecs.BOM_UTF8), "utf-8", "UTF-8")


def encode(text: str, like: bytes) -> bytes:
    """The text in the encoding of a file, with a byte order mark where the file has one."""
    for mark, codec in _MARKS:
        if like.startswith(mark):
            return mark + text.encode(codec)
    return text.encode()


def _decoded(raw: bytes, codec: str, name: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"it is not {name}: byte 0x{raw[error.start]:02x} on line {line} cannot be decoded"
        raise Unreadable(FailureKind.NOT_TEXT, message) from None
