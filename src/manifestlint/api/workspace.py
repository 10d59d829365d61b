"""From paths on the command line to a tree, and to the policies that govern it."""

import os
from dataclasses import dataclass
from pathlib import Path

from manifestlint.api.request import Request, UsageError
from manifestlint.config.find import FOLDER, SUFFIXES, Folder, find, open_folder
from manifestlint.source import Overlay, Tree, Worktree, git

_STDIN = Path("<stdin>")


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a run takes place."""

    tree: Tree
    paths: tuple[str, ...]
    """What was asked for, relative to the tree's root."""
    policies: Folder | None
    """The folder of the PolicySet; its paths are relative to the tree's root too, and may lead out of it."""
    governed: bool
    """The PolicySet lies above all paths, so its `manifests` speak of them."""
    in_git: bool


def open_workspace(request: Request) -> Workspace:
    """Find the tree and the policies of a request.

    The tree's root is the git worktree of the paths, because Argo CD's paths count from there; outside of
    git it is the folder of the PolicySet, else the one that all paths have in common.

    Raises:
        UsageError: a path does not exist, or the paths are governed by different PolicySets.
    """
    files, buffers = _files(request)
    shared = Path(os.path.commonpath([file if file.is_dir() else file.parent for file in files]))
    worktree = git.toplevel(shared)
    root = (worktree or _folder_of_policies(shared) or shared).resolve()
    tree: Tree = Worktree(root)
    if buffers:
        tree = Overlay(tree, {_relative(path, root): content for path, content in buffers.items()})
    paths = tuple(_relative(file, root) for file in files)
    if request.policies is None:
        policies = _found(tree, paths)
        governed = policies is not None
    else:
        policies = _named(_absolute(request.cwd / request.policies), request.policies, root)
        governed = shared.is_relative_to((root / policies.base).resolve())
    return Workspace(tree, paths, policies, governed, worktree is not None)


def _files(request: Request) -> tuple[list[Path], dict[Path, bytes]]:
    """What was asked for, and the unsaved content of it."""
    files = [_absolute(request.cwd / path) for path in request.paths]
    for path, file in zip(request.paths, files, strict=True):
        if not os.path.lexists(file):
            raise UsageError(f"there is no file or folder {str(path)!r}")
    if request.stdin is None:
        return files, {}
    unsaved = _absolute(request.cwd / (request.stdin_filename or _STDIN))
    return [*files, unsaved], {unsaved: request.stdin}


def _found(tree: Tree, paths: tuple[str, ...]) -> Folder | None:
    folders = {folder.path if folder else "": folder for folder in (find(tree, path) for path in paths)}
    if len(folders) > 1:
        names = ", ".join(name or "none" for name in sorted(folders))
        raise UsageError(f"different policies govern these paths ({names}); check them one after the other")
    return folders.popitem()[1]


def _named(folder: Path, written: Path, root: Path) -> Folder:
    if not folder.is_dir():
        raise UsageError(f"there is no folder {str(written)!r} to take policies from")
    home = Worktree(folder)
    files = {entry.name: home.read(entry.name) for entry in folder.iterdir() if entry.name.endswith(SUFFIXES)}
    path = Path(os.path.relpath(folder, root)).as_posix()
    overlay = Overlay(Worktree(folder), {f"{path}/{name}": content for name, content in files.items()})
    opened = open_folder(overlay, path)
    if not opened.may_govern:
        raise UsageError(f"there is no PolicySet in {str(written)!r}")
    return opened


def _folder_of_policies(folder: Path) -> Path | None:
    for parent in (folder, *folder.parents):
        if (parent / FOLDER).is_dir() and find(Worktree(parent), ""):
            return parent
    return None


def _absolute(path: Path) -> Path:
    """Absolute, with links in the folders followed; a link at the end is a file of its own."""
    path = Path(os.path.abspath(path))
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def _relative(path: Path, root: Path) -> str:
    relative = path.relative_to(root).as_posix()
    return "" if relative == "." else relative
