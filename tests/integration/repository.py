"""A git repository made on the fly, and `check` run in it as a pipeline would."""

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from manifestlint.cli import cli

POLICY = """\
apiVersion: manifestlint.dev/v1
kind: PolicySet
metadata: {name: shop}
spec:
  manifests: [manifests/]
"""
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: example/web:v1.0.0
        readinessProbe:
          tcpSocket: {port: 80}
"""
WEB = "manifests/web.yaml"
SET = "policies/policyset.yaml"


@dataclass
class Repository:
    """A worktree, and how to work in it."""

    root: Path

    def git(self, *arguments: str) -> str:
        """What git answers; a failure is the test's."""
        settings = ("-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always")
        command = ["git", *settings, "-C", str(self.root), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def write(self, files: Mapping[str, str | None]) -> None:
        """Write files; None removes one."""
        for name, content in files.items():
            path = self.root / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())

    def commit(self, files: Mapping[str, str | None], message: str = "Change") -> str:
        """Write files and commit everything; the commit."""
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str, start: str = "main") -> None:
        """Start a branch and switch to it."""
        self.git("checkout", "-q", "-b", name, start)

    def merge(self, branch: str) -> str:
        """Merge into main as a pull request's test merge does, and leave it checked out by itself."""
        self.git("checkout", "-q", "--detach", "main")
        self.git("merge", "-q", "--no-ff", "-m", f"Merge {branch}", branch)
        return self.git("rev-parse", "HEAD")

    def clone(self, target: Path, *options: str) -> "Repository":
        """A clone by way of a transport, so that it may be shallow."""
        self.git("clone", "-q", *options, self.root.as_uri(), str(target))
        return Repository(target)

    def run(self, *arguments: str, given: str | None = None) -> Result:
        """Run the command line here; `given` is its standard input."""
        before = Path.cwd()
        os.chdir(self.root)
        try:
            return CliRunner().invoke(cli, arguments, input=given, catch_exceptions=False)
        finally:
            os.chdir(before)

    def check(self, *arguments: str, given: str | None = None) -> dict[str, Any]:
        """The report of `check` as JSON, with the exit code."""
        result = self.run("check", "--format", "json", *arguments, given=given)
        report: dict[str, Any] = json.loads(result.stdout)
        return {**report, "exit": result.exit_code}


def told(report: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """The active findings, each with what it has to do with the change."""
    return [(item["rule"], item["change"]) for item in report["findings"] if item["status"] == "active"]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A clean application under a PolicySet, committed on main."""
    made = Repository(tmp_path / "origin")
    made.root.mkdir()
    made.git("init", "-q", "-b", "main")
    made.commit({SET: POLICY, WEB: DEPLOYMENT}, "Begin")
    return made


@pytest.fixture
def as_pull_request(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets what GitHub Actions sets for a pull request whose test merge is checked out."""

    def set_up(merge: str) -> None:
        for name, value in {
            "GITHUB_ACTIONS": "true",
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_REF": "refs/pull/7/merge",
            "GITHUB_SHA": merge,
            "GITHUB_BASE_REF": "main",
            "GITHUB_HEAD_REF": "topic",
        }.items():
            monkeypatch.setenv(name, value)

    return set_up
