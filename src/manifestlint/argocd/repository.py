"""Whether two repository URLs mean the same repository."""

import re

_SCP = re.compile(r"(?:[^@/:]+@)?([^/:]+):(?!//|\d+/)(.+)")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^@/]*@)?([^/]+)/(.+)", re.IGNORECASE)


def repository_key(url: str) -> str:
    """What equal repositories have in common, however the URL is spelt.

    Protocol, user, letter case, a trailing slash and `.git` do not count, as in Argo CD
    (`util/git/client.go`, `NormalizeGitURL`, v3.1, which tells protocols apart; for claiming files they do
    not matter).
    """
    url = url.strip()
    match = _URL.fullmatch(url) or _SCP.fullmatch(url)
    host, path = match.groups() if match else ("", url)
    path = path.strip("/").removesuffix(".git").rstrip("/")
    return f"{host}/{path}".lower()
