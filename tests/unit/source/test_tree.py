"""Trees: which files there are, and which can be read."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from manifestlint.source import Overlay, Tree, Worktree


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=t", "-c", "user.email=t@example.com")
    subprocess.run(["git", "-C", str(folder), *name, *arguments], check=True, capture_output=True)


def write(root: Path, *paths: str) -> None:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repo"
    root.mkdir()
    git(root, "init", "-q")
    return root


def test_lists_what_git_tracks_or_could(repository: Path) -> None:
    write(
        repository, "a.yaml", "ignored/kept.yaml", "ignored/x.yaml", "new.yaml", "gone.yaml", ".hidden/h.yaml"
    )
    (repository / ".gitignore").write_text("ignored/\n*.tmp\n")
    git(repository, "add", "a.yaml", "gone.yaml")
    git(repository, "add", "-f", "ignored/kept.yaml")
    (repository / "gone.yaml").unlink()
    listed = (".gitignore", ".hidden/h.yaml", "a.yaml", "ignored/kept.yaml", "new.yaml")
    assert Worktree(repository).files() == listed
    assert Worktree(repository).files("ignored") == ("ignored/kept.yaml",)
    assert Worktree(repository).files("a.yaml") == ("a.yaml",)
    assert Worktree(repository / "ignored").files() == ("kept.yaml",)


def commit(folder: Path, *paths: str) -> None:
    """Make a folder a repository of its own that holds these files."""
    folder.mkdir(exist_ok=True)
    git(folder, "init", "-q")
    write(folder, *paths)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "x")


def test_the_files_of_a_submodule_are_listed(repository: Path) -> None:
    write(repository, "a.yaml")
    commit(repository / "inner", "b.yaml", "d/c.yaml", "ignored.tmp")
    commit(repository / "inner" / "deep", "e.yaml")
    (repository / "inner" / ".gitignore").write_text("*.tmp\n")
    git(repository / "inner", "rm", "-q", "--cached", "ignored.tmp")
    git(repository / "inner", "add", ".")
    git(repository, "add", "inner")
    inner = ("inner/.gitignore", "inner/b.yaml", "inner/d/c.yaml", "inner/deep/e.yaml")
    assert Worktree(repository).files() == ("a.yaml", *inner)
    assert Worktree(repository).files("inner") == inner
    assert Worktree(repository).read("inner/deep/e.yaml") == b"e.yaml"


def test_a_submodule_whose_git_folder_is_elsewhere(repository: Path) -> None:
    commit(repository / "inner", "b.yaml", "d/c.yaml")
    git(repository, "add", "inner")
    (repository / "inner" / ".git").rename(repository.parent / "moved")
    (repository / "inner" / ".git").write_text("gitdir: ../../moved\n")
    assert Worktree(repository).files() == ("inner/b.yaml", "inner/d/c.yaml")
    (repository / "inner" / ".git").write_text("gitdir: ../../gone\n")
    assert Worktree(repository).files("inner") == ("inner/.git", "inner/b.yaml", "inner/d/c.yaml")


def test_a_repository_that_is_not_tracked_is_left_out(repository: Path) -> None:
    write(repository, "a.yaml")
    commit(repository / "inner", "b.yaml")
    (repository / "link").symlink_to("inner")
    assert Worktree(repository).files() == ("a.yaml",)
    assert Worktree(repository / "inner").files() == ("b.yaml",)


def test_what_is_not_checked_out_is_left_out(repository: Path) -> None:
    commit(repository / "inner", "b.yaml")
    write(repository, "a.yaml", "sparse.yaml", "was-a-file")
    git(repository, "add", ".")
    git(repository, "update-index", "--skip-worktree", "sparse.yaml")
    (repository / "sparse.yaml").unlink()
    (repository / "was-a-file").unlink()
    write(repository, "was-a-file/c.yaml")
    (repository / "inner" / ".git").rename(repository.parent / "moved")
    (repository / "inner" / "b.yaml").unlink()
    tree = Worktree(repository)
    assert tree.files() == ("a.yaml", "was-a-file/c.yaml")
    assert tree.unreadable() == ()


def test_strange_names(repository: Path) -> None:
    write(repository, "a b.yaml", "new\nline.yaml", "é😀.yaml", '"quoted".yaml', "-x.yaml")
    raw = os.path.join(os.fsencode(repository), b"\xff.yaml")
    with open(raw, "wb") as file:
        file.write(b"raw")
    tree = Worktree(repository)
    name = os.fsdecode(b"\xff.yaml")
    assert set(tree.files()) == {"a b.yaml", "new\nline.yaml", "é😀.yaml", '"quoted".yaml', "-x.yaml", name}
    assert tree.read(name) == b"raw"
    assert tree.read("new\nline.yaml") == b"new\nline.yaml"


def test_outside_of_git(tmp_path: Path) -> None:
    write(tmp_path, "b/c.yaml", "a.yaml", ".hidden/x.yaml", "b/.d/x.yaml", "b/.e.yaml")
    assert Worktree(tmp_path).files() == ("a.yaml", "b/.e.yaml", "b/c.yaml")
    assert Worktree(tmp_path).files("b") == ("b/.e.yaml", "b/c.yaml")
    assert Worktree(tmp_path).files("b/") == ("b/.e.yaml", "b/c.yaml")
    assert Worktree(tmp_path).files("a.yaml") == ("a.yaml",)
    assert Worktree(tmp_path / "nowhere").files() == ()
    for path in ("nowhere", "a.yaml/x", "../x", "b/..", "nul\0", "nul\0/x"):
        assert Worktree(tmp_path).files(path) == ()


def test_a_hidden_folder_that_is_asked_for_is_walked(tmp_path: Path) -> None:
    write(tmp_path, ".hidden/x.yaml", ".hidden/d/y.yaml", ".hidden/.e/z.yaml")
    assert Worktree(tmp_path).files(".hidden") == (".hidden/d/y.yaml", ".hidden/x.yaml")
    assert Worktree(tmp_path).files(".hidden/d") == (".hidden/d/y.yaml",)
    assert Worktree(tmp_path / ".hidden").files() == ("d/y.yaml", "x.yaml")


class Locked:
    """Folders that may not be listed, and paths that may not be looked at; a superuser may both."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folders: set[Path] = set()
        self.paths: set[Path] = set()
        self.asked: list[Path] = []
        scandir, lstat = os.scandir, os.lstat
        monkeypatch.setattr(os, "scandir", lambda path: scandir(self._checked(path, self.folders)))
        monkeypatch.setattr(os, "lstat", lambda path, **rest: lstat(self._checked(path, self.paths), **rest))

    def _checked(self, path: Any, locked: set[Path]) -> Any:
        self.asked.append(Path(path))
        if Path(path) in locked:
            raise PermissionError(13, "Permission denied", path)
        return path


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> Locked:
    return Locked(monkeypatch)


