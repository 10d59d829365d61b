"""From the arguments of `check` to what the API is asked for."""

import sys
from pathlib import Path
from typing import Any

from manifestlint.api import PROFILES, SEVERITIES, Request

_MEBIBYTE = 1024 * 1024
_STDIN = Path("-")


def make_request(
    paths: tuple[Path, ...],
    *,
    profile: str | None,
    fail_on: str | None,
    max_file_size: int | None,
    **asked: Any,
) -> Request:
    """The request; `-` among the paths stands for standard input, which is read here."""
    reads_stdin = _STDIN in paths
    return Request(
        paths=tuple(path for path in paths if path != _STDIN) or (() if reads_stdin else (Path(),)),
        profile=PROFILES[profile] if profile else None,
        fail_on=SEVERITIES[fail_on] if fail_on else None,
        max_file_bytes=max_file_size and max_file_size * _MEBIBYTE,
        stdin=sys.stdin.buffer.read() if reads_stdin else None,
        **asked,
    )
