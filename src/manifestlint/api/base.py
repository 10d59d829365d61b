"""What a change is compared with."""

from dataclasses import dataclass
from pathlib import Path

from manifestlint.api.request import UsageError
from manifestlint.source import Revision, Tree, git


@dataclass(frozen=True, slots=True)
class Base:
    """A commit, and where the branch stands that the change is for."""

    commit: str
    """Where the two parted; where history does not tell, the tip."""
    tip: str


def find_base(root: Path, name: str) -> Base:
    """The state that a change to a branch, tag or commit starts from.

    Raises:
        UsageError: git does not have it; the message says how to bring it.
    """
    tip = git.commit(root, name) or git.commit(root, f"origin/{name}")
    if tip is None:
        raise UsageError(f'git has no commit "{name}" here; bring it with: git fetch origin {name}')
    return Base(git.merge_base(root, tip, "HEAD") or tip, tip)


def revision(tree: Tree, commit: str) -> Revision:
    """The tree as a commit has it.

    Raises:
        UsageError: git cannot tell what differs.
    """
    differing = git.differing(tree.root, commit)
    if differing is None:
        raise UsageError(f"git cannot compare with {commit}; is the object there?")
    return Revision(tree, differing)
