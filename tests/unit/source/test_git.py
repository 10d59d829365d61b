"""Questions to git, answered by real repositories."""

import os
import subprocess
from pathlib import Path

import pytest

from manifestlint.source import git


def run(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repo"
    root.mkdir()
    run(root, "init", "-q")
    return root


def test_toplevel(repository: Path, tmp_path: Path) -> None:
    inner = repository / "a b" / "c"
    inner.mkdir(parents=True)
    assert git.toplevel(inner) == repository.resolve()
    assert git.toplevel(tmp_path) is None
    assert git.toplevel(tmp_path / "nowhere") is None


def test_remotes(repository: Path, tmp_path: Path) -> None:
    assert git.remotes(repository) == ()
    run(repository, "remote", "add", "origin", "https://example.com/a.git")
    run(repository, "remote", "add", "other", "git@example.com:b.git")
    assert git.remotes(repository) == ("https://example.com/a.git", "git@example.com:b.git")
    assert git.remotes(tmp_path) == ()


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git.toplevel(repository) is None
    assert git.remotes(repository) == ()
    assert git.tracked_and_unignored(repository) is None


def test_the_environment_of_a_hook_does_not_lead_astray(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    run(other, "init", "-q")
    (other / "x").touch()
    (repository / "y").touch()
    run(repository, "add", "y")
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(repository))
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository / ".git" / "index"))
    assert git.toplevel(other) == other.resolve()
    assert git.tracked_and_unignored(other) == ("x",)


def test_takes_no_locks(repository: Path) -> None:
    os.chmod(repository / ".git", 0o555)  # noqa: S103 - git must do without writing
    assert git.tracked_and_unignored(repository) == ()
    os.chmod(repository / ".git", 0o755)  # noqa: S103


def save(root: Path, path: str, content: str | None, subject: str, *options: str) -> None:
    file = root / path
    if content is None:
        file.unlink()
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    run(root, "add", "--all")
    run(root, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", subject, *options)


def test_versions_are_what_arrived_on_the_branch(repository: Path) -> None:
    path = "a [b]/ação.yaml"
    run(repository, "checkout", "-qb", "main")
    save(repository, path, "one", "First\tone")
    save(repository, "other.yaml", "x", "Something else")
    run(repository, "checkout", "-qb", "bump")
    save(repository, path, "half", "Half of it")
    save(repository, path, "two", "Two")
    run(repository, "checkout", "-q", "main")
    merge = ("merge", "-q", "--no-ff", "-m", "Merge two", "bump")
    run(repository, "-c", "user.name=t", "-c", "user.email=t@example.com", *merge)
    save(repository, path, None, "Gone")
    found = list(git.versions(repository, "main", path, 10))
    assert [(each.subject, each.content(repository)) for each in found] == [
        ("Merge two", b"two"),
        ("First\tone", b"one"),
    ]
    assert [each.subject for each in git.versions(repository, "main", path, 2)] == ["Merge two"]
    assert not list(git.versions(repository, "nowhere", path, 10))
