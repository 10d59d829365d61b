"""Which files there are below a root: what git lists, and without git what a walk finds."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from manifestlint.source import git

_UNKNOWN = 0
"""A mode that no file has."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Paths relative to the root, sorted."""

    files: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    """Folders that are there, and cannot be listed."""
    absent: tuple[str, ...] = ()
    """Submodules that are not checked out."""


def tracked(root: str) -> Listing | None:
    """What git tracks below a root, or could, submodules included; None where git has no answer."""
    entries = git.tracked_and_unignored(Path(root))
    if entries is None:
        return None
    files: list[str] = []
    unreadable: list[str] = []
    absent: list[str] = []
    waiting = [("", entries)]
    while waiting:
        prefix, entries = waiting.pop()
        for path in (prefix + entry for entry in entries):
            if _is_file(os.path.join(root, path)):
                files.append(path)
            elif _is_submodule(os.path.join(root, path)):
                inner = git.tracked_and_unignored(Path(root, path))
                if inner is not None:
                    waiting.append((path + "/", inner))
                    continue
                walk = walked(root, path)
                files += walk.files
                unreadable += walk.unreadable
            elif _is_empty_folder(os.path.join(root, path)):
                absent.append(path)
    return Listing(tuple(sorted(files)), tuple(sorted(unreadable)), tuple(sorted(absent)))


def walked(root: str, under: str) -> Listing:
    """All files at or below a path; folders that hide are passed over, but for the one that is asked for.

    The root must be free of links, and no link to a folder is followed.
    """
    top = os.path.join(root, under) if under else root
    if not _is_plain(root, under):
        return Listing()
    if under and _is_file(top):
        return Listing((under,))
    if os.path.islink(top):
        return Listing()
    files: list[str] = []
    unreadable: list[str] = []

    def failed(error: OSError) -> None:
        if not _is_gone(error):
            unreadable.append(_relative(error.filename, root))

    for folder, folders, names in os.walk(top, onerror=failed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        full = (os.path.join(folder, name) for name in names)
        files += (_relative(file, root) for file in full if _is_file(file))
    return Listing(tuple(sorted(files)), tuple(sorted(unreadable)))


def below(paths: tuple[str, ...], under: str) -> tuple[str, ...]:
    """Those of the paths that are, or lie below, another one."""
    under = trimmed(under)
    if not under:
        return paths
    prefix = under + "/"
    return tuple(path for path in paths if path == under or path.startswith(prefix))


def trimmed(under: str) -> str:
    """A path without slashes around it; empty for the root."""
    under = under.strip("/")
    return "" if under == "." else under


def _is_plain(root: str, under: str) -> bool:
    """Whether a path leads through folders of the tree alone, not through links or out of it."""
    parent = os.path.normpath(os.path.join(root, os.path.dirname(under)))
    return "\0" not in under and ".." not in under.split("/") and os.path.realpath(parent) == parent


def _is_file(full: str) -> bool:
    """Whether to list it. What cannot be looked at is listed, because reading it will say why."""
    mode = _mode(full)
    if mode is None:
        return False
    if stat.S_ISLNK(mode):
        # One that leads nowhere, or outside, is listed for the same reason.
        return not os.path.isdir(full)
    return mode == _UNKNOWN or stat.S_ISREG(mode)


def _is_submodule(full: str) -> bool:
    """Whether an entry that is no file is a repository of its own.

    One that the outer repository does not track ends with a slash: Argo CD will never see it.
    """
    if full.endswith("/") or os.path.islink(full):
        return False
    return _mode(os.path.join(full, ".git")) is not None


def _is_empty_folder(full: str) -> bool:
    """Whether an entry is a folder without anything: git tracks none but those of submodules."""
    try:
        with os.scandir(full) as entries:
            return not full.endswith("/") and next(entries, None) is None
    except OSError:
        return False


def _mode(full: str) -> int | None:
    """The mode of a file, of a link itself; None only where nothing is there."""
    try:
        return os.lstat(full).st_mode
    except OSError as error:
        return None if _is_gone(error) else _UNKNOWN


def _is_gone(error: OSError) -> bool:
    return isinstance(error, FileNotFoundError | NotADirectoryError)


def _relative(full: str, root: str) -> str:
    return full[len(root.rstrip(os.sep)) + 1 :].replace(os.sep, "/")
