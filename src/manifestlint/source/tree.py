"""Trees of files: what is to be read, and nothing outside of it."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from manifestlint.source import git


class Tree(Protocol):
    """Files below a root; paths are relative to it, with `/`, and `""` is the root itself."""

    @property
    def root(self) -> Path:
        """The root as an absolute path."""
        ...

    def files(self, under: str = "") -> tuple[str, ...]:
        """All files at or below a path, sorted."""
        ...

    def read(self, path: str) -> bytes:
        """A file's content; OSError where it is no file, or lies outside of the root."""
        ...

    def exists(self, path: str) -> bool:
        """Whether a file or a folder is there."""
        ...

    def is_dir(self, path: str) -> bool:
        """Whether a folder is there."""
        ...


class Worktree:
    """The files on disk. In a git worktree those that git tracks, or could: ignored ones are not listed."""

    def __init__(self, root: Path) -> None:
        self._root = Path(os.path.abspath(root))
        self._real = os.path.realpath(root)
        self._files: tuple[str, ...] | None = None

    @property
    def root(self) -> Path:
        """The root as an absolute path."""
        return self._root

    def files(self, under: str = "") -> tuple[str, ...]:
        """All files at or below a path, sorted; git is asked once."""
        if self._files is None:
            listed = git.tracked_and_unignored(self._root)
            found = self._walk() if listed is None else iter(listed)
            self._files = tuple(sorted(path for path in found if self._is_file(path)))
        return below(self._files, under)

    def read(self, path: str) -> bytes:
        """A file's content; never waits for a pipe, never follows a link out of the root."""
        full = self._inside(path)
        if not stat.S_ISREG(os.stat(full).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
        # Non-blocking, because the file may have become a pipe since.
        descriptor = os.open(full, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, "not a regular file", path)
            return file.read()

    def exists(self, path: str) -> bool:
        """Whether a file or a folder is there."""
        return self._found(path) is not None

    def is_dir(self, path: str) -> bool:
        """Whether a folder is there."""
        found = self._found(path)
        return found is not None and stat.S_ISDIR(found.st_mode)

    def _found(self, path: str) -> os.stat_result | None:
        try:
            return os.stat(self._inside(path))
        except (OSError, ValueError):
            return None

    def _inside(self, path: str) -> str:
        real = os.path.realpath(os.path.join(self._real, path))
        if real != self._real and not real.startswith(self._real.rstrip(os.sep) + os.sep):
            raise OSError(errno.EACCES, "outside of the tree that is checked", path)
        return real

    def _is_file(self, path: str) -> bool:
        full = os.path.join(self._real, path)
        try:
            mode = os.lstat(full).st_mode
            if stat.S_ISLNK(mode):
                # One that leads nowhere, or outside, is listed all the same: reading it says why not.
                return not os.path.isdir(full)
            return stat.S_ISREG(mode)
        except OSError:
            return False

    def _walk(self) -> Iterator[str]:
        for folder, folders, names in os.walk(self._real):
            folders[:] = [name for name in folders if not name.startswith(".")]
            prefix = os.path.relpath(folder, self._real).replace(os.sep, "/")
            yield from (name if prefix == "." else f"{prefix}/{name}" for name in names)


class Overlay:
    """Unsaved buffers, or standard input, laid over a tree."""

    def __init__(self, tree: Tree, buffers: Mapping[str, bytes]) -> None:
        self._tree = tree
        self._buffers = dict(buffers)

    @property
    def root(self) -> Path:
        """The root of the tree below."""
        return self._tree.root

    def files(self, under: str = "") -> tuple[str, ...]:
        """All files at or below a path, those that exist only as a buffer included."""
        return tuple(sorted({*self._tree.files(under), *below(tuple(self._buffers), under)}))

    def read(self, path: str) -> bytes:
        """The buffer, else the file."""
        return self._buffers[path] if path in self._buffers else self._tree.read(path)

    def exists(self, path: str) -> bool:
        """Whether a file, a buffer or a folder is there."""
        return path in self._buffers or self.is_dir(path) or self._tree.exists(path)

    def is_dir(self, path: str) -> bool:
        """Whether a folder is there, be it only because a buffer lies in it."""
        if path in self._buffers:
            return False
        prefix = f"{path}/" if path else ""
        return self._tree.is_dir(path) or any(name.startswith(prefix) for name in self._buffers)


def below(files: tuple[str, ...], under: str) -> tuple[str, ...]:
    """Those of the files that are, or lie below, a path."""
    under = under.strip("/")
    if under in ("", "."):
        return files
    prefix = under + "/"
    return tuple(path for path in files if path == under or path.startswith(prefix))
