"""`review`: a change, its verdict, and the way back, for whoever approves it."""

import os

from manifestlint.api.base import NONE, Base, choose_base, find_base
from manifestlint.api.change import Changed
from manifestlint.api.check import check_from
from manifestlint.api.request import Request, UsageError
from manifestlint.api.workspace import Workspace, no_git, open_workspace
from manifestlint.core.finding import Status
from manifestlint.core.report import Report
from manifestlint.core.review import Review
from manifestlint.review.objects import touched
from manifestlint.review.rollback import rollback, tips
from manifestlint.review.rolling import rolling
from manifestlint.review.versions import versions
from manifestlint.source import git


def review(request: Request) -> Review:
    """Judge the change from `request.base` to `request.head`, or to the files as they are.

    Without a base it is the pipeline's, else where the branch left main; on main it is the commit before, or
    the last one where something is not committed yet.

    Raises:
        UsageError: as `check` does, and where there is nothing to compare with.
    """
    workspace = open_workspace(request)
    if not workspace.in_git:
        raise UsageError(f"a review compares commits, and {no_git()}")
    base = _base(request, workspace)
    checked = check_from(request, workspace, base)
    if checked.changed is None:
        return Review(checked.report, base.commit, workspace.commit)
    return _review(checked.report, checked.changed, base, workspace)


def _review(report: Report, changed: Changed, base: Base, workspace: Workspace) -> Review:
    root, change = workspace.tree.root, changed.change
    back = rollback(
        root,
        base.commit,
        workspace.commit or git.commit(root, "HEAD") or "",
        dirty=not workspace.commit and bool(git.differing(root, "HEAD")),
        in_ci=base.in_ci,
    )
    return Review(
        report,
        base.commit,
        workspace.commit,
        tuple(versions(change.transitions)),
        tuple(touched(change)),
        tuple(rolling(change)),
        tuple(finding for finding in changed.gone if finding.status is Status.ACTIVE),
        back.command,
        back.pending,
        tuple(sorted(change.paths)),
        any(bundle.partial for bundle in (*change.before, *change.after)),
    )


def _base(request: Request, workspace: Workspace) -> Base:
    if request.base == NONE:
        raise UsageError("a review compares with something; name a branch, tag or commit")
    if request.base or not workspace.commit:
        base = choose_base(workspace, request.base, os.environ)
        if base is not None:
            return base
    root = workspace.tree.root
    head = workspace.commit or git.commit(root, "HEAD")
    if head is None:
        raise UsageError("there is no commit yet to compare with")
    parted = {tip: git.merge_base(root, tip, head) for tip in tips(root)}
    if head not in parted.values():
        for tip, commit in parted.items():
            if commit:
                return Base(commit, tip)
    if not workspace.commit and git.differing(root, "HEAD"):
        return Base(head, head)
    return _before(workspace, head)


def _before(workspace: Workspace, head: str) -> Base:
    parents = git.parents(workspace.tree.root, head)
    if not parents:
        raise UsageError("there is no commit before this one to compare with")
    return find_base(workspace.tree.root, parents[0], head)
