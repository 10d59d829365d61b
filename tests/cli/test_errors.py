"""What somebody is told who asks for what cannot be: what is wrong, and what to do instead."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import CLEAN, Run, Write


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("chek",), 'there is no command "chek"; did you mean "check"?'),
        (("manifests",), 'there is no command "manifests"; did you mean "check manifests"?'),
        (("deploy",), 'there is no command "deploy"'),
        (("check", "manifest"), "there is no file or folder 'manifest'; did you mean 'manifests'?"),
        (("check", "a/b/c"), "there is no file or folder 'a/b/c'"),
        (("check", "--policies", "polices"), "'polices' to take policies from; did you mean 'policies'?"),
        (
            ("check", "--policies", "manifests"),
            "there is no PolicySet in 'manifests': nothing with that kind",
        ),
        (("check", "--base", "main"), "a base is a commit, and this is no git repository"),
        (("review",), "a review compares commits, and this is no git repository"),
        (("baseline",), "there is none; write one with: manifestlint init"),
        (("check", "--format", "json:manifests"), "'manifests' is a folder; name a file"),
        (("check", "--format", "json:no/x.json"), "'no/x.json' cannot be written: there is no folder 'no'"),
        (("check", "--format=json", "--format=text"), "two formats go to standard output; give one a file"),
        (("check", "--select", "image-tag-mutble"), 'did you mean "image-tag-mutable"?'),
    ],
)
def test_what_is_said(
    run: Run, write: Write, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    write("manifests/web.yaml", CLEAN)
    (tmp_path / "policies").mkdir()
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_without_git(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("web.yaml", CLEAN)
    monkeypatch.setenv("PATH", "")
    assert "a base is a commit, and git is not installed" in run("check", "--base", "main").stderr
    assert run("check").exit_code == 0


def test_a_commit_that_is_not_here(run: Run, write: Write, tmp_path: Path) -> None:
    write("web.yaml", CLEAN)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    said = run("check", "--base", "mian").stderr
    assert said.endswith('git has no branch, tag or commit "mian" here\n')
    subprocess.run(["git", "-C", tmp_path, "remote", "add", "origin", "x"], check=True)
    assert "bring it with: git fetch origin" in run("check", "--base", "mian").stderr
