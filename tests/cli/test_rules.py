"""`manifestlint rules`: the list, one rule, and how both fit the terminal."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from manifestlint.core.severity import Profile, Severity
from manifestlint.rulekit.catalogue import EXAMPLES, INDEX
from manifestlint.rules import CATALOGUE
from tests.cli.conftest import DEPLOYMENT, Run

RULES = CATALOGUE.infos.values()


def _listed(run: Run, *arguments: str) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = json.loads(run("rules", "list", "--format", "json", *arguments).stdout)
    return listed


def test_every_rule_is_on_one_line_in_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    lines = run("rules", "list").stdout.splitlines()
    for rule in RULES:
        assert sum(line.startswith(f"  {rule.id} ") and line.endswith(rule.summary) for line in lines) == 1


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_the_list_fits_the_terminal(run: Run, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = run("rules", "list").stdout
    assert max(map(len, text.splitlines())) <= columns
    words = " ".join(text.split())
    assert all(rule.summary in words for rule in RULES)
    images = sum(rule.family == "images" for rule in RULES)
    assert f"\nimages ({images})\n" in text


def test_the_list_is_narrowed(run: Run) -> None:
    assert {rule["family"] for rule in _listed(run, "--family", "rbac")} == {"rbac"}
    assert {rule["severity"] for rule in _listed(run, "--severity", "info")} == {"info"}
    recommended = sum(rule.profile <= Profile.RECOMMENDED for rule in RULES)
    assert len(_listed(run, "--profile", "recommended")) == recommended
    both = sum(rule.severity is Severity.ERROR and "trivy" in rule.peers for rule in RULES)
    assert len(_listed(run, "--severity", "error", "--from", "trivy")) == both


def test_nothing_may_be_left_of_the_list(run: Run) -> None:
    narrowed = ("--profile", "essential", "--severity", "info")
    assert _listed(run, *narrowed) == []
    assert run("rules", "list", *narrowed).stdout.startswith("0 rules.")


def test_names_of_the_other_tool_are_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert "or a tag that is moved. (latest-tag)" in run("rules", "list", "--from", "kube-linter").stdout


@pytest.mark.parametrize("option", ["--from", "--family"])
def test_what_nobody_knows_is_refused(run: Run, option: str) -> None:
    result = run("rules", "list", option, "nothing")
    assert result.exit_code == 2
    assert "'nothing'; known are" in result.stderr


def test_a_rule_is_shown_with_all_that_is_known(run: Run) -> None:
    text = run("rules", "show", "image-tag-mutable").stdout
    titles = re.findall(r"^[A-Z][\w, ]+$", text, re.MULTILINE)
    assert titles == ["Why, and how to mend it", "Options", "Bad", "Finding", "Good", "In other tools"]
    assert "image: raian2209/hello-app:latest\n" in text
    assert "  kube-linter  latest-tag\n" in text


def test_a_change_is_shown_as_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    text = run("rules", "show", "selector-changed").stdout
    assert "\x1b[31m-    matchLabels: {app: web}\x1b[0m\n" in text
    assert "\x1b[32m+    matchLabels: {app: web, tier: front}\x1b[0m\n" in text


def test_prose_and_defaults_fit_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    text = run("rules", "show", "image-tag-mutable").stdout
    assert max(map(len, text.splitlines())) <= 60


@pytest.mark.parametrize("id", CATALOGUE.infos)
def test_every_rule_can_be_shown(run: Run, id: str) -> None:
    told = json.loads(run("rules", "show", id, "--format", "json").stdout)
    text = run("rules", "show", id).stdout
    assert told["docs"] == CATALOGUE.infos[id].docs
    for part in ("bad", "good"):
        assert all(f"  {line}".rstrip() in text for line in told["example"][part].splitlines())


def test_an_unknown_rule_is_refused_with_the_nearest(run: Run) -> None:
    result = run("rules", "show", "image-tag-mutabel")
    assert result.exit_code == 2
    assert 'did you mean "image-tag-mutable"?' in result.stderr


_WATCHED = """
import sys
sys.addaudithook(lambda event, given: event == "open" and print(given[0], file=sys.stderr))
from manifestlint.cli import cli
cli()
"""


@pytest.mark.parametrize(
    ("arguments", "reads"),
    [(("check", "web.yaml"), False), (("rules", "list"), False), (("rules", "show", "image-missing"), True)],
)
def test_examples_are_read_only_to_be_shown(tmp_path: Path, arguments: tuple[str, ...], reads: bool) -> None:
    file = tmp_path / "web.yaml"
    file.write_text(DEPLOYMENT)
    named = [str(file) if argument == file.name else argument for argument in arguments]
    command = [sys.executable, "-c", _WATCHED, *named]
    opened = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert INDEX in opened
    assert (EXAMPLES in opened) is reads
