"""Which files there are below a root: what git lists, and without git what a walk finds."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from manifestlint.source import git

_GONE = (FileNotFoundError, NotADirectoryError)


@dataclass(frozen=True, slots=True)
class Listing:
    """Paths relative to the root, sorted."""

    files: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    """Folders that are there, and cannot be listed."""

    def below(self, under: str) -> "Listing":
        """What of it is, or lies below, a path."""
        return Listing(below(self.files, under), below(self.unreadable, under))


def tracked(root: str) -> Listing | None:
    """What git tracks below a root, or could, submodules included; None where git has no answer."""
    entries = git.tracked_and_unignored(Path(root))
    if entries is None:
        return None
    files: list[str] = []
    unreadable: list[str] = []
    waiting = [("", entries)]
    while waiting:
        prefix, entries = waiting.pop()
        for path in (prefix + entry for entry in entries):
            if _is_file(os.path.join(root, path)):
                files.append(path)
            elif _is_submodule(root, path):
                inner = git.tracked_and_unignored(Path(root, path))
                if inner is not None:
                    waiting.append((path + "/", inner))
                    continue
                walk = walked(root, path)
                files += walk.files
                unreadable += walk.unreadable
    return Listing(tuple(sorted(files)), tuple(sorted(unreadable)))


def walked(root: str, under: str) -> Listing:
    """All files at or below a path. Folders that hide are passed over, but for the one that is asked for.

    The root must be free of links, and no link to a folder is followed.
    """
    top = os.path.join(root, under) if under else root
    if ".." in under.split("/") or not _is_plain(os.path.dirname(top)) or os.path.islink(top):
        is_file = bool(under) and os.path.islink(top) and _is_plain(os.path.dirname(top)) and _is_file(top)
        return Listing((under,) if is_file else ())
    if _is_file(top):
        return Listing((under,))
    files: list[str] = []
    unreadable: list[str] = []

    def failed(error: OSError) -> None:
        if not isinstance(error, _GONE):
            unreadable.append(_relative(error.filename, root))

    for folder, folders, names in os.walk(top, onerror=failed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        full = (os.path.join(folder, name) for name in names)
        files += (_relative(file, root) for file in full if _is_file(file))
    return Listing(tuple(sorted(files)), tuple(sorted(unreadable)))