def test_only_what_is_asked_for_is_walked(tmp_path: Path, locked: Locked) -> None:
    write(tmp_path, "a/b.yaml", "other/deep/c.yaml", "d.yaml")
    tree = Worktree(tmp_path)
    assert tree.files("a") == ("a/b.yaml",)
    assert tree.files("d.yaml") == ("d.yaml",)
    assert tree.unreadable("a") == ()
    assert not any(path.is_relative_to(tmp_path / "other") for path in locked.asked)


def test_a_folder_that_cannot_be_listed(tmp_path: Path, locked: Locked) -> None:
    write(tmp_path, "a/b/c.yaml", "a/d.yaml", "e/f.yaml")
    locked.folders = {tmp_path / "a" / "b", tmp_path / "e"}
    tree: Tree = Overlay(Worktree(tmp_path), {"a/new.yaml": b""})
    assert tree.files() == ("a/d.yaml", "a/new.yaml")
    assert tree.unreadable() == ("a/b", "e")
    assert tree.unreadable("a") == ("a/b",)
    assert tree.unreadable("a/b") == ("a/b",)
    assert tree.unreadable("a/d.yaml") == ()
    locked.folders = {tmp_path}
    assert Worktree(tmp_path).unreadable() == ("",)


@pytest.mark.parametrize("with_git", [True, False])
def test_what_cannot_be_looked_at_is_listed(tmp_path: Path, locked: Locked, with_git: bool) -> None:
    write(tmp_path, "a.yaml", "b.yaml")
    if with_git:
        git(tmp_path, "init", "-q")
    locked.paths = {tmp_path / "a.yaml"}
    assert Worktree(tmp_path).files() == ("a.yaml", "b.yaml")
    assert Worktree(tmp_path).files("a.yaml") == ("a.yaml",)


