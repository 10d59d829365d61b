"""From paths on the command line to a tree, and to the policies that govern it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import basename, dirname, join

from manifestlint.api.request import Request, UsageError
from manifestlint.api.revisions import revision
from manifestlint.config.find import FOLDER, Folder, find, is_policy_file, policy_files, read_folder
from manifestlint.source import Overlay, Revision, Tree, Worktree, git


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

    @property
    def commit(self) -> str:
        """What is judged, if that is a commit and not the files as they are."""
        return self.tree.commit if isinstance(self.tree, Revision) else ""

    def governed_by(self, request: Request, revision: Revision) -> "Workspace":
        """The same place under the policies of another state of it, and of nothing else in that state."""
        named = _policies(request)
        if named is None:
            found = _found(revision, self.paths)
            return replace(self, policies=found, governed=found is not None)
        if not _folder(named).is_relative_to(revision.root):
            return self
        return replace(self, policies=_named_in(revision, named))


def open_workspace(request: Request) -> Workspace:
    """Find the tree and the policies of a request.

    The tree's root is the git worktree of the paths, because Argo CD's paths count from there; outside of
    git it is the folder of the PolicySet, else the one that all paths have in common.

    Raises:
        UsageError: a path does not exist, or the paths lie in different repositories or are governed by
            different PolicySets.
    """
    files = _files(request)
    policies = _policies(request)
    shared = Path(os.path.commonpath([_folder(file) for file in files]))
    worktree = git.toplevel(shared)
    if worktree is None:
        _check_one_repository(files, shared)
    root = Path(os.path.realpath(worktree or _folder_of_policies(shared) or shared))
    tree: Tree = Worktree(root)
    if request.head is not None:
        tree = revision(tree, _commit(root, request.head))
    paths = tuple(_relative(file, root) for file in files)
    if request.buffers:
        tree = Overlay(tree, dict(_buffers(request, tree, paths)))
    if policies is None:
        found = _found(tree, paths)
        return Workspace(tree, paths, found, found is not None, worktree is not None)
    above = _folder(policies).parent
    governed = above.is_relative_to(root) and shared.is_relative_to(above)
    return Workspace(tree, paths, _named(policies, request, tree), governed, worktree is not None)


def no_git() -> str:
    """Why there are no commits."""
    return "git is not installed" if not git.is_installed() else "this is no git repository"


def _commit(root: Path, name: str) -> str:
    found = git.commit(root, name)
    if found is None:
        raise UsageError(f'git has no branch, tag or commit "{name}" here')
    return found


def _files(request: Request) -> list[Path]:
    """What was asked for."""
    files = [_absolute(request.cwd / path) for path in request.paths]
    for path, file in zip(request.paths, files, strict=True):
        if path not in request.buffers and not os.path.lexists(file):
            raise UsageError(f"there is no file or folder {str(path)!r}{_meant(file)}")
    return files


def _buffers(request: Request, tree: Tree, paths: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The buffers that lie in the tree; without those of files that nobody named and git ignores."""
    for path, content in request.buffers.items():
        file = _absolute(request.cwd / path)
        if not file.is_relative_to(tree.root):
            continue
        relative = _relative(file, tree.root)
        if relative in paths or not tree.exists(relative) or relative in tree.files():
            yield relative, content


def _meant(path: Path) -> str:
    """What lies beside a path that does not exist, and is called almost the same."""
    from manifestlint.core.words import close_to

    try:
        name = close_to(path.name, os.listdir(path.parent))
    except OSError:
        return ""
    return f"; did you mean {name!r}?" if name else ""


def _policies(request: Request) -> Path | None:
    if request.policies is None:
        return None
    place = _absolute(request.cwd / request.policies)
    if not os.path.lexists(place):
        raise UsageError(
            f"there is no file or folder {str(request.policies)!r} to take policies from{_meant(place)}"
        )
    return place


def _found(tree: Tree, paths: tuple[str, ...]) -> Folder | None:
    folders = {folder.path if folder else "": folder for folder in (find(tree, path) for path in paths)}
    if len(folders) > 1:
        names = ", ".join(name or "none" for name in sorted(folders))
        raise UsageError(f"different policies govern these paths ({names}); check them one after the other")
    return folders.popitem()[1]


def _named(place: Path, request: Request, tree: Tree) -> Folder:
    """The policies of a folder, or in a file, that somebody named; so git may ignore it, or not know it."""
    folder, root = _folder(place), tree.root
    path, base = _relative(folder, root), _relative(folder.parent, root)
    home = tree if folder.is_relative_to(root) else Worktree(folder)

    def content(file: str) -> bytes:
        return home.read(file if home is tree else basename(file))

    try:
        names = [place.name] if place != folder else _policy_files(folder)
    except OSError as error:
        raise UsageError(f"{str(request.policies)!r} cannot be read: {error.strerror}") from error
    opened = read_folder(path, base, [join(path, name) for name in names], content)
    if not opened.may_govern:
        raise UsageError(f"there is no PolicySet in {str(request.policies)!r}: nothing with that kind")
    return opened


def _named_in(revision: Revision, place: Path) -> Folder:
    """What a state has of the policies that somebody named; what git ignores is in no state, and counts."""
    folder = _relative(_folder(place), revision.root)
    paths = [_relative(place, revision.root)]
    if place == _folder(place):
        ignored = (join(folder, name) for name in _policy_files(place))
        paths = [path for path in ignored if path not in revision.changed]
        paths += policy_files(revision, folder)
    there = [path for path in dict.fromkeys(paths) if revision.exists(path)]
    return read_folder(folder, dirname(folder), there, revision.read)


def _policy_files(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries if is_policy_file(entry.name) and not entry.is_dir()]


def _check_one_repository(files: list[Path], shared: Path) -> None:
    """Raise where one of the paths lies in a repository that does not hold all of them: there is no root."""
    folders = {parent for file in files for parent in (_folder(file), *file.parents)}
    inner = (folder for folder in folders if folder != shared and folder.is_relative_to(shared))
    if any(os.path.lexists(folder / ".git") and git.toplevel(folder) for folder in inner):
        raise UsageError("the paths lie in different repositories; check them one after the other")


def _folder_of_policies(folder: Path) -> Path | None:
    # The root of the file system is no repository: everything would be its manifests.
    for parent in (folder, *folder.parents)[:-1]:
        if os.path.isdir(parent / FOLDER) and find(Worktree(parent), ""):
            return parent
    return None


def _absolute(path: Path) -> Path:
    """Absolute, with links in the folders followed; a link at the end is a file of its own."""
    if os.path.isdir(path):
        return Path(os.path.realpath(path))
    return Path(os.path.realpath(path.parent)) / path.name


def _folder(path: Path) -> Path:
    return path if os.path.isdir(path) else path.parent


def _relative(path: Path, root: Path) -> str:
    """As the tree names it; a path outside of the root leads out with `..`."""
    relative = Path(os.path.relpath(path, root)).as_posix()
    return "" if relative == "." else relative
