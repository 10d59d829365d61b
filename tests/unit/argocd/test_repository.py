"""One repository, however its URL is spelt."""

import pytest

from manifestlint.argocd.repository import repository_key


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
    assert repository_key("ssh://git@git.example.com:2222/team/x") == "git.example.com:2222/team/x"
    assert repository_key("../deploy") == "/../deploy"
