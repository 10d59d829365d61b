"""What `--format` writes in a real run: formats side by side, paths, and what they ask for."""

import json
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from manifestlint.report import FORMATS, STYLED, WITH_APPLICATIONS, WITH_FIXES, WITH_REPOSITORY
from tests.cli.conftest import CLEAN, DEPLOYMENT, Run, Write

MANY = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata:\n" + "".join(
    f"  key{number}: {number}\n" for number in range(40)
)


def fixes(file: Path) -> int:
    log: dict[str, Any] = json.loads(file.read_text())
    found = log["findings"] if "findings" in log else log["runs"][0]["results"]
    return sum(bool(item.get("fix") or item.get("fixes")) for item in found)


def test_all_formats_come_of_one_run(run: Run, write: Write, tmp_path: Path) -> None:
    write("m/web.yaml", DEPLOYMENT)
    wanted = [f"--format={name}:{tmp_path / name}.out" for name in FORMATS]
    assert run("check", "m", *wanted).exit_code == 1
    for name in FORMATS:
        assert "image-tag-mutable" in (tmp_path / f"{name}.out").read_text()


def test_needs_name_formats() -> None:
    assert {*FORMATS} >= STYLED | WITH_FIXES | WITH_APPLICATIONS | WITH_REPOSITORY


def test_every_fix_is_told_where_fixes_are_read(run: Run, write: Write, tmp_path: Path) -> None:
    write("many.yaml", MANY)
    run("check", "--format", "sarif:out.sarif")
    assert fixes(tmp_path / "out.sarif") == 40
    run("check", "--format", "json:out.json")
    assert fixes(tmp_path / "out.json") == 40
    assert (
        "at least"
        in run("check", "--format", "concise", "--format", "text:out").stdout + Path("out").read_text()
    )


def test_only_json_asks_for_applications(run: Run, write: Write, tmp_path: Path) -> None:
    write("web.yaml", CLEAN)
    run("check", "--format", "json:out.json", "--format", "sarif")
    assert json.loads((tmp_path / "out.json").read_text())["applications"] is not None


def test_machines_are_told_paths_from_the_git_root(
    run: Run, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("k8s/web.yaml", DEPLOYMENT)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    monkeypatch.chdir(tmp_path / "k8s")
    assert run("check", "--format", "concise").stdout.startswith("web.yaml:18:16: error image-tag-mutable: ")
    (issue,) = json.loads(run("check", "--format", "gitlab").stdout)
    assert issue["location"] == {"path": "k8s/web.yaml", "lines": {"begin": 18, "end": 18}}
    (log,) = json.loads(run("check", "--format", "sarif").stdout)["runs"]
    place = log["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "k8s/web.yaml"
    assert log["originalUriBaseIds"]["SRCROOT"]["uri"] == f"{tmp_path.resolve().as_uri()}/"


def test_a_green_run_has_tests(run: Run, write: Write) -> None:
    write("web.yaml", CLEAN)
    write("values.yaml", "a: 1\n")
    result = run("check", "--format", "junit")
    assert result.exit_code == 0
    cases = ET.fromstring(result.stdout).iter("testcase")  # noqa: S314 (it is our own)
    assert [case.get("file") for case in cases] == ["web.yaml"]


def test_nothing_to_check_is_red(run: Run, write: Write) -> None:
    write("values.yaml", "a: 1\n")
    result = run("check", "--format", "junit")
    assert result.exit_code == 2
    (suite,) = ET.fromstring(result.stdout)  # noqa: S314 (it is our own)
    assert suite.get("errors") == "1"
    assert "".join(suite.itertext()).strip()
