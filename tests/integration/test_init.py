"""The hello-app as it was before anybody checked it: `init`, one commit, and what the hook says of it.

pre-commit runs the hook in an environment of its own. Only the address that it fetches from is another one:
a repository that holds this package.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from manifestlint.adopt.project import TAG, URL
from tests.integration.repository import DEPLOYMENT, Repository
from tests.integration.test_hello_app import SEED

ROOT = Path(__file__).parents[2]
HOOKS = ".pre-commit-hooks.yaml"
HOOK = """\
- id: manifestlint
  name: manifestlint
  entry: manifestlint check
  language: python
  always_run: true
  pass_filenames: false
  require_serial: true
"""
SERVICE = """\
apiVersion: v1
kind: Service
metadata:
  name: hello-app
spec:
  type: ClusterIP
  selector:
    app: hello-app
  ports:
  - protocol: TCP
    port: 80
    targetPort: 80
"""
CHART = {
    "chart/Chart.yaml": 'apiVersion: v2\nname: api\nversion: 0.1.0\nkubeVersion: ">=1.28.0-0"\n',
    "chart/values.yaml": "image: example/api:1.2.3\n",
    "chart/templates/deployment.yaml": """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  annotations: {ignore-check.kube-linter.io/run-as-non-root: legacy}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
      - name: api
        image: {{ .Values.image }}
""",
}
OVERLAYS = {
    "base/deployment.yaml": DEPLOYMENT.replace("  namespace: shop\n", ""),
    "base/kustomization.yaml": "resources: [deployment.yaml]\n",
    "overlays/dev/kustomization.yaml": "namespace: shop-dev\nresources: [../../base]\n",
    "overlays/prod/kustomization.yaml": "namespace: shop-prod\nresources: [../../base]\n",
}
CONFIGURATION = ".pre-commit-config.yaml"
_OURS = ("PYTHONPATH", "PYTHONPYCACHEPREFIX", "VIRTUAL_ENV")


@pytest.fixture
def hooks(tmp_path: Path) -> Repository:
    """This package in a repository of its own, with the tag of its version."""
    made = Repository(tmp_path / "manifestlint")
    shutil.copytree(ROOT / "src", made.root / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, made.root)
    given = ROOT / HOOKS
    made.git("init", "-q", "-b", "main")
    made.commit({HOOKS: given.read_text(encoding="utf-8") if given.exists() else HOOK}, "Begin")
    made.git("tag", TAG)
    return made


def commit(repository: Repository, home: Path) -> "subprocess.CompletedProcess[str]":
    """Commit everything as a developer does, who has pre-commit."""
    environment = {name: value for name, value in os.environ.items() if name not in _OURS}
    environment |= {"PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"}
    install = [sys.executable, "-m", "pre_commit", "install"]
    subprocess.run(install, cwd=repository.root, env=environment, check=True, capture_output=True)
    repository.git("add", "-A")
    command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-q", "-m", "Check it"]
    return subprocess.run(
        command, cwd=repository.root, env=environment, check=False, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def test_the_first_commit_runs_the_hook_and_is_refused(tmp_path: Path, hooks: Repository) -> None:
    shop = Repository(tmp_path / "hello-app")
    shop.write(
        {"deployment.yaml": SEED.format("raian2209/hello-app:v0.1.2").rstrip(), "service.yaml": SERVICE}
    )
    shop.git("init", "-q", "-b", "main")
    result = shop.run("init", "--yes")
    assert result.exit_code == 0, result.output
    assert "today: 3 errors\n" in result.stdout
    configuration = shop.root / CONFIGURATION
    written = configuration.read_text(encoding="utf-8")
    assert f"repo: {URL}\n" in written
    configuration.write_text(written.replace(URL, hooks.root.as_posix()), encoding="utf-8")
    done = commit(shop, tmp_path / "home")
    assert done.returncode == 1, done.stdout
    told = [line for line in done.stdout.splitlines() if " error " in line]
    assert told == [
        "deployment.yaml:4:9 error namespace-missing",
        "deployment.yaml:16:15 error readiness-probe-missing",
        "service.yaml:4:9 error namespace-missing",
    ], done.stdout
    # What is there may wait: the same commit passes.
    assert shop.run("baseline").exit_code == 0
    done = commit(shop, tmp_path / "home")
    assert (done.returncode, "Passed" in done.stdout) == (0, True), done.stdout


def begun(folder: Path, files: dict[str, str]) -> tuple[str, str]:
    """What init says of a repository with these files, and the PolicySet that it writes there."""
    made = Repository(folder)
    made.write(files)
    made.git("init", "-q", "-b", "main")
    result = made.run("init", "--yes")
    assert result.exit_code == 0, result.output
    assert made.run("check").exit_code in {0, 1}
    return result.stdout, (folder / "policies" / "manifestlint.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("tools")
def test_a_chart_is_looked_at_as_helm_makes_it(tmp_path: Path) -> None:
    said, policyset = begun(tmp_path, CHART)
    assert "  Helm         chart\n" in said
    assert "\n  honour: [kube-linter]\n" in policyset
    assert "allowed: '^\\d+\\.\\d+\\.\\d+$'" in policyset
    assert "  # chart/Chart.yaml:4 asks for >=1.28.0-0.\n" in policyset


@pytest.mark.usefixtures("tools")
def test_overlays_are_looked_at_as_kustomize_makes_them(tmp_path: Path) -> None:
    said, policyset = begun(tmp_path, OVERLAYS)
    assert "  Kustomize    base, overlays/dev, overlays/prod\n" in said
    assert "  namespaces   shop-dev, shop-prod\n" in said
    assert "namespace-missing" not in policyset
