"""Links into the repository."""

from urllib.parse import quote

from manifestlint.core.report import Repository

_OTHERS = ("azure", "bitbucket", "codeberg", "gitea", "visualstudio")
"""Hosts with these in their names have other addresses for files than GitHub and GitLab."""


def permalink(repository: Repository | None, path: str, line: int = 0, commit: str = "") -> str:
    """The address of a file, or of a line in it, as it is in the commit that was judged, or in another.

    Empty where it is not known. GitLab knows addresses in GitHub's form, too.
    """
    if repository is None or not repository.url or not repository.commit:
        return ""
    if any(host in repository.url.split("/")[2] for host in _OTHERS):
        return ""
    file = quote(path.encode(errors="surrogateescape"))
    return f"{repository.url}/blob/{commit or repository.commit}/{file}" + (f"#L{line}" if line else "")
