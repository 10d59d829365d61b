"""Which repository a URL means."""

import re
from collections.abc import Collection
from urllib.parse import quote, unquote

from manifestlint.argocd.sources import SourceSpec

_SCP = re.compile(r"(?:[^@/:]+@)?([^/:]+):(?!//|\d+/)(.+)")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^@/]*@)?([^/]+?)(?::\d*)?/(.+)", re.IGNORECASE)
_SSH = re.compile(r"(?:ssh://)?[^/:]*?@[^@]+")
_PARTS = re.compile(r"([a-z][a-z0-9+.-]*://)([^/?#]*)([^?#]*)(.*)")
_NO_HOST = re.compile(r"[\s{}|\\^`]")
_VALID_PATH = re.compile(r"(?:[A-Za-z0-9\-_.~/!$&'()*+,;=:@\[\]]|%[0-9a-f]{2})*")
_UNESCAPED = "/$&+,;=:@~"


def repository_key(url: str) -> str:
    """What equal repositories have in common, however the URL is spelt.

    User, letter case, a trailing slash and `.git` do not count, as in Argo CD (`util/git/git.go`,
    `NormalizeGitURL`, v3.1). Argo CD tells protocols and ports apart; for claiming files they do not matter,
    for a server listens for SSH and HTTPS on different ones.
    """
    url = url.strip()
    match = _URL.fullmatch(url) or _SCP.fullmatch(url)
    host, path = match.groups() if match else ("", url)
    path = path.strip("/").removesuffix(".git").rstrip("/")
    return f"{host}/{path}".lower()


def normalized_url(url: str) -> str:
    """A URL as Argo CD compares it with the `sourceRepos` of an AppProject.

    Letter case and `.git` do not count and `git@host:path` is one with `ssh://git@host/path`, but HTTPS and
    SSH differ, and a trailing slash counts. What cannot stand in a URL is escaped: with `{a,b}` in a path
    neither that nor a `*` is a pattern any more, and a host with one makes the whole pattern empty (Argo CD
    `util/git/git.go`, `NormalizeGitURL`, v3.1).
    """
    url = url.strip().lower()
    if _SSH.fullmatch(url) and not url.startswith("ssh://"):
        url = "ssh://" + url.replace(":", "/", 1)
    url = url.removesuffix(".git")
    match = _PARTS.fullmatch(url)
    if match:
        scheme, host, path, rest = match.groups()
        if _NO_HOST.search(host):
            return ""
        if not _VALID_PATH.fullmatch(path):
            path = quote(unquote(path), safe=_UNESCAPED)
        url = scheme + host + path + rest
    return url.removeprefix("ssh://")


def is_ours(source: SourceSpec, keys: Collection[str], revisions: Collection[str]) -> bool:
    """Whether a source reads what is being checked.

    `keys` are those of the URLs that mean this repository, `revisions` the default branch and the checked
    one. A chart comes from a chart repository, whatever its URL is.
    """
    return not source.chart and reads(source.repo_url, source.target_revision, keys, revisions)


def reads(url: str, revision: str, keys: Collection[str], revisions: Collection[str]) -> bool:
    """Whether a URL at a revision is this repository as it is checked.

    No revision means `HEAD`, which is the default branch (Argo CD docs, "Tracking and Deployment Strategies";
    `util/git/client.go`, `lsRemote`, v3.1, which takes the full names of branches too).
    """
    if repository_key(url) not in keys:
        return False
    return revision in {"", "HEAD"} or revision.removeprefix("refs/heads/") in revisions
