"""A temporary copy of those files of a tree that a tool needs, laid out as in the tree."""

import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from manifestlint.render.binaries import DEFAULTS, Limits
from manifestlint.render.failure import NotRenderable
from manifestlint.render.paths import real_path
from manifestlint.source import Tree


class Copy:
    """What is copied so far; gone when the `with` block ends.

    Symbolic links stay links, because kustomize judges a file by where it really lies: it refuses one
    outside of its kustomization's folder (kubernetes-sigs/kustomize, `api/internal/loader`,
    `RestrictionRootOnly`), and reads relative paths from a folder's real place.
    """

    def __init__(self, tree: Tree, limits: Limits = DEFAULTS) -> None:
        self._tree = tree
        self._left = limits.copied_bytes
        self._limit = limits.copied_bytes
        self._listed = frozenset(tree.files())
        self._settled: dict[str, str] = {"": ""}
        self.written: set[str] = set()
        """All files of the copy."""
        self._folder = tempfile.TemporaryDirectory(prefix="manifestlint-", ignore_cleanup_errors=True)
        # A tool names files by where they really are, which on some systems is not where `TMPDIR` says.
        top = Path(os.path.realpath(self._folder.name))
        self.root = top / "tree"
        self.home = top / "home"

    def __enter__(self) -> Self:
        self.root.mkdir()
        self.home.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def has_file(self, path: str) -> bool:
        """Whether the tree has the file for Argo CD to see; one that git ignores is not there."""
        if path in self._listed or self._tree.files(path) == (path,):
            return True
        # Files behind a link to a folder are listed where they really are.
        real = real_path(self._tree, path)
        return real != path and (real in self._listed or self._tree.files(real) == (real,))

    def has_folder(self, path: str) -> bool:
        """Whether the tree has the folder."""
        return self._tree.is_dir(path)

    def absent(self, path: str) -> str:
        """The submodule that a path leads into and that is not checked out."""
        return next((each for each in self._tree.absent() if f"{path}/".startswith(f"{each}/")), "")

    def files(self, folder: str) -> tuple[str, ...]:
        """All files below a folder."""
        return self._tree.files(self.settle(folder))

    def add(self, path: str) -> str:
        """Copy a file; where it really lies in the tree."""
        real = self.settle(path)
        if real not in self.written:
            self.write(real, self.read(real))
        return real

    def add_folder(self, folder: str) -> str:
        """Copy all that a folder has; where it really lies in the tree."""
        real = self.settle(folder)
        for path in self._tree.files(real):
            self.add(path)
        (self.root / real).mkdir(parents=True, exist_ok=True)
        return real

    def read(self, path: str) -> bytes:
        """A file of the tree.

        Raises:
            NotRenderable: it cannot be read.
        """
        try:
            return self._tree.read(path)
        except OSError as error:
            raise NotRenderable(f'"{path}" cannot be read: {error.strerror or error}') from None

    def write(self, path: str, content: bytes) -> None:
        """A file of the copy, in place of what the tree has there."""
        self._left -= len(content)
        if self._left < 0:
            raise NotRenderable(f"it needs more than {self._limit:,} bytes of files")
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        self.written.add(path)

    def settle(self, path: str) -> str:
        """Where a path really leads; the links on the way are made in the copy as well."""
        if path not in self._settled:
            folder, _, name = path.rpartition("/")
            parent = self.settle(folder)
            here = f"{parent}/{name}" if parent else name
            real = real_path(self._tree, here)
            if real != here:
                self._link(here, real)
            self._settled[path] = real
        return self._settled[path]

    def _link(self, path: str, target: str) -> None:
        link = self.root / path
        if not link.is_symlink():
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(os.path.relpath(self.root / target, link.parent))
