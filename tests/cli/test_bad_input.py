"""Bad input: one failure that names file and reason, the other files still judged, never a traceback."""

import json
import os
from pathlib import Path

import pytest

from manifestlint.rulekit.rule import Rule
from manifestlint.rules import CATALOGUE
from tests.cli.conftest import CLEAN, DEPLOYMENT, SERVICE, Run, Write

BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE: dict[str, tuple[bytes, str]] = {
    "binary": (b"\x00\x01kind: Pod\napiVersion: v1\n", "not-text"),
    "latin-1": ("kind: Pod\napiVersion: v1\nname: é\n".encode("latin-1"), "not-text"),
    "deep": (b"kind: Pod\napiVersion: v1\na: " + b"[" * 5000 + b"]" * 5000, "too-deep"),
    "bomb": (f"kind: Pod\napiVersion: v1\n{BOMB}".encode(), "too-many-aliases"),
    "huge": (b"kind: Pod\napiVersion: v1\na: " + b"x" * (17 << 20), "too-large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file(run: Run, write: Write, name: str) -> None:
    content, kind = HOSTILE[name]
    write("hostile.yaml", content)
    write("web.yaml", DEPLOYMENT)
    result = run("check", "--format", "json", ".")
    report = json.loads(result.stdout)
    assert result.exit_code == 3
    assert [(item["kind"], item["path"]) for item in report["failures"]] == [(kind, "hostile.yaml")]
    assert [item["path"] for item in report["findings"]] == ["web.yaml"]


def test_limit_can_be_set(run: Run, write: Write) -> None:
    write("web.yaml", CLEAN + "#" * (2 << 20))
    assert run("check", "--max-file-size", "1").exit_code == 3
    assert run("check", "--max-file-size", "3").exit_code == 0


def test_pipe_is_not_waited_for(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    result = run("check", "--format", "json", "pipe.yaml")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["failures"][0]["kind"] == "unreadable"


def test_link_out_of_the_tree_is_not_followed(run: Run, write: Write, tmp_path: Path) -> None:
    write("web.yaml", CLEAN)
    (tmp_path / "link.yaml").symlink_to("/etc/passwd")
    result = run("check", "--format", "json", "link.yaml")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["failures"][0]["kind"] == "unreadable"


def test_syntax_error_is_a_finding_and_loses_nothing(run: Run, write: Write) -> None:
    write("web.yaml", "kind: Pod\napiVersion: v1\nmetadata: {name: a\n---\n" + DEPLOYMENT)
    report = json.loads(run("check", "--format", "json", ".").stdout)
    assert [item["rule"] for item in report["findings"]] == ["yaml-syntax", "image-tag-mutable"]


def test_a_broken_file_does_not_blame_its_neighbours(run: Run, write: Write) -> None:
    write("web.yaml", DEPLOYMENT + " x")
    write("other.yaml", CLEAN.replace("web", "other"))
    write("service.yaml", SERVICE)
    report = json.loads(run("check", "--format", "json", ".").stdout)
    assert [item["rule"] for item in report["findings"]] == ["yaml-syntax"]


def test_crash_of_a_rule_is_a_failure(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    load = CATALOGUE.rule

    def crash(container: object) -> None:
        raise ZeroDivisionError(f"on purpose, at {container}")

    def broken(id: str) -> Rule:
        return Rule(id, crash, {}) if id == "image-digest-missing" else load(id)

    monkeypatch.setattr(CATALOGUE, "rule", broken)
    write("web.yaml", DEPLOYMENT)
    result = run("check", "--profile", "strict", "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 3
    assert report["failures"][0]["kind"] == "rule-crashed"
    assert report["failures"][0]["what"] == "rule image-digest-missing"
    assert report["failures"][0]["resource"]["name"] == "web"
    assert "image-tag-mutable" in {item["rule"] for item in report["findings"]}


def test_terminal_is_not_obeyed(run: Run, write: Write) -> None:
    write("web.yaml", DEPLOYMENT.replace("example/web:latest", '"\\e[31mred:latest"'))
    assert "\x1b" not in run("check").stdout
