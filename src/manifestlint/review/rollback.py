"""How a change is taken back."""

from dataclasses import dataclass
from pathlib import Path

from manifestlint.source import git

_DEPLOYED = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
_SHORT = 10


@dataclass(frozen=True, slots=True)
class Rollback:
    """The command, and what has to happen before it can be given."""

    command: str
    pending: str = ""


def tips(root: Path) -> tuple[str, ...]:
    """The commits of the branches that are usually deployed."""
    found = (git.commit(root, name) for name in _DEPLOYED)
    return tuple(dict.fromkeys(commit for commit in found if commit))


def rollback(root: Path, base: str, head: str, *, dirty: bool, in_ci: bool) -> Rollback:
    """What takes back the step from one commit to another.

    What is merged later gets a commit that nobody knows yet: a pipeline's test merge is another one. `-m 1`
    keeps the side that was there before; git lets it pass for a commit that is no merge, too (since 2.21).
    """
    if dirty:
        return Rollback("git revert COMMIT", "committed")
    branches = tips(root)
    landed = not branches or any(git.merge_base(root, tip, head) == head for tip in branches)
    if in_ci or not landed:
        return Rollback("git revert -m 1 MERGE", "merged")
    parents = git.parents(root, head)
    if parents[:1] != (base,):
        span = f"{base[:_SHORT]}..{head[:_SHORT]}"
        return Rollback(f"git revert -m 1 $(git rev-list --first-parent {span})")
    return Rollback(f"git revert {'-m 1 ' if len(parents) > 1 else ''}{head[:_SHORT]}")
