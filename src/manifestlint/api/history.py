"""`history`: what was deployed when."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from manifestlint.api.request import Request, UsageError
from manifestlint.api.workspace import Workspace, open_workspace
from manifestlint.config.load import load
from manifestlint.config.match import path_matches
from manifestlint.config.policyset import PolicySet
from manifestlint.core.history import Deployment, History
from manifestlint.engine.world import SUFFIXES, find_scope, is_below
from manifestlint.review.history import deployments
from manifestlint.review.rollback import rollback, tips
from manifestlint.rules import CATALOGUE
from manifestlint.source import git
from manifestlint.source.log import log, read_objects

_COMMITS = 300
"""As many are looked at: what is older is no way back."""


def history(request: Request, *, limit: int, every: bool = False) -> History:
    """The last deployments of what the request names, from the history of the branch that is checked out.

    Those that change no image are told with `every` alone.

    Raises:
        UsageError: git has no commit here, or none that changed a manifest; else as `check` does.
    """
    workspace = open_workspace(request)
    root = workspace.tree.root
    head = workspace.commit or git.commit(root, "HEAD")
    if not workspace.in_git or head is None:
        raise UsageError("a history is told by git's commits, and there are none here")
    folder = workspace.policies
    policy = PolicySet() if folder is None else load(folder, CATALOGUE.infos).policy
    if policy is None:
        raise UsageError("the PolicySet cannot be used; `manifestlint check` tells why")
    scope = find_scope(workspace.tree, policy, workspace.paths, governed=workspace.governed)

    def is_told(path: str) -> bool:
        below = any(is_below(path, place) for place in scope.reported)
        return below and path.endswith(SUFFIXES) and not path_matches(policy.exclude, policy.relative(path))

    looked_at = list(log(root, head, scope.reported if all(scope.reported) else (), _COMMITS))
    commits = [
        replace(commit, files=files)
        for commit in looked_at
        if (files := tuple(each for each in commit.files if is_told(each.path)))
    ]
    if not commits:
        raise UsageError("no commit of this branch changed a manifest here")
    names = (name for commit in commits for each in commit.files for name in (each.before, each.after))
    told = deployments(commits, read_objects(root, names), scope.named)
    kept = tuple(each for each in told if every or each.versions)[:limit]
    pending = _pending(workspace, head, is_told)
    back = _way_back(workspace, kept) if not pending else ""
    return History(kept, tuple(filter(None, (pending, *_notes(root, len(looked_at))))), back)


def _pending(workspace: Workspace, head: str, is_told: Callable[[str], bool]) -> str:
    """Why the newest deployment is not what the cluster has; empty where it may be."""
    root = workspace.tree.root
    differing = () if workspace.commit else git.differing(root, "HEAD") or ()
    if any(is_told(entry.path) for entry in differing):
        return "manifests differ from the last commit; what is not committed is not told"
    branches = tips(root)
    if branches and not any(git.merge_base(root, tip, head) == head for tip in branches):
        return "this branch is not merged; what stands on it alone is not deployed"
    return ""


def _way_back(workspace: Workspace, told: tuple[Deployment, ...]) -> str:
    """The command that takes back the newest, where that leaves what was there before it."""
    root = workspace.tree.root
    parents = git.parents(root, told[0].commit) if told else ()
    if not parents or git.commit(root, parents[0]) is None:
        return ""
    return rollback(root, parents[0], told[0].commit, dirty=False, in_ci=False).command


def _notes(root: Path, commits: int) -> Iterator[str]:
    if git.is_shallow(root):
        yield "this clone is shallow: what is older is not in it, and what it begins with was there before"
    if commits == _COMMITS:
        yield f"only the last {_COMMITS} commits were looked at"
