"""The repository judges itself: its manifests are clean, and each mistake is told once, at its place."""

import shutil
from pathlib import Path

import pytest

from manifestlint.api import Request, check
from manifestlint.core.finding import Finding
from manifestlint.core.severity import Severity

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The manifests and policies in a folder of their own."""
    for name in ("manifests", "policies"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def told(folder: Path) -> list[Finding]:
    report = check(Request(paths=(folder,), cwd=folder))
    assert not report.failures
    return list(report.active)


def test_clean(copy: Path) -> None:
    assert told(copy) == []
    assert told(ROOT / "manifests") == []


# What is changed: the file, the line, the value in it, what takes its place.
MISTAKES = {
    "tag": (
        "deployment.yaml",
        "        image: {}",
        "raian2209/hello-app:v0.1.2",
        "raian2209/hello-app:latest",
    ),
    "namespace": ("deployment.yaml", "  namespace: {}", "aplication", "application"),
    "destination": ("application.yaml", "    namespace: {}", "aplication", "application"),
    "strategy": ("deployment.yaml", "    type: {}", "RollingUpdate", "Recreate"),
    "selector": ("service.yaml", "    app: {}", "hello-app", "hello"),
    "prune": ("application.yaml", "      prune: {}", "true", "false"),
    "self-heal": ("application.yaml", "      selfHeal: {}", "true", "false"),
}
# What is told: first the mistake at its value, then what truly follows from it.
TOLD = {
    "tag": ["image-tag-mutable"],
    "namespace": ["namespace-unexpected", "disruption-budget-selects-nothing", "service-selects-nothing"],
    "destination": ["namespace-unexpected"],
    "strategy": ["rolling-update-missing", "strategy-field-misplaced"],
    "selector": ["service-selects-nothing"],
    "prune": ["argocd-prune-disabled"],
    "self-heal": ["argocd-self-heal-disabled"],
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_once_at_its_value(copy: Path, name: str) -> None:
    file, line, old, new = MISTAKES[name]
    path = copy / "manifests" / file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    number = [text.rstrip() for text in lines].index(line.format(old))
    lines[number] = line.format(new) + "\n"
    path.write_text("".join(lines), encoding="utf-8")
    findings = told(copy)
    assert [item.rule for item in findings] == TOLD[name]
    first = findings[0]
    assert (first.path, first.span.start.line) == (f"manifests/{file}", number + 1)
    assert "".join(lines)[first.span.start.offset : first.span.end.offset] == new
    milder = {item.rule for item in findings if item.severity is not Severity.ERROR}
    assert milder <= {"disruption-budget-selects-nothing"}


SEED = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: hello-app
spec:
  replicas: 2
  selector:
    matchLabels:
      app: hello-app
  template:
    metadata:
      labels:
        app: hello-app
    spec:
      containers:
      - name: hello-app-container
        image: {}
        ports:
        - containerPort: 80
"""


def test_manifests_before_there_were_policies(tmp_path: Path) -> None:
    (tmp_path / "deployment.yaml").write_text(SEED.format("raian2209/hello-app:v0.1.2"))
    report = check(Request(paths=(tmp_path,), policies=ROOT / "policies"))
    assert {(item.rule, item.span.start.line) for item in report.active} == {
        ("namespace-missing", 4),
        ("readiness-probe-missing", 16),
    }
    assert report.exit_code == 1


def test_placeholder_of_the_first_commit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "deployment.yaml").write_text(SEED.format("SEU_DOCKER_USERNAME/hello-app:latest"))
    report = check(Request(paths=(tmp_path,), policies=ROOT / "policies", select=("image-*",)))
    assert [item.rule for item in report.active] == ["image-reference-invalid"]
