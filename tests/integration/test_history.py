"""What was deployed when, told by repositories that are made for it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.repository import DEPLOYMENT, WEB, Repository, repository

__all__ = ["repository"]


def tagged(tag: str) -> str:
    return DEPLOYMENT.replace("v1.0.0", tag)


def told(repository: Repository, *arguments: str) -> list[dict[str, Any]]:
    result = repository.run("history", "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["deployments"]
    return found


def steps(repository: Repository, *arguments: str) -> list[tuple[str, str | None, str | None, str]]:
    return [
        (each["name"], each["before"], each["after"], each["step"])
        for deployment in told(repository, *arguments)
        for each in deployment["versions"]
    ]


def test_a_line_for_each_deployment(repository: Repository) -> None:
    repository.commit({WEB: tagged("v1.0.1")}, "Bump")
    repository.commit({"README.md": "no manifest\n"})
    repository.commit({WEB: tagged("v1.1.0").replace("replicas: 2", "replicas: 3")})
    lines = repository.run("history").stdout.splitlines()
    assert [line.rpartition("  ")[2] for line in lines[:-1]] == [
        "what",
        "web v1.0.1 -> v1.1.0, minor",
        "web v1.0.0 -> v1.0.1, patch",
        "web v1.0.0 first seen",
    ]
    newest = repository.git("rev-parse", "--short=10", "HEAD")
    assert lines[1].split()[2:4] == [newest, "T"]
    assert lines[-1] == f"to roll back the newest: git revert {newest}"


def test_a_merge_is_one_deployment(repository: Repository) -> None:
    repository.branch("topic")
    repository.commit({WEB: tagged("v1.0.1")})
    repository.commit({WEB: tagged("v1.0.2")})
    merged = repository.merge("topic")
    repository.git("branch", "-f", "main", merged)
    newest = told(repository)[0]
    assert (newest["commit"], newest["is_merge"], newest["files"]) == (merged, True, 1)
    assert steps(repository)[0] == ("web", "v1.0.0", "v1.0.2", "patch")
    assert repository.run("history").stdout.splitlines()[-1].endswith(f"git revert -m 1 {merged[:10]}")


def test_a_revert_and_its_revert(repository: Repository) -> None:
    bad = repository.commit({WEB: tagged("v1.0.1")})
    repository.git("revert", "--no-edit", bad)
    back = repository.git("rev-parse", "HEAD")
    repository.git("revert", "--no-edit", back)
    again, reverted, bumped, begun = told(repository)
    assert (again["reverts"], again["back_to"]) == (back, bad)
    assert (reverted["reverts"], reverted["back_to"]) == (bad, begun["commit"])
    assert (bumped["reverts"], bumped["back_to"], begun["reverts"]) == (None, None, None)
    lines = repository.run("history").stdout.splitlines()
    assert lines[2].endswith(f"v1.0.1 -> v1.0.0, down; reverts {bad[:10]}, back to {begun['commit'][:10]}")


def test_what_was_squashed_is_known_by_its_images(repository: Repository) -> None:
    bad = repository.commit({WEB: tagged("v1.0.1")})
    repository.commit({WEB: tagged("v1.0.0")}, "Back, by hand")
    assert told(repository)[0]["reverts"] == bad


def test_files_that_move_and_go(repository: Repository) -> None:
    repository.git("mv", WEB, "manifests/shop.yaml")
    repository.commit({})
    assert steps(repository) == [("web", None, "v1.0.0", "first seen")]
    repository.commit({"manifests/shop.yaml": None})
    assert steps(repository)[0] == ("web", "v1.0.0", None, "removed")


def test_kustomize_and_values(repository: Repository) -> None:
    overlay = "manifests/prod/kustomization.yaml"
    values = "manifests/chart/values.yaml"
    kustomization = "images:\n- name: example/web\n  newTag: v1.0.0\n"
    image = "image:\n  repository: example/job\n  tag: v2.0.0\n"
    repository.commit({overlay: kustomization, values: image})
    repository.commit({overlay: kustomization.replace("v1.0.0", "v1.2.0")})
    repository.commit({values: image.replace("v2.0.0", "v3.0.0")})
    assert steps(repository)[:2] == [
        ("job", "v2.0.0", "v3.0.0", "major"),
        ("web", "v1.0.0", "v1.2.0", "minor"),
    ]


def test_paths_limit_and_all(repository: Repository) -> None:
    repository.commit({"manifests/job/job.yaml": tagged("v5.0.0").replace("web", "job")})
    repository.commit({WEB: tagged("v1.0.0").replace("replicas: 2", "replicas: 4")})
    assert steps(repository, "manifests/job") == [("job", None, "v5.0.0", "added")]
    assert len(told(repository, "--limit", "1")) == 1
    newest = told(repository, "--all")[0]
    assert (newest["versions"], newest["files"]) == ([], 1)
    assert "no image, 1 manifest: Change" in repository.run("history", "--all").stdout


def test_nothing_breaks_out(repository: Repository) -> None:
    evil = "\x1b[31m<script>|`x"
    repository.write({WEB: tagged("v1.0.1")})
    repository.git("-c", f"user.name={evil}", "commit", "-qam", f"{evil}\n\nbody \x01 |")
    for name in ("text", "markdown"):
        out = repository.run("history", "--all", "--format", name).stdout
        assert "\x1b" not in out
        assert name == "text" or "<script>" not in out


def test_a_shallow_clone_says_so(tmp_path: Path, repository: Repository) -> None:
    repository.commit({WEB: tagged("v1.0.1")})
    repository.commit({WEB: tagged("v1.0.2")})
    clone = repository.clone(tmp_path / "clone", "--depth=2")
    assert "note: this clone is shallow" in clone.run("history").stdout
    last = repository.clone(tmp_path / "last", "--depth=1").run("history").stdout
    assert "web v1.0.2 first seen" in last
    assert "git revert" not in last, "it would take everything away"


def test_stages_are_told_apart(repository: Repository) -> None:
    dev, prod = "manifests/dev/web.yaml", "manifests/prod/web.yaml"
    repository.commit({WEB: None, dev: tagged("v1.0.0"), prod: tagged("v1.0.0")})
    bumped = repository.commit({dev: tagged("v2.0.0")})
    repository.commit({prod: tagged("v2.0.0")})
    repository.commit({dev: tagged("v1.0.0")})
    back, promoted, *_ = told(repository)
    assert (promoted["reverts"], promoted["back_to"]) == (None, None)
    assert back["reverts"] == bumped
    assert "in manifests/dev/web.yaml; reverts" in repository.run("history").stdout


def test_what_cannot_be_read_removes_nothing(repository: Repository) -> None:
    repository.commit({WEB: "a: [\n"})
    repository.commit({WEB: tagged("v1.0.1")})
    assert steps(repository) == [("web", "v1.0.0", "v1.0.1", "patch"), ("web", None, "v1.0.0", "first seen")]


def test_no_setting_of_git_hides_a_deployment(repository: Repository) -> None:
    repository.branch("topic")
    repository.commit({WEB: tagged("v1.0.1")})
    repository.merge("topic")
    for name, value in (("log.diffMerges", "off"), ("log.showRoot", "false"), ("log.showSignature", "true")):
        repository.git("config", name, value)
    assert len(told(repository)) == 2


def test_a_message_is_believed_only_with_its_images(repository: Repository) -> None:
    bumped = repository.commit({WEB: tagged("v1.0.1")})
    repository.commit({WEB: tagged("v1.0.2")}, f"Go on\n\nThis reverts commit {bumped}.")
    assert told(repository)[0]["reverts"] is None


def test_no_way_back_from_what_is_not_deployed(repository: Repository) -> None:
    repository.commit({WEB: tagged("v1.0.1")})
    repository.write({WEB: tagged("v1.0.2")})
    out = repository.run("history").stdout
    assert "git revert" not in out
    assert "note: manifests differ from the last commit" in out
    repository.git("checkout", "-q", "-B", "topic")
    repository.commit({})
    out = repository.run("history").stdout
    assert "git revert" not in out
    assert "note: this branch is not merged" in out


@pytest.mark.parametrize("files", [{}, {"a.yaml": "a: 1\n"}], ids=["no commit", "no git"])
def test_where_git_has_nothing_to_tell(tmp_path: Path, files: dict[str, str]) -> None:
    here = Repository(tmp_path)
    here.write(files)
    if not files:
        here.git("init", "-q")
    result = here.run("history")
    assert result.exit_code == 2
    assert "a history is told by git's commits" in result.stderr
