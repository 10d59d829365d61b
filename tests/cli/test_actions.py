"""Inside GitHub Actions: what is printed without being asked, and what the runner must not obey."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import CLEAN, DEPLOYMENT, Run, Write

COMMANDS = {"error", "warning", "notice", "add-mask", "stop-commands"}


class Runner:
    """Finds commands as actions/runner does (ActionCommand.cs, ActionCommandManager.cs)."""

    def __init__(self) -> None:
        self.obeyed: list[str] = []
        self._token = ""

    def read(self, text: str) -> list[str]:
        for line in text.splitlines():
            known = COMMANDS | ({self._token} if self._token else set())
            second = re.match(r"\s*::(.*?)::(.*)", line)
            first = re.search(r"##\[([^\]]*)\](.*)", line)
            for match in filter(None, (second, first)):
                name = match[1].split(" ")[0]
                if name in known:
                    self._obey(name, match[2])
                    break
        return self.obeyed

    def _obey(self, name: str, data: str) -> None:
        if self._token:
            self._token = "" if name == self._token else self._token
        elif name == "stop-commands":
            self._token = data
        else:
            self.obeyed.append(name)


@pytest.fixture
def summary(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The step's summary, in which an earlier command wrote something."""
    del run  # it has cleared the variables
    file = tmp_path / "summary.md"
    file.write_text("before\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    return file


def test_text_annotations_and_summary(run: Run, write: Write, summary: Path) -> None:
    write("m/web.yaml", DEPLOYMENT)
    result = run("check", "m")
    assert result.exit_code == 1
    assert "m/web.yaml:18:16 error image-tag-mutable\n" in result.stdout
    assert (
        "::error file=web.yaml,line=18,endLine=18,col=16,endColumn=34,title=image-tag-mutable::"
        in result.stdout
    )
    assert Runner().read(result.stdout) == ["error"]
    assert summary.read_text().startswith("before\n<!-- manifestlint -->\n### does not pass: 1 error\n")


def test_clean(run: Run, write: Write, summary: Path) -> None:
    write("m/web.yaml", CLEAN)
    result = run("check", "m")
    assert "clean: no findings" in result.stdout
    assert Runner().read(result.stdout) == []
    assert "### passes, no findings" in summary.read_text()


def test_what_somebody_asks_for_is_all_there_is(run: Run, write: Write, summary: Path) -> None:
    write("m/web.yaml", DEPLOYMENT)
    result = run("check", "m", "--format", "concise")
    assert Runner().read(result.stdout) == []
    assert summary.read_text() == "before\n"
    assert run("check", "m", "--format", "json").stdout.startswith("{")
    assert run("check", "m", "--format", "github").stdout.startswith("::error ")
    assert run("check", "m", "--format", "markdown").stdout.startswith("<!--")


def test_gitlab_prints_text_alone(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITLAB_CI", "true")
    write("m/web.yaml", DEPLOYMENT)
    assert "::" not in run("check", "m").stdout


def test_summary_that_cannot_be_written_changes_no_verdict(
    run: Run, write: Write, summary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary / "nowhere"))
    write("m/web.yaml", CLEAN)
    result = run("check", "m")
    assert result.exit_code == 0
    assert "cannot write" in result.stderr
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")
    assert run("check", "m").exit_code == 0


@pytest.mark.parametrize("command", ["::add-mask::x", "##[add-mask]x", "::error::x", "##[error]x"])
@pytest.mark.parametrize("asked", [(), ("--format", "text"), ("--format", "concise"), ("--diff",)])
@pytest.mark.usefixtures("summary")
def test_a_manifest_gives_no_commands(run: Run, write: Write, command: str, asked: tuple[str, ...]) -> None:
    web = DEPLOYMENT.replace("example/web:latest", f"example/web:latest  # {command}")
    settings = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n"
    write("m/web.yaml", web)
    write(f"m/{command}.yaml", web.replace("name: web", f"name: '{command}'"))
    write("m/settings.yaml", f"{settings}data:\n  retries: 3\n  text: |\n    a\n    {command}\n    b\n")
    result = run("check", "m", *asked)
    assert result.exit_code == 1
    assert Runner().read(result.stderr) == []
    if asked:
        assert Runner().read(result.stdout) == []
    else:
        assert set(Runner().read(result.stdout)) == {"error"}
    if asked == ("--diff",):
        assert f"\n     {command}\n" in result.stdout  # so that there is something to obey
        unguarded = "".join(result.stdout.splitlines(keepends=True)[1:-1])
        assert Runner().read(unguarded)


@pytest.mark.usefixtures("summary")
def test_the_token_is_another_each_time(run: Run, write: Write) -> None:
    write("m/web.yaml", CLEAN)
    tokens = {run("check", "m").stdout.splitlines()[0] for _ in range(3)}
    assert len(tokens) == 3
    assert all(re.fullmatch(r"::stop-commands::[0-9a-f]{32}", token) for token in tokens)
