"""The action: its own scripts, run as a runner would, on a clone of this repository's manifests."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.integration.package import ROOT, copy_package, fresh_environment, must, run

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def everything(value: Any) -> Iterator[tuple[str, Any]]:
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield str(key), item
        if isinstance(item, dict | list):
            yield from everything(item)


@pytest.mark.parametrize("file", [ROOT / "action.yml", *WORKFLOWS], ids=lambda file: file.name)
def test_what_is_used_is_pinned_and_nothing_is_pasted_into_a_script(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for key, value in everything(yaml.safe_load(text)):
        if key == "run":
            assert "${{" not in value
        if key == "uses" and value != "./":
            assert re.search(rf"{re.escape(value)}  # v\d+\.\d+\.\d+\n", text), value
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", value)


def test_the_check_runs_for_every_change() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8"))
    events = workflow[True]  # `on`, as YAML 1.1 has it
    assert set(events) == {"pull_request", "merge_group", "push"}
    assert not {key for key, _ in everything(events)} & {"paths", "paths-ignore"}
    # A job that is skipped counts as passed.
    assert not any("if" in job for job in workflow["jobs"].values())
    assert workflow["permissions"] == {}


def test_each_input_is_described_and_read() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    for name, given in ACTION["inputs"].items():
        assert given["description"], name
        assert f"inputs.{name}" in text, name


Step = Callable[..., "tuple[int, str]"]


@pytest.fixture
def step(tmp_path: Path) -> Step:
    """Runs a step's script in a clone; what the step says and answers stands in `tmp_path`."""
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in ("manifests", "policies"):
        shutil.copytree(ROOT / name, clone / name)
    environment = fresh_environment(
        RUNNER_TEMP=str(tmp_path),
        GITHUB_OUTPUT=str(tmp_path / "output"),
        GITHUB_STEP_SUMMARY=str(tmp_path / "summary"),
        GITHUB_ACTION_PATH=str(tmp_path / "action"),
    )
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "Begin")):
        must(("git", *command), clone, environment)

    def run_step(name: str, **variables: str) -> tuple[int, str]:
        script = next(each["run"] for each in STEPS if each.get("id") == name)
        program = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
        done = run(program, clone, environment | variables)
        return done.returncode, done.stdout

    return run_step


def answers(tmp_path: Path) -> dict[str, str]:
    lines = (tmp_path / "output").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def check(tmp_path: Path, step: Step) -> Step:
    """Runs the step that checks, with this checkout as what was installed."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "manifestlint").write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" -P -m manifestlint "$@"\n'
    )
    (programs / "manifestlint").chmod(0o755)

    def run_check(**variables: str) -> tuple[int, str]:
        defaults = {
            key: ACTION["inputs"].get(key.lower().replace("_", "-"), {}).get("default", "")
            for key in next(each["env"] for each in STEPS if each.get("id") == "check")
        }
        return step("check", **defaults | {"PROGRAMS": str(programs)} | variables)

    return run_check


def test_install_takes_the_actions_own_checkout(tmp_path: Path, step: Step) -> None:
    (tmp_path / "action").mkdir()
    copy_package(tmp_path / "action")
    # What lies in the repository that is checked must not be taken for Python's own.
    for name in ("pip", "venv", "sysconfig", "click", "manifestlint"):
        (tmp_path / "clone" / f"{name}.py").write_text("raise SystemExit('taken over')\n")
    code, said = step("install", PYTHON=sys.executable, VERSION="")
    assert code == 0, said
    assert re.search(r"^manifestlint, version \d", said, re.MULTILINE)
    done = run(
        (Path(answers(tmp_path)["programs"], "manifestlint"), "check", "."),
        tmp_path / "clone",
        fresh_environment(),
    )
    assert done.returncode == 0, done.stdout


def test_clean(tmp_path: Path, check: Step) -> None:
    code, said = check()
    assert code == 0, said
    assert "::error" not in said
    assert answers(tmp_path)["exit-code"] == "0"
    assert json.loads(Path(answers(tmp_path)["sarif"]).read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (tmp_path / "summary").read_text(encoding="utf-8")


def test_findings_are_told_everywhere_and_then_decide(tmp_path: Path, check: Step) -> None:
    deployment = tmp_path / "clone" / "manifests" / "deployment.yaml"
    text = deployment.read_text(encoding="utf-8")
    deployment.write_text(text.replace("hello-app:v0.1.2", "hello-app:latest"), encoding="utf-8")
    code, said = check(FORMATS="json:report.json\n", PATHS="manifests\n\npolicies\n")
    assert code == 1
    assert "deployment.yaml:46:16 error image-tag-mutable" in said
    assert "::error " in said
    assert "image-tag-mutable" in (tmp_path / "summary").read_text(encoding="utf-8")
    assert "image-tag-mutable" in Path(answers(tmp_path)["sarif"]).read_text(encoding="utf-8")
    assert json.loads((tmp_path / "clone" / "report.json").read_text(encoding="utf-8"))["findings"]
    assert answers(tmp_path)["exit-code"] == "1"


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"PATHS": "nowhere"}, 2),
        ({"PATHS": "--help"}, 2),  # a path, not an option
        ({"PATHS": "$(touch pwned)"}, 2),
        ({"BASE": "--help"}, 2),
        ({"FORMATS": "nonsense"}, 2),
        ({"FAIL_ON": "info", "BASE": "HEAD", "POLICIES_FROM": "base"}, 0),
    ],
    ids=str,
)
def test_inputs_are_words_and_the_exit_code_is_kept(
    tmp_path: Path, check: Step, variables: dict[str, str], code: int
) -> None:
    found, said = check(**variables)
    assert found == code, said
    assert answers(tmp_path)["exit-code"] == str(code)
    assert ("sarif" in answers(tmp_path)) == (code == 0)
    assert not (tmp_path / "clone" / "pwned").exists()
    assert os.listdir(tmp_path / "clone")
