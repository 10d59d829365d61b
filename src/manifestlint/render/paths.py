"""Paths that a source names, and that must stay inside the repository."""

import os
import posixpath
import re

from manifestlint.render.failure import NotRenderable
from manifestlint.source import Tree

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[A-Za-z][A-Za-z0-9+.-]*::|[^/\s]+@[^/\s]+:")


def is_url(reference: str) -> bool:
    """Whether a reference means another machine, whatever lies here: a scheme, or the short form of SSH."""
    return bool(_URL.match(reference))


def repository_path(folder: str, reference: str, what: str = "the path") -> str:
    """A reference as a path of the tree; `/` at its start means the repository's root.

    So does Argo CD resolve value files (argoproj/argo-cd, `util/io/path/resolved.go`,
    `ResolveValueFilePathOrUrl`), and so does it refuse what lies outside of the repository.
    """
    joined = reference.lstrip("/") if reference.startswith("/") else posixpath.join(folder, reference)
    path = posixpath.normpath(joined)
    if path == ".." or path.startswith("../"):
        raise NotRenderable(f'{what} "{reference}" leaves the repository')
    return "" if path == "." else path


def real_path(tree: Tree, path: str) -> str:
    """Where a path of the tree leads when its symbolic links are followed.

    Argo CD refuses a repository with a link that leads out of it (argoproj/argo-cd,
    `util/app/path/path.go`, `CheckOutOfBoundsSymlinks`).
    """
    root = os.path.realpath(tree.root)
    full = os.path.normpath(os.path.join(root, path))
    real = os.path.realpath(full)
    if real == full:
        return path
    if real != root and not real.startswith(root.rstrip(os.sep) + os.sep):
        raise NotRenderable(f'"{path}" leads out of the repository by a symbolic link')
    return real[len(root.rstrip(os.sep)) + 1 :].replace(os.sep, "/")
