"""A tree as a commit has it."""

import os
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath

from manifestlint.source import git
from manifestlint.source.listing import below
from manifestlint.source.tree import Tree


class Revision:
    """The files of a commit, laid over a worktree or another commit: what both have alike is read there.

    Nothing is checked out. Submodules are those of the worktree.
    """

    def __init__(self, tree: Tree, differing: tuple[git.Entry, ...], commit: str) -> None:
        self.commit = commit
        self._tree = tree
        self._entries = {entry.path: entry for entry in differing}
        self._same: dict[str, bool] = {}

    @property
    def root(self) -> Path:
        """The root of the worktree."""
        return self._tree.root

    @property
    def changed(self) -> frozenset[str]:
        """The paths at which the two differ."""
        return frozenset(self._entries)

    def is_same(self, path: str) -> bool:
        """Whether a path means the same content in both, links followed."""
        if path not in self._same:
            self._same[path] = path not in self._entries and self._real(path) not in self._entries
        return self._same[path]

    @cached_property
    def _blobs(self) -> dict[str, bytes]:
        return git.contents(self.root, tuple(self._entries.values()))

    @cached_property
    def _all(self) -> tuple[str, ...]:
        kept = (path for path in self._tree.files() if path not in self._entries)
        return tuple(sorted((*kept, *(entry.path for entry in self._entries.values() if entry.object))))

    @cached_property
    def _folders(self) -> frozenset[str]:
        found = {""}
        for path in self._all:
            folder = dirname(path)
            while folder not in found:
                found.add(folder)
                folder = dirname(folder)
        return frozenset(found)

    def files(self, under: str = "") -> tuple[str, ...]:
        """All files at or below a path, sorted."""
        return below(self._all, under)

    def unreadable(self, under: str = "") -> tuple[str, ...]:
        """What the worktree cannot list."""
        return self._tree.unreadable(under)

    def absent(self) -> tuple[str, ...]:
        """The submodules that are not checked out."""
        return self._tree.absent()

    def read(self, path: str) -> bytes:
        """A file's content in the commit; OSError where it has none."""
        for _ in range(40):  # as many links as Linux follows
            entry = self._entries.get(path)
            if entry is None:
                return self._tree.read(path) if self.is_same(path) else self.read(self._real(path))
            if not entry.object:
                raise FileNotFoundError(2, "No such file or directory", path)
            if path not in self._blobs:
                raise OSError(5, "git does not have this file", path)
            if entry.mode != git.LINK:
                return self._blobs[path]
            path = normpath(join(dirname(path), os.fsdecode(self._blobs[path])))
        raise OSError(40, "Too many levels of symbolic links", path)

    def _real(self, path: str) -> str:
        root = os.path.realpath(self.root)
        return os.path.relpath(os.path.realpath(os.path.join(root, path)), root).replace(os.sep, "/")

    def exists(self, path: str) -> bool:
        """Whether a file or a folder is there."""
        entry = self._entries.get(path)
        return bool(entry.object) if entry else self.is_dir(path) or self._tree.exists(path)

    def is_dir(self, path: str) -> bool:
        """Whether a folder is there; git knows none that is empty."""
        return path.strip("/") in self._folders or (
            path not in self._entries and not self._loses(path) and self._tree.is_dir(path)
        )

    def _loses(self, folder: str) -> bool:
        """Whether the change made a folder."""
        return any(below((path,), folder) for path in self._entries)


class Committed(Revision):
    """A revision whose files are read byte by byte as they were committed.

    What git makes of them in a checkout is said by the attributes of the worktree, and a change could alter
    those. What git does not know, as a file that it ignores, is read from the worktree.
    """

    def read(self, path: str) -> bytes:
        """A file's content in the commit; OSError where it has none."""
        found = git.blob(self.root, self.commit, path)
        return super().read(path) if found is None else found
