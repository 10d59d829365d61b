"""Splits a stream into documents the way Kubernetes does: at lines, before anything is parsed."""

import re
from collections.abc import Iterator

_REST = re.compile(r"[^\S\n]*(?:#[^\n]*)?$", re.MULTILINE)
_DIRECTIVES = re.compile(r"(?:[^\S\n]*(?:#[^\n]*)?\n|%[^\n]*\n)*")


def chunks(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every document's text; each but the first begins with its `---` line.

    A document may turn out to be empty. Directives stay with the document that they announce.
    """
    start = 0
    for at in _separators(text):
        if start == 0 and at and _only_directives(text[:at]):
            continue
        if at > start:
            yield start, at
        start = at
    if len(text) > start:
        yield start, len(text)


def _separators(text: str) -> Iterator[int]:
    # Looking for the characters first: a pattern for lines would stop at every line.
    if text.startswith("---") and _REST.match(text, 3):
        yield 0
    at = text.find("\n---")
    while at >= 0:
        if _REST.match(text, at + 4):
            yield at + 1
        at = text.find("\n---", at + 1)


def _only_directives(head: str) -> bool:
    return ("\n%" in head or head.startswith("%")) and bool(_DIRECTIVES.fullmatch(head))
