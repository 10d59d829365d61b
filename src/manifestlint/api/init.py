"""`init`: what it takes to check an existing repository, made of what lies there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import basename, dirname

from manifestlint.adopt.found import Found
from manifestlint.adopt.hook import FILE as HOOKS
from manifestlint.adopt.hook import NotAppended, appended, entry, new_configuration
from manifestlint.adopt.look import Ground, look
from manifestlint.adopt.moving import take_over
from manifestlint.adopt.policyset import policyset
from manifestlint.adopt.put import Planned, put_all
from manifestlint.adopt.workflow import FILE as WORKFLOW
from manifestlint.adopt.workflow import GITHUB, GITLAB, gitlab_job, runs_it
from manifestlint.api.base import NONE
from manifestlint.api.check import check_workspace
from manifestlint.api.governing import load_policies
from manifestlint.api.judging import Judging
from manifestlint.api.request import Request, UsageError
from manifestlint.api.workspace import Workspace, open_workspace
from manifestlint.argocd.repository import repository_key
from manifestlint.config.find import FOLDER, find
from manifestlint.config.policyset import PolicySet
from manifestlint.core.report import Report
from manifestlint.fix import unified
from manifestlint.rules import CATALOGUE
from manifestlint.source import Overlay, git

POLICYSET = f"{FOLDER}/manifestlint.yaml"


@dataclass(frozen=True, slots=True)
class Init:
    """What is to be written below `root`, and why; nothing is written yet."""

    root: Path
    found: Found
    files: tuple[Planned, ...]
    left: tuple[str, ...]
    """What is left alone, in words."""
    by_hand: str
    """What has to be put into a file by hand; empty where nothing has."""
    report: Report
    """What `check` tells as soon as the files are there."""

    def diff(self) -> str:
        """What would be written, as a patch of the root."""
        return "".join(unified(each.path, each.before, each.after) for each in self.files)


def init(request: Request) -> Init:
    """Look at the repository that the request's path lies in, and say what to write there.

    Raises:
        UsageError: as `check` does.
    """
    request = replace(request, base=NONE)
    workspace = open_workspace(request)
    root = workspace.tree.root
    request = replace(request, paths=(root,))
    workspace = open_workspace(request)
    found = _look(request, workspace)
    steps = [_policyset(workspace, found), *(_in_git(workspace) if workspace.in_git else ())]
    files = tuple(step for step in steps if isinstance(step, Planned))
    left = tuple(step for step in steps if isinstance(step, str))
    if not workspace.in_git:
        left += ("this is no git repository, so no hook and no workflow is written",)
    return Init(root, found, files, left, _by_hand(workspace, found), _report(request, workspace, files))


def take_up(planned: Init) -> None:
    """Write the files; what is there already is never written over.

    Raises:
        UsageError: a file cannot be written; those before it are.
    """
    for failure in put_all(planned.root, planned.files):
        raise UsageError(f"cannot write {failure.path}: {failure.message}")


def _look(request: Request, workspace: Workspace) -> Found:
    """What lies there; where Applications mean it by a URL that git does not know, by that, too."""
    loaded = load_policies(workspace)
    policy = loaded.policy or PolicySet()
    found, urls = None, policy.repositories
    while found is None or found.repositories:
        judging = Judging(request, workspace, replace(loaded, policy=replace(policy, repositories=urls)))
        found = look(
            Ground(_name(workspace.tree.root), judging.scope, judging.outcome, judging.sources, judging.ours)
        )
        urls += found.repositories
    return replace(found, repositories=tuple(url for url in urls if url not in policy.repositories))


def _name(root: Path) -> str:
    """What the repository is called: by its first remote, else by its folder."""
    for url in git.remotes(root):
        return basename(repository_key(url))
    return root.name or "manifests"


Step = Planned | str


def _policyset(workspace: Workspace, found: Found) -> Step:
    if workspace.policies is not None:
        return f"{workspace.policies.path}: a PolicySet is there"
    text = policyset(found, take_over(found.peers.settings, CATALOGUE.infos))
    return _new(workspace, POLICYSET, text.encode())


def _in_git(workspace: Workspace) -> Iterator[Step]:
    yield _hook(workspace)
    pipeline = _pipeline(workspace)
    if pipeline:
        yield f"{pipeline}: manifestlint is there"
    elif _is_for_github(workspace):
        yield _new(workspace, WORKFLOW, GITHUB.encode())


def _hook(workspace: Workspace) -> Step:
    if not workspace.tree.exists(HOOKS):
        return _new(workspace, HOOKS, new_configuration())
    try:
        before = workspace.tree.read(HOOKS)
        after = appended(before)
    except (NotAppended, OSError) as error:
        return f"{HOOKS}: left alone, {error}; append this by hand:\n{entry()}"
    return f"{HOOKS}: the hook is there" if after is None else Planned(HOOKS, before, after)


def _new(workspace: Workspace, path: str, content: bytes) -> Step:
    if (workspace.tree.root / path).exists() or (workspace.tree.root / path).is_symlink():
        return f"{path}: left alone, for a file is there"
    return Planned(path, None, content)


def _pipeline(workspace: Workspace) -> str:
    """The pipeline that runs it already; empty where none does."""
    tree = workspace.tree
    paths = (*tree.files(dirname(WORKFLOW)), *tree.files(GITLAB))
    return next((path for path in paths if runs_it(path, tree.read(path))), "")


def _is_for_github(workspace: Workspace) -> bool:
    """Whether pull requests are GitHub's: where nothing speaks for GitLab, they are."""
    tree = workspace.tree
    known = any("github" in url for url in git.remotes(tree.root))
    return known or tree.is_dir(dirname(WORKFLOW)) or not tree.exists(GITLAB)


def _by_hand(workspace: Workspace, found: Found) -> str:
    if not workspace.tree.exists(GITLAB) or _pipeline(workspace):
        return ""
    renders = bool(found.kustomizations or found.charts)
    return f"append this to {GITLAB}:\n\n{gitlab_job(renders=renders)}".rstrip("\n")


def _report(request: Request, workspace: Workspace, files: tuple[Planned, ...]) -> Report:
    """What `check` will tell; a PolicySet that is not valid is never written."""
    tree = Overlay(workspace.tree, {each.path: each.after for each in files})
    policies = find(tree, "")
    ahead = replace(workspace, tree=tree, policies=policies, governed=policies is not None)
    report = check_workspace(request, ahead)
    written = {each.path for each in files}
    broken = [item.message for item in report.findings if item.path in written]
    if broken:
        raise UsageError(f"no valid PolicySet can be made of this repository: {broken[0]}")
    return report
