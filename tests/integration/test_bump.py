"""The workflow that takes a new version: its own scripts, run on a clone of this repository's manifests."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from manifestlint.source import read

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "bump.yml"
DATA: dict[str, Any] = read("bump.yml", WORKFLOW.read_bytes()).documents[0].data
JOB: dict[str, Any] = DATA["jobs"]["bump"]
BRANCH = JOB["env"]["BRANCH"]
Step = Callable[[str, str], "subprocess.CompletedProcess[str]"]


def scripts(value: Any) -> Iterator[str]:
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if key == "run":
            yield item
        elif isinstance(item, dict | list):
            yield from scripts(item)


def test_it_may_do_no_more_than_it_must() -> None:
    assert DATA["permissions"] == {}
    assert JOB["permissions"] == {"contents": "write", "pull-requests": "write"}
    for step in JOB["steps"]:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step.get("uses", "a/b@" + "0" * 40))
    assert not any("${{" in script for script in scripts(DATA))


def test_the_snippets_call_what_there_is() -> None:
    text = (ROOT / "docs" / "bump.md").read_text(encoding="utf-8")
    snippets = {
        name: yaml.safe_load(body)[0]
        for name, body in re.findall(r"<!-- (\S+) -->\n```yaml\n(.*?)```", text, re.DOTALL)
    }
    sent = DATA["true"]["repository_dispatch"]["types"][0]  # `on`, as this reader reads it
    assert f"event_type={sent} " in snippets["dispatch"]["run"]
    assert "client_payload[tag]" in snippets["dispatch"]["run"]
    assert "client_payload.tag" in JOB["env"]["TAG"]
    assert f'set-image "{JOB["env"]["REPOSITORY"]}:$TAG"' in snippets["set-image"]["run"]
    assert not any("${{" in script for script in scripts(snippets))


@pytest.fixture
def step(tmp_path: Path) -> Step:
    """Runs a step's own script for a tag, in a clone that can push."""
    origin, clone, programs = tmp_path / "origin.git", tmp_path / "clone", tmp_path / "bin"
    programs.mkdir()
    (programs / "manifestlint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m manifestlint "$@"\n')
    (programs / "manifestlint").chmod(0o755)
    environment = {
        **os.environ,
        **{key: str(value) for key, value in JOB["env"].items()},
        "BASE": "main",
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    for name in ("GITHUB_HEAD_REF", "GITHUB_ACTIONS", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"):
        environment.pop(name, None)

    def shell(script: str, cwd: Path, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=cwd, env=environment | more, capture_output=True, text=True, check=False,
        )  # fmt: skip

    for name in ("manifests", "policies"):
        shutil.copytree(ROOT / name, clone / name)
    made = shell(
        f"git init -q --bare '{origin}' && git init -q -b main && git add . "
        "&& git -c user.name=t -c user.email=t@example.com commit -qm 'Deploy v0.1.2' "
        f"&& git remote add origin '{origin}' && git push -q origin main && git fetch -q",
        clone,
    )
    assert made.returncode == 0, made.stderr

    def run(name: str, tag: str) -> "subprocess.CompletedProcess[str]":
        script = next((each["run"] for each in JOB["steps"] if each.get("name") == name), name)
        return shell(script, clone, TAG=tag)

    return run


def test_a_new_version_becomes_a_branch_of_one_line(step: Step) -> None:
    for name in ("Set the version", "Check what it would do", "Push the branch"):
        done = step(name, "v0.1.3")
        assert done.returncode == 0, done.stdout + done.stderr
    diff = step(
        f"git fetch -q && git diff --unified=0 origin/main origin/{BRANCH} | grep '^[-+] '", ""
    ).stdout
    assert [line.split() for line in diff.splitlines()] == [
        ["-", "image:", "raian2209/hello-app:v0.1.2"],
        ["+", "image:", "raian2209/hello-app:v0.1.3"],
    ]


@pytest.mark.parametrize("tag", ["v0.1.1", "latest"])
def test_a_bad_version_stops_before_the_push(step: Step, tag: str) -> None:
    assert step("Set the version", tag).returncode == 0
    assert step("Check what it would do", tag).returncode == 1


@pytest.mark.parametrize("tag", ["", "v1; touch pwned", "$(touch pwned)"])
def test_what_is_no_tag_is_refused(step: Step, tag: str) -> None:
    assert step("Set the version", tag).returncode == 2
    assert step("test ! -e pwned", "").returncode == 0


def test_the_version_that_is_deployed_changes_nothing(step: Step) -> None:
    done = step("Set the version", "v0.1.2")
    assert (done.returncode, "is what is deployed" in done.stdout) == (0, True)
    assert step("git diff --quiet origin/main", "").returncode == 0


def test_anything_else_on_the_branch_is_refused(step: Step) -> None:
    assert step("Set the version", "v0.1.3").returncode == 0
    step("sed -i 's/replicas: 2/replicas: 3/' manifests/deployment.yaml && git commit -qam more", "")
    done = step("Check what it would do", "v0.1.3")
    assert done.returncode == 1
    assert "image-bump-impure" in done.stdout


def test_a_rollback_is_recognised(step: Step) -> None:
    identity = "git config user.name t && git config user.email t@example.com"
    release = (
        "manifestlint set-image raian2209/hello-app:v0.1.3 && git switch -q -c release"
        " && git commit -qam 'chore: Update image to v0.1.3' && git switch -q main"
        " && git merge -q --no-ff -m 'Deploy v0.1.3' release && git push -q origin main"
    )
    assert step(f"{identity} && {release}", "").returncode == 0
    done = step(
        "git switch -q -c back && git revert --no-edit -m 1 HEAD && manifestlint check --base main .", ""
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "info image-reverted" in done.stdout
    assert "Deploy v0.1.2" in done.stdout
    set_older = "manifestlint set-image raian2209/hello-app:v0.1.1"
    older = f"git switch -q -c down main && {set_older} && git commit -qam old"
    done = step(f"{older} && manifestlint check --base main .", "")
    assert done.returncode == 1
    assert "image-downgraded" in done.stdout
