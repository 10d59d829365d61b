"""From paths on the command line to a tree and its policies."""

import os
import subprocess
from pathlib import Path

import pytest

from manifestlint.api.request import Request, UsageError
from manifestlint.api.workspace import Workspace, open_workspace
from manifestlint.core.failure import FailureKind
from manifestlint.source import git

SET = b"apiVersion: manifestlint.dev/v1\nkind: PolicySet\nspec: {}\n"


def write(root: Path, *paths: str, content: bytes = SET) -> None:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def init(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "-C", str(folder), "init", "-q"], check=True, capture_output=True)


def opened(cwd: Path, *paths: str, policies: str | None = None) -> Workspace:
    request = Request(tuple(map(Path, paths)), Path(policies) if policies else None, cwd=cwd)
    return open_workspace(request)


def policies_of(cwd: Path, path: str, policies: str) -> tuple[str, str, list[str], bool]:
    """The folder that is found, what its paths count from, its files, and whether it governs."""
    workspace = opened(cwd, path, policies=policies)
    folder = workspace.policies
    assert folder is not None
    assert not folder.failures
    return folder.path, folder.base, [source.path for source in folder.sources], workspace.governed


def test_the_root_is_the_git_worktree(tmp_path: Path) -> None:
    init(tmp_path / "repo")
    write(tmp_path, "repo/a/x.yaml", "repo/b/y.yaml")
    workspace = opened(tmp_path, "repo/a/x.yaml", "repo/b")
    assert (workspace.tree.root, workspace.paths) == (tmp_path / "repo", ("a/x.yaml", "b"))
    assert workspace.in_git


@pytest.mark.parametrize("other", ["two/y.yaml", "none/y.yaml", "y.yaml", "two"])
def test_paths_in_different_repositories(tmp_path: Path, other: str) -> None:
    for name in ("one", "two"):
        init(tmp_path / name)
    write(tmp_path, "one/d/x.yaml", "two/y.yaml", "none/y.yaml", "y.yaml")
    for paths in (("one/d", other), (other, "one/d/x.yaml")):
        with pytest.raises(UsageError, match="different repositories; check them one after the other"):
            opened(tmp_path, *paths)


def test_paths_without_a_repository(tmp_path: Path) -> None:
    write(tmp_path, "a/x.yaml", "b/y.yaml", "c/.git")
    assert opened(tmp_path, "a/x.yaml", "b").tree.root == tmp_path
    assert opened(tmp_path, "a/x.yaml", "c").paths == ("a/x.yaml", "c")


def test_a_folder_that_holds_repositories(tmp_path: Path) -> None:
    init(tmp_path / "one")
    write(tmp_path, "one/x.yaml", "y.yaml")
    assert opened(tmp_path, ".").tree.files() == ("one/x.yaml", "y.yaml")


def test_a_submodule_and_the_repository_around_it(tmp_path: Path) -> None:
    init(tmp_path)
    init(tmp_path / "inner")
    write(tmp_path, "inner/x.yaml", "y.yaml")
    assert opened(tmp_path, "inner/x.yaml", "y.yaml").paths == ("inner/x.yaml", "y.yaml")
    assert opened(tmp_path, "inner").tree.root == tmp_path / "inner"


def test_the_policies_of_the_file_system_s_root_govern_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "x.yaml")
    isdir = os.path.isdir
    monkeypatch.setattr(os.path, "isdir", lambda path: str(path) == "/policies" or isdir(path))
    assert opened(tmp_path, "x.yaml").tree.root == tmp_path


def test_only_policies_are_looked_for_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "policies/p.yaml", "other/deep/x.yaml", "m/y.yaml")
    seen: list[str] = []
    scandir = os.scandir

    def noted(path: str) -> object:
        seen.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", noted)
    assert opened(tmp_path, "m").tree.root == tmp_path
    assert not [path for path in seen if "other" in path]


@pytest.mark.parametrize("path", ["link/../z.yaml", "link/../../away/z.yaml", "here/../away/z.yaml"])
def test_a_path_leads_where_the_shell_goes(tmp_path: Path, path: str) -> None:
    write(tmp_path, "away/z.yaml", "away/deep/x.yaml")
    (tmp_path / "here").mkdir()
    (tmp_path / "link").symlink_to("away/deep")
    workspace = opened(tmp_path, path)
    assert (workspace.tree.root, workspace.paths) == (tmp_path / "away", ("z.yaml",))


