"""Trees of files: what is to be read, and nothing outside of it."""

import errno
import os
import stat
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

from manifestlint.source.listing import Listing, below, tracked, trimmed, walked


class Tree(Protocol):
    """Files below a root; paths are relative to it, with `/`, and `""` is the root itself."""

    @property
    def root(self) -> Path:
        """The root as an absolute path."""
        ...

    def files(self, under: str = "") -> tuple[str, ...]:
        """All files at or below a path, sorted."""
        ...

    def unreadable(self, under: str = "") -> tuple[str, ...]:
        """Folders at or below a path whose files are not told, because they cannot be listed."""
        ...

    def absent(self) -> tuple[str, ...]:
        """The submodules that are not checked out."""
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
        self._walked: dict[str, Listing] = {}

    @property
    def root(self) -> Path:
        """The root as an absolute path."""
        return self._root

    def files(self, under: str = "") -> tuple[str, ...]:
        """All files at or below a path, sorted."""
        return below(self._listing(under).files, under)

    def unreadable(self, under: str = "") -> tuple[str, ...]:
        """Folders at or below a path that cannot be listed."""
        return below(self._listing(under).unreadable, under)

    def absent(self) -> tuple[str, ...]:
        """The submodules that are not checked out, as far as git tells."""
        return self._tracked.absent if self._tracked is not None else ()

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

    @cached_property
    def _tracked(self) -> Listing | None:
        return tracked(self._real)

    def _listing(self, under: str) -> Listing:
        """Git is asked once, for everything; without it only what is asked for is walked."""
        if self._tracked is not None:
            return self._tracked
        under = trimmed(under)
        if under not in self._walked:
            self._walked[under] = walked(self._real, under)
        return self._walked[under]


class Overlay:
    """Unsaved buffers, or standard input, laid over a tree."""

    def __init__(self, tree: Tree, buffers: Mapping[str, bytes]) -> None:
        self._tree = tree
        self._buffers = dict(buffers)

    @property
    def buffers(self) -> tuple[str, ...]:
        """The paths of what is laid over."""
        return tuple(self._buffers)

    @property
    def root(self) -> Path:
        """The root of the tree below."""
        return self._tree.root

    def files(self, under: str = "") -> tuple[str, ...]:
        """All files at or below a path, those that exist only as a buffer included."""
        return tuple(sorted({*self._tree.files(under), *below(tuple(self._buffers), under)}))

    def unreadable(self, under: str = "") -> tuple[str, ...]:
        """What the tree below cannot list."""
        return self._tree.unreadable(under)

    def absent(self) -> tuple[str, ...]:
        """The submodules that the tree below lacks."""
        return self._tree.absent()

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
