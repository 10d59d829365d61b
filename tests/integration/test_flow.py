"""The life of hello-app, replayed: every version by a bump, a bad bump that is blocked, and a rollback."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.integration.repository import Repository, as_pull_request, told

__all__ = ["as_pull_request"]
ROOT = Path(__file__).parents[2]
MANIFEST = "manifests/deployment.yaml"
BUMP = "automated-manifest-updates"
REPOSITORY = "raian2209/hello-app"
HOW = "(RollingUpdate, maxSurge 1, maxUnavailable 0)"
ROLLS = f"Deployment aplication/hello-app rolls: never fewer than 2 of 2 pods ready {HOW}"
PASSES = "passes, no findings; to roll back once merged: git revert -m 1 MERGE"
SIDECAR = """\
      - name: proxy
        image: envoyproxy/envoy:v1.31.0
        readinessProbe:
          tcpSocket:
            port: 9901
        lifecycle:
          preStop:
            sleep:
              seconds: 5
        resources:
          requests:
            cpu: 50m
            memory: 64Mi
          limits:
            memory: 64Mi
        securityContext:
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
          capabilities:
            drop: [ALL]
"""


class Life:
    """A repository like this one, and what its people and its pipeline do in it."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, as_pull_request: Any) -> None:
        self.repository = Repository(root)
        self._monkeypatch = monkeypatch
        self._as_pull_request = as_pull_request
        root.mkdir()
        self.repository.git("init", "-q", "-b", "main")
        for name, value in (("user.name", "Ada"), ("user.email", "ada@example.com")):
            self.repository.git("config", name, value)
        folders = (ROOT / "manifests", ROOT / "policies")
        files = {
            path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
            for folder in folders
            for path in folder.rglob("*.*")
        }
        self.repository.commit({**files, MANIFEST: with_tag(files[MANIFEST], "v0.0.9")}, "Begin")

    @property
    def deployment(self) -> str:
        return (self.repository.root / MANIFEST).read_text("utf-8")

    def bump(self, tag: str) -> Result:
        """What the workflow does with a new version."""
        self.repository.git("checkout", "-q", "-B", BUMP, "main")
        done = self.repository.run("set-image", f"{REPOSITORY}:{tag}")
        self.repository.git("commit", "-q", "-a", "-m", f"chore: Update image to {tag}")
        return done

    def sed(self, image: str) -> None:
        """What a pipeline does that edits by lines: `sed 's|image:.*|image: IMAGE|'`."""
        self.repository.git("checkout", "-q", "-B", BUMP, "main")
        lines = self.deployment.splitlines(keepends=True)
        edited = (
            f"{line.partition('image:')[0]}image: {image}\n" if "image:" in line else line for line in lines
        )
        self.repository.commit({MANIFEST: "".join(edited)}, f"chore: Update image to {image}")

    def merge(self, branch: str = BUMP) -> str:
        """Merge as the button of a pull request does; the merge."""
        self.repository.git("checkout", "-q", "main")
        self.repository.git("merge", "-q", "--no-ff", "-m", f"Merge {branch}", branch)
        return self.repository.git("rev-parse", "HEAD")

    def verdict(self, branch: str = BUMP) -> tuple[int, set[str]]:
        """Exit code and rules: on the branch, and the same of the pull request's test merge."""
        self.repository.git("checkout", "-q", branch)
        here = self.repository.check("--base", "main")
        with self._pull_request(branch):
            there = self.repository.check()
        assert told(here) == told(there)
        assert (here["exit"], here["failures"]) == (there["exit"], there["failures"])
        self.repository.git("checkout", "-q", branch)
        return here["exit"], {rule for rule, _ in told(here)}

    def review(self, *commits: str, code: int = 0) -> list[str]:
        done = self.repository.run("review", *commits)
        assert done.exit_code == code, done.output
        return done.stdout.splitlines()

    def history(self) -> list[dict[str, Any]]:
        """What was deployed on main, the newest first."""
        self.repository.git("checkout", "-q", "main")
        found: list[dict[str, Any]] = json.loads(self.repository.run("history", "--format", "json").stdout)[
            "deployments"
        ]
        return found

    @contextmanager
    def _pull_request(self, branch: str) -> Iterator[None]:
        self._as_pull_request(self.repository.merge(branch))
        self._monkeypatch.setenv("GITHUB_HEAD_REF", branch)
        yield
        for name in ("GITHUB_ACTIONS", "GITHUB_HEAD_REF"):
            self._monkeypatch.delenv(name)


def with_tag(deployment: str, tag: str) -> str:
    line = next(line for line in deployment.splitlines() if f"image: {REPOSITORY}:" in line)
    return deployment.replace(line, f"{line.rpartition(':')[0]}:{tag}")


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_pull_request: Any) -> Life:
    return Life(tmp_path / "deploy", monkeypatch, as_pull_request)


