"""What a change is compared with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from manifestlint.api import pipeline
from manifestlint.api.request import UsageError
from manifestlint.api.workspace import Workspace, no_git
from manifestlint.source import git

_HASH = re.compile(r"[0-9a-f]{7,64}")
NONE = "none"
"""What to say instead of a commit so that nothing is compared, not even in CI."""


@dataclass(frozen=True, slots=True)
class Base:
    """A commit, and where the branch stands that the change is for."""

    commit: str
    """Where the two parted; where history does not tell, the tip."""
    tip: str
    in_ci: bool = False
    """A pipeline says so, not a person at a keyboard."""


def choose_base(workspace: Workspace, name: str | None, environment: Mapping[str, str]) -> Base | None:
    """What somebody asks to compare with, else what the pipeline's change is for; None: nothing.

    Outside of git, as where a tool's output is checked, a pipeline has nothing to compare with. Nor has a
    hook that compares with HEAD, before the first commit.

    Raises:
        UsageError: git does not have it; the message says how to bring it.
    """
    if name == NONE or (name is None and not workspace.in_git):
        return None
    if not workspace.in_git:
        raise UsageError(f"a base is a commit, and {no_git()}")
    root = workspace.tree.root
    if name == "HEAD" and git.commit(root, name) is None:
        return None
    target = pipeline.target(root, environment)
    if name is None:
        return _of_pipeline(root, target) if target else None
    in_ci = target is not None or environment.get("CI") == "true"
    return find_base(root, name, workspace.commit or "HEAD", in_ci=in_ci)


def find_base(root: Path, name: str, head: str = "HEAD", *, in_ci: bool = False) -> Base:
    """The state that a change to a branch, tag or commit starts from.

    Raises:
        UsageError: git does not have it; the message says how to bring it.
    """
    tip = git.commit(root, name) or git.commit(root, f"origin/{name}")
    if tip is None:
        what = name if _HASH.fullmatch(name) else pipeline.reference_of(name.removeprefix("origin/"))
        command = pipeline.fetch_command(root, what)
        hint = f"; if it is no slip, bring it with: {command}" if git.remote(root) else ""
        raise UsageError(f'git has no branch, tag or commit "{name}" here{hint}')
    return Base(git.merge_base(root, tip, head) or tip, tip, in_ci)


def _of_pipeline(root: Path, target: pipeline.Target) -> Base | None:
    tip = git.commit(root, target.tip)
    if tip is None:
        raise UsageError(_missing(f"the target branch at {target.tip}", target.fetch))
    commit = tip if target.merged else git.merge_base(root, tip, "HEAD") or git.commit(root, target.parted)
    if commit is None:
        raise UsageError(_missing("where this branch left its target", target.fetch_parted))
    # A workflow that checks out the target branch itself has no change to judge.
    return None if commit == git.commit(root, "HEAD") else Base(commit, tip, in_ci=True)


def _missing(what: str, command: str) -> str:
    return (
        f"the change cannot be compared: this clone does not have {what}; bring it with: {command}"
        f" (or judge everything, with --base {NONE})"
    )
