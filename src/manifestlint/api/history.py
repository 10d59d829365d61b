"""`history`: what was deployed when."""

from dataclasses import replace

from manifestlint.api.request import Request, UsageError
from manifestlint.api.workspace import open_workspace
from manifestlint.config.load import load
from manifestlint.config.match import path_matches
from manifestlint.config.policyset import PolicySet
from manifestlint.core.history import History
from manifestlint.engine.world import SUFFIXES, find_scope, is_below
from manifestlint.review.history import deployments
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

    commits = [
        replace(commit, files=files)
        for commit in log(root, head, scope.reported if all(scope.reported) else (), _COMMITS)
        if (files := tuple(each for each in commit.files if is_told(each.path)))
    ]
    if not commits:
        raise UsageError("no commit of this branch changed a manifest here")
    names = (name for commit in commits for each in commit.files for name in (each.before, each.after))
    told = deployments(commits, read_objects(root, names))
    kept = tuple(each for each in told if every or each.versions)[:limit]
    notes = ("this clone is shallow: what is older is not in it",) if git.is_shallow(root) else ()
    return History(kept, notes)