def test_a_submodule_that_cannot_be_listed(repository: Path, locked: Locked) -> None:
    commit(repository / "inner", "b.yaml")
    git(repository, "add", "inner")
    (repository / "inner" / ".git").rename(repository.parent / "moved")
    (repository / "inner" / ".git").write_text("gitdir: ../../gone\n")
    locked.folders = {repository / "inner"}
    tree = Worktree(repository)
    assert (tree.files(), tree.unreadable()) == ((), ("inner",))


def test_without_git(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repository, "a.yaml")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Worktree(repository).files() == ("a.yaml",)


@pytest.mark.parametrize("with_git", [True, False])
def test_links(tmp_path: Path, with_git: bool) -> None:
    root = tmp_path / "root"
    write(tmp_path, "secret", "root/a.yaml", "root/d/b.yaml", "rootless/c")
    if with_git:
        git(root, "init", "-q")
    (root / "inside.yaml").symlink_to("a.yaml")
    (root / "outside.yaml").symlink_to("../secret")
    (root / "sibling.yaml").symlink_to("../rootless/c")
    (root / "dangling.yaml").symlink_to("nowhere")
    (root / "folder").symlink_to("d")
    (root / "loop").symlink_to("loop")
    tree = Worktree(root)
    assert tree.files() == (
        "a.yaml",
        "d/b.yaml",
        "dangling.yaml",
        "inside.yaml",
        "loop",
        "outside.yaml",
        "sibling.yaml",
    )
    for path in ("folder", "folder/b.yaml", "../rootless"):
        assert tree.files(path) == ()
    assert tree.files("outside.yaml") == ("outside.yaml",)
    assert tree.read("inside.yaml") == b"root/a.yaml"
    for path in ("outside.yaml", "sibling.yaml", "../secret", str(tmp_path / "secret")):
        with pytest.raises(OSError, match="outside of the tree"):
            tree.read(path)
        assert not tree.exists(path)
    for path in ("dangling.yaml", "loop"):
        with pytest.raises(OSError):  # noqa: PT011 - the system's own words
            tree.read(path)


def test_a_root_that_is_a_link(tmp_path: Path) -> None:
    write(tmp_path, "real/a.yaml")
    (tmp_path / "link").symlink_to("real")
    tree = Worktree(tmp_path / "link")
    assert tree.root == tmp_path / "link"
    assert tree.files() == ("a.yaml",)
    assert tree.read("a.yaml") == b"real/a.yaml"


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder").mkdir()
    tree = Worktree(tmp_path)
    assert tree.files() == ()
    for path in ("pipe.yaml", "folder", ""):
        with pytest.raises(OSError, match="not a regular file"):
            tree.read(path)


def test_exists(tmp_path: Path) -> None:
    write(tmp_path, "a/b.yaml")
    tree = Worktree(tmp_path)
    assert (tree.exists(""), tree.exists("a"), tree.exists("a/b.yaml"), tree.exists("a/c")) == (
        True,
        True,
        True,
        False,
    )
    assert (tree.is_dir(""), tree.is_dir("a"), tree.is_dir("a/b.yaml"), tree.is_dir("x")) == (
        True,
        True,
        False,
        False,
    )
    assert not tree.exists("nul\0")


def test_the_root_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Worktree(Path()).root == tmp_path


def test_an_overlay_lies_over_a_tree(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "d/b.yaml")
    tree: Tree = Overlay(Worktree(tmp_path), {"a.yaml": b"new", "e/c.yaml": b"more"})
    assert tree.root == tmp_path
    assert tree.files() == ("a.yaml", "d/b.yaml", "e/c.yaml")
    assert tree.files("e") == ("e/c.yaml",)
    assert [tree.read(path) for path in tree.files()] == [b"new", b"d/b.yaml", b"more"]
    assert (tree.is_dir(""), tree.is_dir("e"), tree.is_dir("d"), tree.is_dir("a.yaml")) == (
        True,
        True,
        True,
        False,
    )
    assert (tree.exists("e"), tree.exists("e/c.yaml"), tree.exists("f")) == (True, True, False)
