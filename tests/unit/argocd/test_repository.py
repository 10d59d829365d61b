"""One repository, however its URL is spelt."""

import pytest

from manifestlint.argocd.repository import is_ours, normalized_url, repository_key
from manifestlint.argocd.sources import read_source
from tests.unit.argocd.samples import KEYS, REVISIONS


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/team/deploy",
        "https://github.com/team/deploy.git",
        "https://github.com/team/deploy.git/",
        "https://user:token@GitHub.com/Team/deploy.git",
        "ssh://git@github.com/team/deploy.git",
        "git@github.com:team/deploy.git",
        "github.com:team/deploy",
    ],
)
def test_same(url: str) -> None:
    assert repository_key(url) == "github.com/team/deploy"


def test_others() -> None:
    assert repository_key("https://gitlab.com/team/deploy") != repository_key(
        "https://github.com/team/deploy"
    )
    assert repository_key("https://github.com/team/deploy2") != repository_key(
        "https://github.com/team/deploy"
    )
    assert repository_key("ssh://git@git.example.com:2222/team/x") == "git.example.com/team/x"
    assert repository_key("../deploy") == "/../deploy"


@pytest.mark.parametrize(
    ("url", "normalized"),
    [
        ("https://github.com/A/B.git", "https://github.com/a/b"),
        ("git@github.com:Org/Repo.git", "git@github.com/org/repo"),
        ("ssh://git@h:22/x/y.git", "git@h:22/x/y"),
        ("https://github.com/{a,b}/*", "https://github.com/%7Ba,b%7D/%2A"),
        ("https://{a,b}.com/x", ""),
        ("https://*.example.com/**", "https://*.example.com/**"),
        ("https://h/a b", "https://h/a%20b"),
        ("*", "*"),
    ],
)
def test_as_argocd_compares_urls_in_projects(url: str, normalized: str) -> None:
    """Each row was run through Go's net/url."""
    assert normalized_url(url) == normalized


@pytest.mark.parametrize(
    ("source", "ours"),
    [
        ({"repoURL": "git@git.example.com:team/deploy", "path": "x"}, True),
        ({"repoURL": "https://git.example.com/team/deploy.git", "targetRevision": "HEAD"}, True),
        ({"repoURL": "https://git.example.com/team/deploy", "targetRevision": "main"}, True),
        ({"repoURL": "https://git.example.com/team/deploy", "targetRevision": "refs/heads/main"}, True),
        ({"repoURL": "https://git.example.com/team/deploy", "targetRevision": "v1.2.3"}, False),
        ({"repoURL": "https://git.example.com/team/other", "targetRevision": "main"}, False),
        ({"repoURL": "https://git.example.com/team/deploy", "chart": "nginx"}, False),
    ],
)
def test_ours(source: dict[str, str], ours: bool) -> None:
    assert is_ours(read_source(source), KEYS, REVISIONS) is ours
