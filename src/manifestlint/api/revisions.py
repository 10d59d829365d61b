"""Other states of a tree, as git has them."""

from manifestlint.api.request import UsageError
from manifestlint.source import Committed, Overlay, Revision, Tree, git


def revision(tree: Tree, commit: str) -> Revision:
    """The tree as a checkout of a commit would have it.

    Raises:
        UsageError: git cannot tell what differs.
    """
    return Revision(tree, _differing(tree, commit), commit)


def committed(tree: Tree, commit: str) -> Committed:
    """The same, read byte by byte as it was committed.

    Raises:
        UsageError: git cannot tell what differs.
    """
    return Committed(tree, _differing(tree, commit), commit)


def _differing(tree: Tree, commit: str) -> tuple[git.Entry, ...]:
    differing = git.differing(tree.root, commit, tree.commit if isinstance(tree, Revision) else "")
    if differing is None:
        raise UsageError(f"git cannot compare with {commit}; is the object there?")
    # Git compares what is saved, and a buffer may be otherwise than its file.
    known = {entry.path for entry in differing}
    unsaved = tree.buffers if isinstance(tree, Overlay) else ()
    return (*differing, *(git.entry(tree.root, commit, path) for path in unsaved if path not in known))
