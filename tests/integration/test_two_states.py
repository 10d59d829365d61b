"""What git makes of files does not look like a change, and what is no commit is part of one."""

from pathlib import Path

import pytest

from tests.integration.repository import DEPLOYMENT, WEB, Repository, repository, told

__all__ = ["repository"]
LATEST = DEPLOYMENT.replace("v1.0.0", "latest")
OTHER = "manifests/other.yaml"
SELECTOR = DEPLOYMENT.replace("app: web", "app: shop")


@pytest.mark.parametrize("style", ["lf", "crlf"])
def test_line_ends_are_no_change(repository: Repository, style: str) -> None:
    repository.commit({".gitattributes": f"*.yaml text eol={style}\n", WEB: LATEST})
    (repository.root / WEB).unlink()
    repository.git("checkout", "-q", "--", WEB)
    assert (b"\r\n" in (repository.root / WEB).read_bytes()) == (style == "crlf")
    repository.branch("topic")
    repository.commit({OTHER: DEPLOYMENT.replace("web", "other")})
    assert told(repository.check("--base", "main")) == [("image-tag-mutable", "old")]
    # Now the file itself changes: its old side is read as a checkout would write it.
    end = "\r\n" if style == "crlf" else "\n"
    repository.commit({WEB: f"# a comment\n{SELECTOR}".replace("\n", end)})
    found = repository.check("--base", "main")["findings"]
    assert [(item["rule"], item["change"]) for item in found] == [("selector-changed", "new")]
    repository.git("checkout", "-q", "-B", "comment", "main")
    repository.commit({WEB: f"# a comment\n{LATEST}".replace("\n", end)})
    assert told(repository.check("--base", "main")) == [("image-tag-mutable", "old")]


def test_a_line_end_rule_of_the_change_itself(repository: Repository) -> None:
    repository.commit({WEB: LATEST})
    repository.branch("topic")
    repository.commit({".gitattributes": "*.yaml text eol=crlf\n", WEB: LATEST.replace("\n", "\r\n")})
    assert told(repository.check("--base", "main")) == [("image-tag-mutable", "old")]


def test_a_renamed_file_is_no_new_object(repository: Repository) -> None:
    repository.branch("topic")
    repository.git("mv", WEB, "manifests/shop.yaml")
    repository.commit({})
    assert told(repository.check("--base", "main")) == []
    repository.commit({"manifests/shop.yaml": SELECTOR})
    assert told(repository.check("--base", "main")) == [("selector-changed", "new")]


def test_untracked_and_uncommitted_files_are_part_of_the_change(repository: Repository) -> None:
    repository.commit({".gitignore": "manifests/ignored.yaml\n"})
    repository.write({OTHER: LATEST.replace("web", "other"), "manifests/ignored.yaml": LATEST})
    assert told(repository.check("--base", "HEAD")) == [("image-tag-mutable", "new")]
    repository.write({OTHER: None, WEB: SELECTOR})
    assert told(repository.check("--base", "HEAD")) == [("selector-changed", "new")]


def test_what_is_not_saved_is_part_of_the_change(repository: Repository) -> None:
    asked = ("--base", "HEAD", "-", "--stdin-filename", WEB)
    assert told(repository.check(*asked, given=SELECTOR)) == [("selector-changed", "new")]
    assert told(repository.check(*asked, given=DEPLOYMENT)) == []


def test_submodules_are_left_alone(tmp_path: Path, repository: Repository) -> None:
    library = Repository(tmp_path / "library")
    library.root.mkdir()
    library.git("init", "-q", "-b", "main")
    library.commit({"web.yaml": DEPLOYMENT.replace("web", "lib")})
    repository.git("submodule", "add", "-q", library.root.as_uri(), "manifests/library")
    repository.commit({}, "Add the library")
    repository.branch("topic")
    inside = Repository(repository.root / "manifests" / "library")
    inside.commit({"web.yaml": LATEST.replace("web", "lib")})
    repository.commit({WEB: SELECTOR}, "Move the library on")
    report = repository.check("--base", "main")
    assert ("selector-changed", "new") in told(report)
    assert report["exit"] == 1
    assert not (repository.root / ".git" / "index.lock").exists()
    assert repository.git("status", "--porcelain") == ""


def test_nothing_is_checked_out(repository: Repository) -> None:
    repository.commit({"manifests/gone.yaml": DEPLOYMENT.replace("web", "gone")})
    repository.branch("topic")
    repository.commit({"manifests/gone.yaml": None, WEB: SELECTOR})
    before = {path: path.stat().st_mtime_ns for path in repository.root.glob("*/*.yaml")}
    repository.check("--base", "main")
    assert {path: path.stat().st_mtime_ns for path in repository.root.glob("*/*.yaml")} == before


def test_shallow_clone_that_has_both_commits(tmp_path: Path, repository: Repository) -> None:
    base = repository.git("rev-parse", "main")
    repository.commit({WEB: SELECTOR})
    clone = repository.clone(tmp_path / "clone", "--depth=2")
    assert told(clone.check("--base", base)) == [("selector-changed", "new")]
    shallow = repository.clone(tmp_path / "shallow", "--depth=1")
    failed = shallow.run("check", "--base", base)
    assert failed.exit_code == 2
    assert f"bring it with: git fetch --depth=1 origin {base}\n" in failed.stderr
    shallow.git("fetch", "--depth=1", "origin", base)
    assert told(shallow.check("--base", base)) == [("selector-changed", "new")]


def test_a_branch_that_a_clone_of_another_one_lacks(tmp_path: Path, repository: Repository) -> None:
    repository.branch("topic")
    repository.commit({WEB: SELECTOR})
    clone = repository.clone(tmp_path / "clone", "--single-branch", "--branch=topic")
    for name in ("main", "origin/main"):
        failed = clone.run("check", "--base", name)
        assert failed.exit_code == 2
        assert "git fetch origin +refs/heads/main:refs/remotes/origin/main\n" in failed.stderr
    clone.git("fetch", "-q", "origin", "+refs/heads/main:refs/remotes/origin/main")
    assert told(clone.check("--base", "main")) == [("selector-changed", "new")]


def test_before_the_first_commit_everything_is_judged(tmp_path: Path) -> None:
    fresh = Repository(tmp_path)
    fresh.git("init", "-q", "-b", "main")
    fresh.write({WEB: LATEST})
    fresh.git("add", "-A")
    assert told(fresh.check("--base", "HEAD")) == [("image-tag-mutable", None)]
    assert fresh.run("check", "--base", "HEAD~1").exit_code == 2