def release(life: Life, old: str, new: str, step: str) -> str:
    """One version more, looked at on its way; the merge."""
    before = life.deployment
    assert life.bump(new).exit_code == 0
    assert life.deployment == with_tag(before, new)
    assert life.verdict() == (0, set())
    assert life.review() == [f"hello-app {old} -> {new}, {step}", ROLLS, PASSES]
    merged = life.merge()
    way_back = f"passes, no findings; to roll back: git revert -m 1 {merged[:10]}"
    assert life.review() == [f"hello-app {old} -> {new}, {step}", ROLLS, way_back]
    newest = life.history()[0]
    assert (newest["commit"], newest["is_merge"]) == (merged, True)
    assert newest["versions"] == [{"name": "hello-app", "before": old, "after": new, "step": step}]
    return merged


def test_the_life_of_hello_app(life: Life) -> None:
    release(life, "v0.0.9", "v0.1.0", "minor")
    good = release(life, "v0.1.0", "v0.1.1", "patch")
    bad = release(life, "v0.1.1", "v0.1.2", "patch")
    running = life.deployment

    life.repository.branch("rollback")
    life.repository.git("revert", "--no-edit", "-m", "1", bad)
    assert life.deployment == with_tag(running, "v0.1.1")
    assert life.verdict("rollback") == (0, {"image-reverted"})
    lines = life.review()
    assert lines[:3] == [
        "hello-app v0.1.2 -> v0.1.1, down",
        ROLLS,
        f"info image-reverted at {MANIFEST}:{line_of(running)}",
    ]
    assert f"as deployed by {good[:12]} " in lines[3]
    assert lines[4:] == ["passes: 1 info; to roll back once merged: git revert -m 1 MERGE"]
    back = life.merge("rollback")
    newest, taken_back, *_ = life.history()
    assert (newest["commit"], newest["reverts"], newest["back_to"]) == (back, bad, good)
    assert (taken_back["commit"], taken_back["reverts"]) == (bad, None)

    release(life, "v0.1.1", "v0.1.2", "patch")  # what was wrong was mended elsewhere
    assert life.deployment == running
    release(life, "v0.1.2", "v0.1.3", "patch")
    steps = [(each["versions"][0]["before"], each["versions"][0]["after"]) for each in life.history()]
    tags = ["v0.0.9", "v0.1.0", "v0.1.1", "v0.1.2", "v0.1.1", "v0.1.2", "v0.1.3"]
    assert steps[::-1] == [(None, "v0.0.9"), *pairwise(tags)]


def line_of(deployment: str) -> int:
    return next(n for n, line in enumerate(deployment.splitlines(), 1) if f"image: {REPOSITORY}:" in line)


@pytest.fixture
def deployed(life: Life) -> Life:
    """The same at v0.1.1, with a second container."""
    both = with_tag(life.deployment, "v0.1.1").replace("      volumes:\n", f"{SIDECAR}      volumes:\n")
    life.repository.commit({MANIFEST: both}, "Add a proxy")
    report = life.repository.check()
    assert (told(report), report["exit"]) == ([], 0)
    return life


def test_a_script_that_writes_every_image_is_blocked(deployed: Life) -> None:
    deployed.sed(f"{REPOSITORY}:v0.1.2")
    assert deployed.verdict() == (1, {"image-bump-impure", "image-repository-changed"})
    lines = deployed.review(code=1)
    assert lines[:3] == [
        "hello-app v0.1.1 -> v0.1.2, patch",
        f"envoyproxy/envoy:v1.31.0 -> {REPOSITORY}:v0.1.2, another repository",
        ROLLS,
    ]
    assert lines[-1].startswith("does not pass: 1 error, 1 warning")
    assert deployed.bump("v0.1.2").exit_code == 0
    assert "image: envoyproxy/envoy:v1.31.0\n" in deployed.deployment
    assert deployed.verdict() == (0, set())
    assert deployed.review() == ["hello-app v0.1.1 -> v0.1.2, patch", ROLLS, PASSES]


@pytest.mark.parametrize(
    ("image", "rules", "first"),
    [
        (f"{REPOSITORY}:latest", {"image-tag-mutable"}, "hello-app v0.1.1 -> latest"),
        (f"{REPOSITORY}:0.1.2", {"image-tag-unexpected"}, "hello-app v0.1.1 -> 0.1.2, patch"),
        (f"{REPOSITORY}:v0.0.8", {"image-downgraded"}, "hello-app v0.1.1 -> v0.0.8, down"),
        (
            "raian2209/helo-app:v0.1.2",
            {"image-bump-impure", "image-repository-changed"},
            f"{REPOSITORY}:v0.1.1 -> raian2209/helo-app:v0.1.2, another repository",
        ),
        (
            f"ghcr.io/{REPOSITORY}:v0.1.2",
            {"image-bump-impure", "image-repository-changed"},
            f"{REPOSITORY}:v0.1.1 -> ghcr.io/{REPOSITORY}:v0.1.2, another registry",
        ),
    ],
)
def test_a_bad_bump_is_blocked(life: Life, image: str, rules: set[str], first: str) -> None:
    release(life, "v0.0.9", "v0.1.1", "minor")
    life.sed(image)
    assert life.verdict() == (1, rules)
    lines = life.review(code=1)
    assert lines[:2] == [first, ROLLS]
    assert {line.split()[1] for line in lines if line.startswith(("error ", "warning "))} == rules
    assert lines[-1].startswith("does not pass: 1 error")