def test_links(tmp_path: Path) -> None:
    write(tmp_path, "d/x.yaml")
    (tmp_path / "d" / "file.yaml").symlink_to("x.yaml")
    (tmp_path / "folder").symlink_to("d")
    (tmp_path / "loop").symlink_to("loop")
    assert opened(tmp_path, "folder/file.yaml").paths == ("file.yaml",)
    assert opened(tmp_path, "folder/.").tree.root == tmp_path / "d"
    assert opened(tmp_path, "d/..").tree.root == tmp_path
    assert opened(tmp_path, "loop").paths == ("loop",)
    with pytest.raises(UsageError, match="no file or folder"):
        opened(tmp_path, "loop/x.yaml")


@pytest.mark.parametrize("named", ["rules", "rules/p.yaml"])
def test_policies_that_are_named(tmp_path: Path, named: str) -> None:
    write(tmp_path, "rules/p.yaml", "m/x.yaml")
    write(tmp_path, "rules/x.yaml/deep.yaml", "rules/readme.md")
    assert policies_of(tmp_path, ".", named) == ("rules", "", ["rules/p.yaml"], True)
    assert policies_of(tmp_path, "m", named) == ("../rules", "..", ["../rules/p.yaml"], False)


@pytest.mark.parametrize("with_git", [True, False])
@pytest.mark.parametrize("named", [".", "p.yaml"])
def test_policies_in_the_root_of_the_tree(tmp_path: Path, named: str, with_git: bool) -> None:
    write(tmp_path, "p.yaml", "m/x.yaml")
    if with_git:
        init(tmp_path)
    assert policies_of(tmp_path, ".", named) == ("", "..", ["p.yaml"], False)


def test_policies_from_elsewhere(tmp_path: Path) -> None:
    write(tmp_path, "team/policies/p.yaml", "repo/x.yaml", "all/repo/y.yaml")
    above = ("../team/policies", "../team", ["../team/policies/p.yaml"], False)
    assert policies_of(tmp_path, "repo", "team/policies") == above
    init(tmp_path / "repo")
    assert policies_of(tmp_path, "repo", "team/policies") == above
    assert policies_of(tmp_path / "repo", ".", "../team/policies/p.yaml") == above
    assert policies_of(tmp_path, "team", "team/policies")[3]


def test_policies_that_git_ignores_are_read_where_they_are_named(tmp_path: Path) -> None:
    init(tmp_path)
    write(tmp_path, "fetched/p.yaml", "m/x.yaml")
    write(tmp_path, ".gitignore", content=b"fetched/\n")
    assert policies_of(tmp_path, "m", "fetched") == ("fetched", "", ["fetched/p.yaml"], True)


@pytest.mark.parametrize("named", ["empty", "folders", "other.yaml"])
def test_no_policyset_where_one_was_named(tmp_path: Path, named: str) -> None:
    write(tmp_path, "folders/x.yaml/p.yaml", "m/x.yaml")
    write(tmp_path, "other.yaml", content=b"kind: ConfigMap\n")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=f"there is no PolicySet in '{named}'"):
        opened(tmp_path, "m", policies=named)


def test_policies_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file or folder 'gone' to take policies from"):
        opened(tmp_path, ".", policies="gone")


def test_policies_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "rules/p.yaml")

    def refused(path: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(UsageError, match="'rules' cannot be read: Permission denied"):
        opened(tmp_path, ".", policies="rules")


def test_a_policy_file_that_cannot_be_read_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path, "rules/p.yaml")
    (tmp_path / "rules" / "q.yaml").symlink_to("gone")
    folder = opened(tmp_path, ".", policies="rules").policies
    assert folder is not None
    assert [(failure.kind, failure.path) for failure in folder.failures] == [
        (FailureKind.UNREADABLE, "rules/q.yaml")
    ]


def test_git_is_asked_no_more_than_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, *(f"{name}/x.yaml" for name in "abcdef"))
    asked: list[Path] = []
    monkeypatch.setattr(git, "toplevel", asked.append)
    opened(tmp_path, *"abcdef")
    assert asked == [tmp_path]
