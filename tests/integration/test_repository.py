"""Where a report says that the files can be looked at."""

import json
import os
from pathlib import Path

import pytest

from manifestlint.api import Request, check
from manifestlint.api.repository import web_address
from manifestlint.core import report
from tests.integration.repository import WEB, Repository, repository

__all__ = ["repository"]
SERVER = "https://github.example"


def found(repository: Repository, head: str | None = None) -> report.Repository:
    told = check(Request(cwd=repository.root, repository=True, base="none", head=head)).repository
    assert told is not None
    return told


def test_remote_and_commit(repository: Repository) -> None:
    repository.git("remote", "add", "origin", "git@github.com:shop/deploy.git")
    head = repository.git("rev-parse", "HEAD")
    assert found(repository) == report.Repository("https://github.com/shop/deploy", head)
    repository.write({WEB: "kind: none\n"})
    assert found(repository) == report.Repository("https://github.com/shop/deploy", "")
    assert found(repository, "HEAD").commit == head


def test_without_a_remote_or_git(repository: Repository, tmp_path: Path) -> None:
    assert found(repository).url == ""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.yaml").write_text("")
    assert check(Request(cwd=outside, repository=True)).repository is None
    assert check(Request(cwd=repository.root)).repository is None


def github(monkeypatch: pytest.MonkeyPatch, **more: str) -> None:
    variables = {
        "ACTIONS": "true",
        "SERVER_URL": SERVER,
        "REPOSITORY": "shop/deploy",
        **more,
    }
    for name, value in variables.items():
        monkeypatch.setenv(f"GITHUB_{name}", value)


def test_push_in_github_actions(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    head = repository.git("rev-parse", "HEAD")
    github(monkeypatch, SHA=head, REF="refs/heads/main")
    repository.write({"built.yaml": ""})
    assert found(repository) == report.Repository(f"{SERVER}/shop/deploy", head)


@pytest.mark.parametrize("checked_out", ["merge", "head"])
def test_pull_request_in_github_actions(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, checked_out: str, tmp_path: Path
) -> None:
    repository.branch("topic")
    head = repository.commit({"a.txt": "a"})
    merge = repository.merge("topic")
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"pull_request": {"head": {"sha": head}}}))
    github(monkeypatch, SHA=merge, REF="refs/pull/7/merge", EVENT_PATH=str(event))
    repository.git("checkout", "-q", "--detach", merge if checked_out == "merge" else head)
    assert found(repository).commit == head


def test_another_repository_checked_out_in_github_actions(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    github(monkeypatch, SHA="f" * 40, REF="refs/heads/main", EVENT_PATH=os.devnull)
    repository.git("remote", "add", "origin", "https://token@github.com/other/one")
    assert found(repository).url == "https://github.com/other/one"


def test_gitlab(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    head = repository.git("rev-parse", "HEAD")
    monkeypatch.setenv("GITLAB_CI", "true")
    monkeypatch.setenv("CI_PROJECT_URL", "https://git.example/group/shop")
    monkeypatch.setenv("CI_COMMIT_SHA", head)
    assert found(repository) == report.Repository("https://git.example/group/shop", head)


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/shop/deploy.git", "https://github.com/shop/deploy"),
        ("https://user:secret@github.com/shop/deploy", "https://github.com/shop/deploy"),
        ("https://git.example:8443/shop/deploy/", "https://git.example:8443/shop/deploy"),
        ("http://git.example/shop/deploy", "http://git.example/shop/deploy"),
        ("git@github.com:shop/deploy.git", "https://github.com/shop/deploy"),
        ("github.com:shop/deploy.git", "https://github.com/shop/deploy"),
        ("ssh://git@git.example:2222/group/sub/deploy.git", "https://git.example/group/sub/deploy"),
        ("git@ssh.example:/shop/deploy.git", "https://ssh.example/shop/deploy"),
        ("/srv/git/deploy.git", ""),
        ("C:\\git\\deploy", ""),
        ("../deploy", ""),
        ("file:///srv/git/deploy.git", ""),
        ("", ""),
    ],
)
def test_address_for_browsers(remote: str, address: str) -> None:
    assert web_address(remote) == address
