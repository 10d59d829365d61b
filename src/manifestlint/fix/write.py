"""Writes files that were mended: whole or not at all, and never over what somebody else changed."""

import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from manifestlint.core.failure import Failure, FailureKind
from manifestlint.source import Worktree


@dataclass(frozen=True, slots=True)
class Changed:
    """A file of a tree, as it was read and as it should be."""

    path: str
    before: bytes
    after: bytes


def write(root: Path, files: Iterable[Changed]) -> list[Failure]:
    """Write every file; a link stays a link, and what it leads to is written once. Tells what was not."""
    tree = Worktree(root)
    written: dict[str, bytes] = {}
    failures = []
    for file in files:
        real = os.path.realpath(root / file.path)
        if written.get(real) == file.after:
            continue
        try:
            if tree.read(file.path) != file.before:
                raise OSError(0, "it was changed while it was checked; run again")
            _replace(real, file.after)
        except OSError as error:
            message = error.strerror or str(error)
            failures.append(Failure(FailureKind.NOT_WRITTEN, "the fixes", message, file.path))
        else:
            written[real] = file.after
    return failures


def _replace(path: str, content: bytes) -> None:
    if not os.access(path, os.W_OK):
        raise PermissionError(0, "it may not be written to")
    mode = stat.S_IMODE(os.stat(path).st_mode)
    descriptor, temporary = tempfile.mkstemp(prefix=".manifestlint-", dir=os.path.dirname(path))
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
