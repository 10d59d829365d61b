"""Somebody who names an overlay is told of all that is made of it, where it was written."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from manifestlint.cli import cli
from tests.integration.repository import DEPLOYMENT, Repository

OVERLAY = "resources: [../base]\nimages:\n- name: example/web\n  newTag: {}\n"


def check(root: Path, *arguments: str) -> tuple[int, str]:
    before = Path.cwd()
    os.chdir(root)
    try:
        result = CliRunner().invoke(cli, ["check", "--format", "concise", *arguments], catch_exceptions=False)
    finally:
        os.chdir(before)
    return result.exit_code, result.stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, content in {
        "base/web.yaml": DEPLOYMENT,
        "base/kustomization.yaml": "resources: [web.yaml]\n",
        "prod/kustomization.yaml": OVERLAY.format("latest"),
        "other/kustomization.yaml": OVERLAY.format("v1.2.0"),
    }.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(content)
    Repository(tmp_path).git("init", "-q")
    return tmp_path


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("path", [".", "prod"])
def test_a_tag_of_a_kustomization_stands_there(root: Path, path: str) -> None:
    code, out = check(root, path)
    assert code == 1
    assert out.startswith("prod/kustomization.yaml:4:11: error image-tag-mutable: ")


@pytest.mark.usefixtures("tools")
def test_what_the_base_says_is_told_of_its_overlay(root: Path) -> None:
    probe = DEPLOYMENT.index("        readinessProbe:")
    (root / "base/web.yaml").write_text(DEPLOYMENT[:probe])
    _, out = check(root, "other")
    assert "base/web.yaml:15:15: warning readiness-probe-missing: " in out
    assert "prod/" not in out
