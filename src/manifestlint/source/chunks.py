"""Splits a stream into documents the way Kubernetes does: at lines, before anything is parsed."""

import re
from collections.abc import Iterator

_SEPARATOR = re.compile(r"^---[^\S\n]*(?:#[^\n]*)?$", re.MULTILINE)
_DIRECTIVES = re.compile(r"(?:[^\S\n]*(?:#[^\n]*)?\n|%[^\n]*\n)*")


def chunks(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every document's text; each but the first begins with its `---` line.

    A document may turn out to be empty. Directives stay with the document that they announce.
    """
    start = 0
    for match in _SEPARATOR.finditer(text):
        at = match.start()
        if start == 0 and at and _only_directives(text[:at]):
            continue
        if at > start:
            yield start, at
        start = at
    if len(text) > start:
        yield start, len(text)


def _only_directives(head: str) -> bool:
    return ("\n%" in head or head.startswith("%")) and bool(_DIRECTIVES.fullmatch(head))
