"""Puts files into their places: wholly or not at all."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from manifestlint.core.failure import Failure, FailureKind
from manifestlint.fix import Changed
from manifestlint.fix import write as write_changed


@dataclass(frozen=True, slots=True)
class Planned:
    """A file as it should be; `before` is None where there is none yet."""

    path: str
    before: bytes | None
    after: bytes


def put_all(root: Path, files: Iterable[Planned]) -> Iterator[Failure]:
    """Write files one after the other; those that could not be written are told."""
    for file in files:
        if file.before is not None:
            yield from write_changed(root, [Changed(file.path, file.before, file.after)])
            continue
        try:
            _create(root, file)
        except OSError as error:
            message = error.strerror or str(error)
            yield Failure(FailureKind.NOT_WRITTEN, "a new file", message, file.path)


def put(file: Path, content: bytes, *, over: bool = False) -> None:
    """Write a file; without `over` only where there is none.

    Raises:
        OSError: it cannot be written, or it is there already.
    """
    descriptor, scratch = tempfile.mkstemp(dir=file.parent, prefix=".manifestlint-")
    try:
        with open(descriptor, "wb") as writing:
            writing.write(content)
        os.chmod(scratch, 0o644)
        if not over and os.path.lexists(file):
            raise FileExistsError(0, "a file is there", str(file))
        os.replace(scratch, file)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(scratch)


def _create(root: Path, file: Planned) -> None:
    """Write a new file and the folders that it lacks, but nothing outside of the repository."""
    target = root / file.path
    if not Path(os.path.realpath(target.parent)).is_relative_to(os.path.realpath(root)):
        raise OSError(0, "its folder lies outside of the repository")
    target.parent.mkdir(parents=True, exist_ok=True)
    put(target, file.after)
