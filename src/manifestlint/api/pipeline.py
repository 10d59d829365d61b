"""What GitHub Actions and GitLab CI say of the change that they run for.

GitHub: https://docs.github.com/en/actions/reference/workflows-and-actions/variables and the events
`pull_request` and `merge_group`; GitLab: https://docs.gitlab.com/ci/variables/predefined_variables/.
"""

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from manifestlint.api.request import UsageError
from manifestlint.model.shape import dig, text
from manifestlint.source import git

_MERGE = re.compile(r"refs/pull/\d+/merge")


@dataclass(frozen=True, slots=True)
class Target:
    """The branch that a change is for."""

    tip: str
    """Its commit, or the name by which git knows it."""
    fetch: str
    """The command that brings the tip."""
    merged: bool = False
    """What is checked out holds the tip already, so all that differs is the change."""
    parted: str = ""
    """Where the two parted, as the pipeline says; empty where it does not."""
    fetch_parted: str = ""
    """The command that brings where the two parted."""


def target(root: Path, environment: Mapping[str, str]) -> Target | None:
    """What the pipeline's change is for; None outside of pull requests and their like.

    Raises:
        UsageError: the pipeline's own description of the event cannot be read.
    """
    if environment.get("GITHUB_ACTIONS") == "true":
        return _of_github(root, environment)
    if environment.get("GITLAB_CI") == "true":
        return _of_gitlab(root, environment)
    return None


def _of_github(root: Path, environment: Mapping[str, str]) -> Target | None:
    if environment.get("GITHUB_EVENT_NAME") == "merge_group":
        base = _base_of_group(environment.get("GITHUB_EVENT_PATH", ""))
        return Target(base, fetch_command(root, base), merged=True)
    branch = environment.get("GITHUB_BASE_REF")
    if not branch:
        return None
    if _MERGE.fullmatch(environment.get("GITHUB_REF", "")):
        # The test merge of GitHub: its first parent is the target's tip. A shallow clone has cut the parents
        # off, but the commit itself still names them.
        head, parents = git.commit(root, "HEAD"), git.parents(root, "HEAD")
        if head == environment.get("GITHUB_SHA") and len(parents) > 1:
            return Target(parents[0], fetch_command(root, parents[0]), merged=True)
    return _of_branch(root, branch)


def _base_of_group(path: str) -> str:
    try:
        event = json.loads(Path(path).read_bytes())
    except (OSError, ValueError) as error:
        message = f"the file of $GITHUB_EVENT_PATH, {path!r}, does not describe the merge group: {error}"
        raise UsageError(message) from error
    base = text(dig(event, "merge_group", "base_sha"))
    if not base:
        raise UsageError(f"the file of $GITHUB_EVENT_PATH, {path!r}, names no merge_group.base_sha")
    return base


def _of_gitlab(root: Path, environment: Mapping[str, str]) -> Target | None:
    branch = environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
    if not branch:
        return None
    # Only a pipeline for merged results has this; it then runs on the two merged.
    tip = environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_SHA")
    if tip:
        return Target(tip, fetch_command(root, tip), merged=True)
    return _of_branch(root, branch, environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", ""))


def _of_branch(root: Path, branch: str, parted: str = "") -> Target:
    local, reference = f"refs/remotes/origin/{branch}", reference_of(branch)
    if parted:
        return Target(
            local, fetch_command(root, reference), parted=parted, fetch_parted=fetch_command(root, parted)
        )
    history = fetch_command(root, reference, "--unshallow")
    return Target(local, history, fetch_parted=history)


def reference_of(branch: str) -> str:
    """What to fetch of a branch, so that git knows it by its name afterwards, whatever was cloned."""
    return f"+refs/heads/{branch}:refs/remotes/origin/{branch}"


def fetch_command(root: Path, what: str, depth: str = "--depth=1") -> str:
    """The command that brings a commit or branch; only a clone that is shallow already may stay so."""
    quoted = shlex.quote(what)
    return f"git fetch {depth} origin {quoted}" if git.is_shallow(root) else f"git fetch origin {quoted}"
