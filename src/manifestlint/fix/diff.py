"""Shows what was changed, as a patch that `git apply` and `patch` take."""

import re
from collections.abc import Iterator
from difflib import unified_diff

from manifestlint.source import Limits, decode

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NO_NEWLINE = "\\ No newline at end of file\n"


def unified(path: str, before: bytes | None, after: bytes) -> str:
    """The unified diff of a file; None before it is there."""
    old, new = (_LINE.findall(decode(raw, Limits(file_bytes=len(raw)))) for raw in (before or b"", after))
    source = "/dev/null" if before is None else f"a/{path}"
    return "".join(_lines(unified_diff(old, new, source, f"b/{path}")))


def _lines(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}"
