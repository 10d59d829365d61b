"""What cannot be rendered is said, with the Application's name and the tool's words, and hides nothing."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from manifestlint.cli import cli
from tests.integration.layouts import Repository, application, config

POD = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, image: "team/web:latest"}]}
"""
CHART = {
    "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "chart/templates/a.yaml": config("a"),
    "apps/web.yaml": application("web", "path: chart"),
    "apps/plain.yaml": application("plain", "path: plain"),
    "plain/pod.yaml": POD,
}
POLICIES = """\
apiVersion: manifestlint.dev/v1
kind: PolicySet
metadata: {name: all}
spec:
  failOn: error
  rules: {image-tag-mutable: warning}
  exceptions:
  - {failure: not-renderable, match: {paths: [chart]}, reason: helm comes next month, expires: 2999-01-31}
"""


def check(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", str(root), "--select", "image-tag-mutable", *arguments])


@pytest.fixture
def no_helm(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PATH with git alone."""
    folder = tmp_path_factory.mktemp("bin")
    (folder / "git").symlink_to(shutil.which("git") or "")
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.usefixtures("no_helm")
def test_without_helm_everything_else_is_reported(tmp_path: Path) -> None:
    Repository(tmp_path, CHART)
    result = check(tmp_path)
    assert result.exit_code == 3
    assert "Application web" in result.output
    assert "a chart needs `helm` on PATH" in result.output
    assert "plain/pod.yaml:4:40 error image-tag-mutable" in result.output


@pytest.mark.usefixtures("no_helm")
def test_an_excepted_failure_stays_visible(tmp_path: Path) -> None:
    Repository(tmp_path, CHART | {"policies/all.yaml": POLICIES})
    text = check(tmp_path)
    assert text.exit_code == 0
    assert "Application web" in text.output
    assert "helm comes next month" in text.output
    report = json.loads(check(tmp_path, "--format", "json").stdout)
    (failure,) = report["failures"]
    assert (failure["kind"], failure["status"]) == ("not-renderable", "excepted")
    assert "a chart needs `helm` on PATH" in failure["message"]
    assert [finding["path"].endswith("plain/pod.yaml") for finding in report["findings"]] == [True]


BROKEN = {
    "remote base": (
        {"web/kustomization.yaml": "resources: ['https://example.com/base?ref=v1']\n"},
        "path: web",
        "resources[0] is remote: https://example.com/base?ref=v1",
    ),
    "plugin": ({"web/a.yaml": POD}, "path: web, plugin: {name: cue}", "a plugin makes its objects"),
    "jsonnet": ({"web/a.jsonnet": "{}\n"}, "path: web", "jsonnet"),
    "failing kustomization": (
        {
            "web/kustomization.yaml": "resources: [a.yaml]\npatches: [{path: b.yaml}]\n",
            "web/a.yaml": POD,
            "web/b.yaml": config("b"),
        },
        "path: web",
        "no matches for Id ConfigMap.v1.[noGrp]/b.[noNs]",
    ),
    "failing template": (
        {
            "web/Chart.yaml": CHART["chart/Chart.yaml"],
            "web/templates/a.yaml": '{{ required "set a host" .Values.host }}\n',
        },
        "path: web",
        "set a host",
    ),
    "remote dependency": (
        {
            "web/Chart.yaml": CHART["chart/Chart.yaml"]
            + "dependencies: [{name: db, version: 1.x, repository: 'https://charts.example.com'}]\n"
        },
        "path: web",
        "dependency db of https://charts.example.com is not in charts/",
    ),
    "chart in a kustomization": (
        {"web/kustomization.yaml": "helmCharts: [{name: db, repo: 'https://charts.example.com'}]\n"},
        "path: web",
        "helmCharts inflates a Helm chart",
    ),
    "remote value file": (
        {"web/Chart.yaml": CHART["chart/Chart.yaml"]},
        "path: web, helm: {valueFiles: ['https://example.com/values.yaml']}",
        "the value file is remote: https://example.com/values.yaml",
    ),
    "missing value file": (
        {"web/Chart.yaml": CHART["chart/Chart.yaml"]},
        "path: web, helm: {valueFiles: [gone.yaml]}",
        'the value file "web/gone.yaml" does not exist in the repository',
    ),
    "two tools": (
        {"web/a.yaml": POD},
        "path: web, helm: {releaseName: a}, kustomize: {namePrefix: b-}",
        "the source has fields of Kustomize and Helm",
    ),
}


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_rendered(tmp_path: Path, name: str) -> None:
    files, source, words = BROKEN[name]
    Repository(tmp_path, files | {"app.yaml": application("shop", source), "plain/pod.yaml": POD})
    report = json.loads((result := check(tmp_path, "--format", "json")).stdout)
    (failure,) = report["failures"]
    assert failure["kind"] == "not-renderable"
    assert "Application shop" in json.dumps(failure)
    assert words in failure["message"]
    assert str(tmp_path) not in failure["message"]
    assert "run.go" not in failure["message"]
    assert result.exit_code == 3
    assert any(finding["path"].endswith("plain/pod.yaml") for finding in report["findings"])


@pytest.mark.usefixtures("tools")
def test_an_application_set_in_a_chart(tmp_path: Path) -> None:
    template = """\
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: {{ .Release.Name }}, namespace: argocd}
spec:
  generators: [{clusters: {}}]
  template: {metadata: {name: '{{ "{{name}}" }}'}, spec: {}}
"""
    Repository(tmp_path, CHART | {"chart/templates/a.yaml": template})
    (failure,) = json.loads(check(tmp_path, "--format", "json").stdout)["failures"]
    assert (failure["kind"], failure["resource"]["name"]) == ("not-expandable", "web")
    assert failure["path"].endswith("/chart/templates/a.yaml")
