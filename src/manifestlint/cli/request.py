"""From the arguments of `check` to what the API is asked for."""

import sys
from pathlib import Path
from typing import Any

from manifestlint.api import PROFILES, SEVERITIES, Request

_MEBIBYTE = 1024 * 1024
_STDIN = Path("-")
_NAMELESS = Path("<stdin>")


def make_request(
    paths: tuple[Path, ...],
    *,
    profile: str | None,
    fail_on: str | None,
    max_file_size: int | None,
    stdin_filename: Path | None,
    **asked: Any,
) -> Request:
    """The request; `-` among the paths stands for standard input, which is read here."""
    files = tuple(path for path in paths if path != _STDIN)
    buffers = {stdin_filename or _NAMELESS: sys.stdin.buffer.read()} if _STDIN in paths else {}
    return Request(
        paths=(*files, *buffers) or (Path(),),
        profile=PROFILES[profile] if profile else None,
        fail_on=SEVERITIES[fail_on] if fail_on else None,
        max_file_bytes=max_file_size and max_file_size * _MEBIBYTE,
        buffers=buffers,
        **asked,
    )
