"""What the README shows is so."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from manifestlint.cli import cli
from manifestlint.config.find import open_folder
from manifestlint.config.load import load
from manifestlint.rules import CATALOGUE
from tests.support import MemoryTree

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n```\w*\n(.*?)```", README, re.DOTALL)
    assert found, f"README.md has no code block after <!-- {mark} -->"
    return found[1]


def test_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _copy_hello_app(tmp_path)
    deployment = tmp_path / "manifests" / "deployment.yaml"
    text = re.sub(r"(image: \S+):\S+", r"\1:latest", deployment.read_text(encoding="utf-8"))
    deployment.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    output = CliRunner().invoke(cli, ["check", "."]).stdout
    assert _settled(output) == _settled(block("output"))


def test_apps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, accept: bool) -> None:
    _copy_hello_app(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["apps", "--format", "text", "--format", "svg:drawn.svg"])
    assert result.stdout == block("apps")
    picture = ROOT / "docs" / "hello-app.svg"
    drawn = (tmp_path / "drawn.svg").read_text(encoding="utf-8")
    if accept:
        picture.write_text(drawn, encoding="utf-8")
    assert drawn == picture.read_text(encoding="utf-8")


def _copy_hello_app(target: Path) -> None:
    for folder in ("manifests", "policies"):
        (target / folder).mkdir()
        for file in (ROOT / folder).iterdir():
            (target / folder / file.name).write_bytes(file.read_bytes())


def test_commands_run_the_main_job_and_the_tests() -> None:
    assert block("check").endswith("manifestlint check .\n")
    assert block("test").endswith("pytest\n")


def test_policyset_is_valid() -> None:
    example = next(
        text for text in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if "PolicySet" in text
    )
    loaded = load(open_folder(MemoryTree({"policies/p.yaml": example.encode()}), "policies"), CATALOGUE.infos)
    assert loaded.findings == ()
    assert loaded.policy is not None


def _settled(output: str) -> str:
    """The output without what changes from run to run, and with every new rule."""
    return re.sub(r"\d+ rules \(\d\.\d\d s\)", "rules", output)
