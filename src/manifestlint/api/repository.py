"""Where the files can be looked at: the repository's address, and the commit."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from manifestlint.api.workspace import Workspace
from manifestlint.core.report import Repository
from manifestlint.model.shape import dig, text
from manifestlint.source import git

_REMOTE = re.compile(
    r"(?:(?P<scheme>https?|ssh|git)://(?:[^@/]*@)?|(?:[^@/:]+@)?(?=[^/:]{2,}:(?!//)))"
    r"(?P<host>[^/:@]+)(?P<port>:\d+)?[:/]/*(?P<path>[^?#]+)",
    re.IGNORECASE,
)


def find_repository(workspace: Workspace, environment: Mapping[str, str]) -> Repository | None:
    """What the pipeline says of the commit that is judged, else the remote `origin`; None outside of git.

    Without a pipeline the commit is told only where the files are as it has them.
    """
    if not workspace.in_git:
        return None
    root = workspace.tree.root
    head = workspace.commit or git.commit(root, "HEAD") or ""
    url, commits = _of_pipeline(environment)
    if url and head in commits:
        return Repository(url, commits[head])
    clean = bool(workspace.commit) or git.differing(root, "HEAD") == ()
    return Repository(web_address(git.remote(root)), head if clean else "")


def _of_pipeline(environment: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The repository's address, and for what may be checked out the commit that people know."""
    if environment.get("GITHUB_ACTIONS") == "true" and environment.get("GITHUB_REPOSITORY"):
        server = environment.get("GITHUB_SERVER_URL") or "https://github.com"
        checked_out = environment.get("GITHUB_SHA", "")
        head = _head_of_pull_request(environment.get("GITHUB_EVENT_PATH", ""))
        # For a pull request GitHub checks out a test merge, which nobody can look at for long.
        merge = environment.get("GITHUB_REF", "").endswith("/merge")
        known = {checked_out: head if merge and head else checked_out}
        return f"{server}/{environment['GITHUB_REPOSITORY']}", known | ({head: head} if head else {})
    if environment.get("GITLAB_CI") == "true" and environment.get("CI_PROJECT_URL"):
        commit = environment.get("CI_COMMIT_SHA", "")
        return environment["CI_PROJECT_URL"].rstrip("/"), {commit: commit}
    return "", {}


def _head_of_pull_request(path: str) -> str:
    try:
        event = json.loads(Path(path).read_bytes()) if path else None
    except (OSError, ValueError):
        return ""  # whoever needs the event for a verdict says so
    return text(dig(event, "pull_request", "head", "sha")) or ""


def web_address(remote: str) -> str:
    """A remote's address for browsers, without user and password; empty where it is not on a server."""
    match = _REMOTE.fullmatch(remote.strip())
    if match is None:
        return ""
    scheme = (match["scheme"] or "").lower()
    port = match["port"] or "" if scheme in {"http", "https"} else ""
    path = match["path"].strip("/").removesuffix(".git")
    return f"{scheme if scheme == 'http' else 'https'}://{match['host']}{port}/{path}"
