"""In a pipeline `check` finds by itself what a change is compared with."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.integration.repository import DEPLOYMENT, WEB, Repository, as_pull_request, repository, told

__all__ = ["as_pull_request", "repository"]
LATEST = DEPLOYMENT.replace("v1.0.0", "latest")
OTHER = DEPLOYMENT.replace("web", "other")
OLD = OTHER.replace("v1.0.0", "latest")


@pytest.fixture
def merge(repository: Repository) -> str:
    """The test merge of a change of one object, beside another that was broken before."""
    repository.commit({"manifests/other.yaml": OLD})
    repository.branch("topic")
    repository.commit({WEB: LATEST})
    return repository.merge("topic")


def bring(clone: Repository, message: str) -> None:
    """Do what a message says brings the missing commits."""
    command = message.split("bring it with: ")[1].split(" (or", maxsplit=1)[0]
    clone.git(*shlex.split(command)[1:])


def test_pull_request(tmp_path: Path, repository: Repository, merge: str, as_pull_request: Any) -> None:
    as_pull_request(merge)
    report = repository.check()
    assert told(report) == [("image-tag-mutable", "old"), ("image-tag-mutable", "new")]
    assert report["exit"] == 1
    # Where the target itself is checked out there is no change.
    clone = repository.clone(tmp_path / "clone", "--branch=main")
    assert told(clone.check()) == [("image-tag-mutable", None)]


def test_none_switches_it_off(repository: Repository, merge: str, as_pull_request: Any) -> None:
    as_pull_request(merge)
    assert [change for _, change in told(repository.check("--base", "none"))] == [None, None]


def test_what_checks_a_folder_outside_of_git(
    tmp_path: Path, repository: Repository, merge: str, as_pull_request: Any
) -> None:
    as_pull_request(merge)
    (tmp_path / "rendered.yaml").write_text(LATEST)
    assert told(repository.check(str(tmp_path / "rendered.yaml"))) == [("image-tag-mutable", None)]


@pytest.mark.parametrize("depth", [1, 2])
def test_shallow_clone_of_the_merge(
    tmp_path: Path, repository: Repository, merge: str, as_pull_request: Any, depth: int
) -> None:
    as_pull_request(merge)
    repository.git("branch", "pull", merge)
    clone = repository.clone(tmp_path / "clone", f"--depth={depth}", "--branch=pull")
    if depth == 1:
        failed = clone.run("check")
        assert failed.exit_code == 2
        assert f"git fetch --depth=1 origin {repository.git('rev-parse', 'main')} " in failed.stderr
        bring(clone, failed.stderr)
    assert told(clone.check()) == [("image-tag-mutable", "old"), ("image-tag-mutable", "new")]


def test_shallow_clone_of_the_branch(
    tmp_path: Path, repository: Repository, merge: str, as_pull_request: Any
) -> None:
    as_pull_request(merge)
    clone = repository.clone(tmp_path / "clone", "--depth=1", "--branch=topic")
    failed = clone.run("check")
    assert failed.exit_code == 2
    assert "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main " in failed.stderr
    bring(clone, failed.stderr)
    assert told(clone.check()) == [("image-tag-mutable", "old"), ("image-tag-mutable", "new")]


def test_what_the_target_gained_is_not_the_change(repository: Repository, as_pull_request: Any) -> None:
    repository.branch("topic")
    repository.commit({WEB: LATEST})
    repository.git("checkout", "-q", "main")
    repository.commit({"manifests/other.yaml": OTHER})
    as_pull_request(repository.merge("topic"))
    assert told(repository.check()) == [("image-tag-mutable", "new")]


def test_merge_group(
    tmp_path: Path, repository: Repository, merge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert merge
    event = tmp_path / "event.json"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_EVENT_NAME", "merge_group")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    event.write_text(json.dumps({"merge_group": {"base_sha": repository.git("rev-parse", "main")}}))
    assert told(repository.check()) == [("image-tag-mutable", "old"), ("image-tag-mutable", "new")]
    for content in ("{}", "[1]", "{"):
        event.write_text(content)
        failed = repository.run("check")
        assert failed.exit_code == 2
        assert str(event) in failed.stderr


@pytest.fixture
def gitlab(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("GITLAB_CI", "true")
    monkeypatch.setenv("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")
    return monkeypatch


def test_gitlab_merged_results(repository: Repository, merge: str, gitlab: pytest.MonkeyPatch) -> None:
    assert merge
    gitlab.setenv("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", repository.git("rev-parse", "main"))
    assert told(repository.check()) == [("image-tag-mutable", "old"), ("image-tag-mutable", "new")]


def test_gitlab_branch(
    tmp_path: Path, repository: Repository, merge: str, gitlab: pytest.MonkeyPatch
) -> None:
    assert merge
    gitlab.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", repository.git("rev-parse", "main"))
    clone = repository.clone(tmp_path / "clone", "--depth=1", "--branch=topic")
    for _ in range(2):  # first the target branch is missing; bringing it brings where the two parted
        failed = clone.run("check")
        if failed.exit_code != 2:
            break
        bring(clone, failed.stderr)
    assert told(clone.check()) == [("image-tag-mutable", "old"), ("image-tag-mutable", "new")]


def test_other_events_have_no_base(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit({WEB: LATEST})
    for name in ("GITHUB_ACTIONS", "GITLAB_CI"):
        with monkeypatch.context() as context:
            context.setenv(name, "true")
            context.delenv("GITHUB_BASE_REF", raising=False)
            context.delenv("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", raising=False)
            context.setenv("GITHUB_EVENT_NAME", "push")
            assert told(repository.check()) == [("image-tag-mutable", None)]
