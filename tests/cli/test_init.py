"""`manifestlint init`: what it says, and that it never takes anything away."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result

import manifestlint
from manifestlint.adopt.project import REPOSITORY, TAG
from tests.cli.conftest import CLEAN, DEPLOYMENT, Run, Write

POLICYSET = "policies/manifestlint.yaml"
HOOKS = ".pre-commit-config.yaml"
WORKFLOW = ".github/workflows/manifestlint.yml"
APPLICATION = """\
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {{name: shop, namespace: gitops}}
spec:
  project: default
  source: {{repoURL: "{url}", path: {path}, targetRevision: HEAD}}
  destination: {{server: https://kubernetes.default.svc, namespace: shop}}
  syncPolicy: {{automated: {{prune: true, selfHeal: true}}}}
"""


@pytest.fixture(autouse=True)
def _git(tmp_path: Path) -> None:
    git("init", "-q", "-b", "main", folder=tmp_path)


def git(*arguments: str, folder: Path) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def state(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and ".git/" not in f"{file}/")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def spec(folder: Path) -> Any:
    return yaml.safe_load((folder / POLICYSET).read_text())["spec"]


def init(run: Run) -> Result:
    result = run("init", "--yes")
    assert result.exit_code == 0, result.output
    return result


def test_without_a_terminal_it_shows_and_writes_nothing(run: Run, write: Write, tmp_path: Path) -> None:
    write("web.yaml", CLEAN)
    before = state(tmp_path)
    result = run("init")
    assert result.exit_code == 1
    assert result.stdout.endswith("nothing is written yet; manifestlint init --yes writes it\n")
    assert state(tmp_path) == before


def test_the_diff_is_what_is_written(run: Run, write: Write, tmp_path: Path) -> None:
    write("web.yaml", CLEAN)
    write(HOOKS, "repos:\n- repo: local\n  hooks:\n  - {id: x, name: x, entry: x, language: system}\n")
    shown = run("init").stdout
    patch = shown[shown.index("--- ") : shown.index("nothing is written yet")]
    copy = tmp_path / "copy"
    copy.mkdir()
    git("init", "-q", folder=copy)
    (copy / HOOKS).write_bytes((tmp_path / HOOKS).read_bytes())
    subprocess.run(["git", "-C", str(copy), "apply", "-"], input=patch.encode(), check=True)
    patched = state(copy)
    assert set(patched) == {POLICYSET, HOOKS, WORKFLOW}
    init(run)
    written = state(tmp_path)
    assert {path: written[path] for path in patched} == patched


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_on_a_terminal_it_asks(write: Write, tmp_path: Path, answer: str, written: bool) -> None:
    write("web.yaml", CLEAN)
    pty = pytest.importorskip("pty")
    ours = {**os.environ, "PYTHONPATH": str(Path(manifestlint.__path__[0]).parent)}
    main, terminal = pty.openpty()
    with open(main, "r+b", buffering=0) as keyboard:
        keyboard.write(answer.encode())
        command = [sys.executable, "-m", "manifestlint", "init"]
        done = subprocess.run(
            command, stdin=terminal, capture_output=True, text=True, cwd=tmp_path, env=ours, check=False
        )
    assert f"Write {POLICYSET}, {HOOKS} and {WORKFLOW}? [y/N]" in done.stdout
    assert (tmp_path / POLICYSET).exists() == written
    assert done.returncode == (0 if written else 1)


def test_what_it_writes_is_valid_and_the_second_time_changes_nothing(
    run: Run, write: Write, tmp_path: Path
) -> None:
    write("web.yaml", CLEAN)
    init(run)
    assert run("check").exit_code == 0
    before = state(tmp_path)
    again = run("init")
    assert again.exit_code == 0
    assert "nothing to write: all is there\n" in again.stdout
    assert state(tmp_path) == before
    workflow = yaml.safe_load((tmp_path / WORKFLOW).read_text())
    assert workflow["jobs"]["manifestlint"]["steps"][-1] == {"uses": f"{REPOSITORY}@{TAG}"}
    assert yaml.safe_load((tmp_path / HOOKS).read_text())["repos"][-1]["hooks"] == [{"id": "manifestlint"}]


def test_what_is_there_stays(run: Run, write: Write, tmp_path: Path) -> None:
    write("web.yaml", CLEAN)
    write("policies/team.yaml", "apiVersion: manifestlint.dev/v1\nkind: PolicySet\nspec: {}\n")
    write(HOOKS, "repos: [{repo: local, hooks: []}]\n")
    write(WORKFLOW, "on: push\n")
    before = state(tmp_path)
    result = init(run)
    assert "policies: a PolicySet is there\n" in result.stdout
    assert (
        f"{HOOKS}: left alone, its list of repositories is not written with one dash a line" in result.stdout
    )
    assert state(tmp_path) == before


def test_a_file_of_that_name_is_left_alone(run: Run, write: Write, tmp_path: Path) -> None:
    write("web.yaml", CLEAN)
    write(POLICYSET, "kind: Other\n")
    result = init(run)
    assert f"{POLICYSET}: left alone, for a file is there\n" in result.stdout
    assert (tmp_path / POLICYSET).read_text() == "kind: Other\n"


def test_it_writes_nothing_outside(run: Run, write: Write, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (tmp_path / "policies").symlink_to(outside)
    write("web.yaml", CLEAN)
    result = run("init", "--yes")
    assert result.exit_code == 2
    assert f"cannot write {POLICYSET}: its folder lies outside of the repository" in result.stderr
    assert list(outside.iterdir()) == []


def test_it_counts_what_is_there_today(run: Run, write: Write) -> None:
    write("web.yaml", DEPLOYMENT)
    result = init(run)
    assert "  manifestlint check    shows what is there today: 1 error\n" in result.stdout
    assert "  manifestlint baseline lets that wait, so that only what comes decides\n" in result.stdout
    assert run("check").exit_code == 1
    assert run("baseline").exit_code == 0
    assert run("check").exit_code == 0


def test_it_works_from_a_folder_within(run: Run, write: Write, tmp_path: Path) -> None:
    write("apps/web.yaml", CLEAN)
    assert run("init", "apps", "--yes").exit_code == 0
    assert (tmp_path / POLICYSET).exists()


def test_other_tools_and_versions_are_taken_over(run: Run, write: Write, tmp_path: Path) -> None:
    write(
        "web.yaml",
        CLEAN.replace("namespace: shop\n", 'namespace: shop\n  annotations: {kube-score/skip: "true"}\n'),
    )
    write(".kube-linter.yaml", "checks: {exclude: [no-readiness-probe, mismatching-selector]}\n")
    write(
        ".github/workflows/a.yml",
        "on: push\njobs: {a: {steps: [{run: kubeconform -kubernetes-version 1.31.0}]}}\n",
    )
    result = init(run)
    made = spec(tmp_path)
    assert made["kubernetesVersion"] == "1.31"
    assert made["honour"] == ["kube-score"]
    assert made["rules"] == {"readiness-probe-missing": False}
    text = (tmp_path / POLICYSET).read_text()
    assert "    # selector-labels-mismatch: off  # kube-linter mismatching-selector; kept, for " in text
    assert (
        "    # image-tag-unexpected: {severity: error, options: {allowed: '^v\\d+\\.\\d+\\.\\d+$'}}\n" in text
    )
    assert "    # namespace-unexpected: {severity: error, options: {namespace: shop}}\n" in text
    assert "  kube-linter  .kube-linter.yaml\n" in result.stdout


def test_what_stands_in_comments_is_valid_too(run: Run, write: Write, tmp_path: Path) -> None:
    write("web.yaml", CLEAN)
    init(run)
    path = tmp_path / POLICYSET
    text = path.read_text()
    for line in (
        "kubernetesVersion:",
        "argocd:",
        "  namespace:",
        "  version:",
        "  image-tag-un",
        "  namespace-un",
    ):
        assert f"  # {line}" in text or f"    # {line.strip()}" in text
        text = text.replace(f"    # {line.strip()}", f"    {line.strip()}").replace(
            f"  # {line}", f"  {line}"
        )
    path.write_text(text)
    assert run("check").exit_code == 0, run("check").output
    assert set(spec(tmp_path)["argocd"]) == {"namespace", "version"}


@pytest.mark.parametrize("version", ["1.12", "1.99"])
def test_a_version_without_schemas_is_only_told(run: Run, write: Write, tmp_path: Path, version: str) -> None:
    write("web.yaml", CLEAN)
    write("kind.yaml", f"nodes: [{{image: kindest/node:v{version}.0}}]\n")
    init(run)
    assert "kubernetesVersion" not in spec(tmp_path)
    assert (
        f"# kind.yaml:1 says {version}, of which no schemas are at hand.\n"
        in (tmp_path / POLICYSET).read_text()
    )


def test_an_application_may_mean_this_repository_by_another_url(
    run: Run, write: Write, tmp_path: Path
) -> None:
    git("remote", "add", "origin", "git@example.com:team/Deploy.git", folder=tmp_path)
    url = "https://mirror.example.com/deploy.git"
    write("apps/web.yaml", CLEAN.replace("  namespace: shop\n", ""))
    write("argocd/shop.yaml", APPLICATION.format(url=url, path="apps"))
    result = init(run)
    assert "  Argo CD      1 Application, applying this repository\n" in result.stdout
    assert "  namespaces   shop\n" in result.stdout
    made = spec(tmp_path)
    assert made["repositories"] == [url]
    assert made["argocd"] == {"namespace": "gitops"}
    assert yaml.safe_load((tmp_path / POLICYSET).read_text())["metadata"] == {"name": "deploy"}
    assert run("check").exit_code == 0


def test_an_application_of_another_repository_is_left_to_people(
    run: Run, write: Write, tmp_path: Path
) -> None:
    git("remote", "add", "origin", "git@example.com:team/deploy.git", folder=tmp_path)
    url = 'https://example.com/"other\\".git'
    write("web.yaml", CLEAN)
    write(
        "shop.yaml", APPLICATION.format(url=url.replace("\\", "\\\\").replace('"', '\\"'), path="elsewhere")
    )
    assert "1 Application, none of them applying this repository" in init(run).stdout
    assert "repositories" not in spec(tmp_path)
    assert "# - " in (tmp_path / POLICYSET).read_text()


def test_gitlab_gets_its_job_told(run: Run, write: Write, tmp_path: Path) -> None:
    write("web.yaml", CLEAN)
    write(".gitlab-ci.yml", "stages: [test]\n")
    said = init(run).stdout
    job = yaml.safe_load(said[said.index("manifestlint:\n  image") : said.index("\nnext:")])
    assert job["manifestlint"]["script"][-1] == "manifestlint check ."
    assert not (tmp_path / ".github").exists()
    write(".gitlab-ci.yml", f"stages: [test]\n{yaml.safe_dump(job)}")
    assert ".gitlab-ci.yml: manifestlint is there\n" in init(run).stdout


def test_an_empty_repository_has_nothing_to_judge_yet(run: Run, tmp_path: Path) -> None:
    assert "0 files read\n" in init(run).stdout
    assert (tmp_path / POLICYSET).exists()


def test_names_from_manifests_stay_text(run: Run, write: Write, tmp_path: Path) -> None:
    evil = "x}\\n  failOn: info # \\e[31m"
    write("web.yaml", CLEAN.replace("namespace: shop", f'namespace: "{evil}"'))
    result = init(run)
    assert "\x1b" not in result.stdout
    assert spec(tmp_path)["failOn"] == "error"


def test_help_tells_the_exit_codes(run: Run) -> None:
    assert "Exit codes: 0 written" in run("init", "--help").stdout
