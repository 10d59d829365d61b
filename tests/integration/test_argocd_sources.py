"""What changes a source beside its Application: override files, and submodules."""

import subprocess
from pathlib import Path

import pytest

from manifestlint.core.failure import FailureKind
from manifestlint.core.finding import Status
from tests.integration.test_argocd import CHART, DEPLOYMENT, Write, application, judged, told, write
from tests.support import REPOSITORY

__all__ = ["write"]

pytestmark = pytest.mark.usefixtures("tools")
CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {a: b}\n"


def test_override_files_change_what_is_rendered(tmp_path: Path, write: Write) -> None:
    write("web/kustomization.yaml", "resources: [web.yaml]\n")
    write("web/web.yaml", DEPLOYMENT.replace("latest", "v1"))
    for name in ("one", "two"):
        write(f"apps/{name}.yaml", application(name, "web"))
    write("web/.argocd-source-two.yaml", "kustomize: {images: ['example/web:latest']}\n")
    report = judged(tmp_path, "image-tag-mutable")
    assert not report.failures
    assert [(rule, bundles) for rule, _, _, bundles in told(report)] == [("image-tag-mutable", ("two",))]


def test_override_file_chooses_the_tool(tmp_path: Path, write: Write) -> None:
    write("web/kustomization.yaml", "resources: [settings.yaml]\n")
    write("web/settings.yaml", CONFIG)
    write("web/other/web.yaml", DEPLOYMENT)
    write("apps/web.yaml", application("web", "web"))
    assert told(judged(tmp_path, "image-tag-mutable")) == []
    write("web/.argocd-source.yaml", "directory: {recurse: true}\n")
    assert told(judged(tmp_path, "image-tag-mutable")) == [
        ("image-tag-mutable", "web/other/web.yaml", 15, ("web",))
    ]


@pytest.mark.parametrize("content", ["helm: [", "- helm", "text"])
def test_override_file_that_is_none_is_a_failure(tmp_path: Path, write: Write, content: str) -> None:
    write("chart/Chart.yaml", CHART)
    write("chart/templates/settings.yaml", CONFIG)
    write("chart/.argocd-source.yaml", content)
    write("apps/web.yaml", application("web", "chart"))
    report = judged(tmp_path, "image-tag-mutable")
    assert [(item.kind, item.what) for item in report.failures] == [
        (FailureKind.NOT_RENDERABLE, "Application web")
    ]
    assert "override" in report.failures[0].message
    assert report.exit_code == 3


def test_build_environment_in_the_name_of_a_value_file(tmp_path: Path, write: Write) -> None:
    write("chart/Chart.yaml", CHART)
    write("chart/values-web.yaml", "tag: latest\n")
    write("chart/templates/web.yaml", DEPLOYMENT.replace("latest", "{{ .Values.tag }}"))
    helm = "path: chart, helm: {valueFiles: ['values-$ARGOCD_APP_NAME.yaml']}"
    write("apps/web.yaml", application("web", "chart").replace("path: chart", helm))
    report = judged(tmp_path, "image-tag-mutable")
    assert not report.failures
    assert [item.path for item in report.active] == ["chart/templates/web.yaml"]


def test_suppression_in_a_base_that_no_application_claims(tmp_path: Path, write: Write) -> None:
    ignored = DEPLOYMENT.replace(
        "        image:", "        # manifestlint: ignore[image-tag-mutable] a demo\n        image:"
    )
    write("base/kustomization.yaml", "resources: [web.yaml]\n")
    write("base/web.yaml", ignored)
    write("prod/kustomization.yaml", "resources: [../base]\n")
    write("apps/prod.yaml", application("prod", "prod"))
    report = judged(tmp_path, "image-tag-mutable", "suppression-unused")
    assert not report.active
    assert [item.status for item in report.findings] == [Status.SUPPRESSED]


SEVERAL = f"""\
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {{name: web, namespace: argocd}}
spec:
  project: default
  sources:
  - repoURL: {REPOSITORY}
    path: chart
    helm: {{valueFiles: [$values/envs/prod.yaml]}}
  - {{repoURL: {REPOSITORY}, targetRevision: HEAD, ref: values}}
  destination: {{server: https://kubernetes.default.svc, namespace: web}}
"""


def test_value_file_of_another_source(tmp_path: Path, write: Write) -> None:
    write("chart/Chart.yaml", CHART)
    write("envs/prod.yaml", "tag: latest\n")
    write("chart/templates/web.yaml", DEPLOYMENT.replace("latest", "{{ .Values.tag }}"))
    write("apps/web.yaml", SEVERAL)
    report = judged(tmp_path, "image-tag-mutable")
    assert not report.failures
    assert [item.path for item in report.active] == ["chart/templates/web.yaml"]


def git(folder: Path, *arguments: str) -> None:
    options = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always")
    subprocess.run(["git", *options, "-C", folder, *arguments], check=True, capture_output=True)


@pytest.fixture
def submodule(tmp_path: Path) -> Path:
    """A repository with a submodule at `lib`, which is not checked out."""
    inner = tmp_path / "inner"
    inner.mkdir()
    git(inner, "init", "-q")
    (inner / "settings.yaml").write_text(CONFIG, encoding="utf-8")
    (inner / "kustomization.yaml").write_text("resources: [settings.yaml]\n", encoding="utf-8")
    git(inner, "add", ".")
    git(inner, "commit", "-qm", "inner")
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "remote", "add", "origin", REPOSITORY)
    git(outer, "submodule", "add", "-q", str(inner), "web/lib")
    git(outer, "submodule", "deinit", "-f", "web/lib")
    return outer


@pytest.mark.parametrize(
    ("path", "extra", "is_needed"),
    [
        ("web/lib", "", True),
        ("web/lib/deeper", "", True),
        ("web", "", False),
        ("web", ", directory: {recurse: true}", True),
        ("kustomized", "", True),
    ],
)
def test_submodule_that_is_not_checked_out(submodule: Path, path: str, extra: str, is_needed: bool) -> None:
    for name, content in {
        "apps/web.yaml": application("web", path).replace(f"path: {path}", f"path: {path}{extra}"),
        "web/settings.yaml": CONFIG,
        "kustomized/kustomization.yaml": "resources: [../web/lib]\n",
        "other/web.yaml": DEPLOYMENT,
    }.items():
        (submodule / name).parent.mkdir(exist_ok=True)
        (submodule / name).write_text(content, encoding="utf-8")
    if path != "kustomized":
        (submodule / "kustomized" / "kustomization.yaml").unlink()
    report = judged(submodule, "image-tag-mutable")
    assert [item.path for item in report.active] == ["other/web.yaml"]
    assert [item.kind for item in report.failures] == [FailureKind.NOT_RENDERABLE] * is_needed
    assert all("submodule web/lib is not checked out" in item.message for item in report.failures)
    assert report.exit_code == (3 if is_needed else 1)


def test_submodule_that_is_checked_out(submodule: Path) -> None:
    git(submodule, "submodule", "update", "-q", "--init")
    (submodule / "apps").mkdir()
    (submodule / "apps" / "web.yaml").write_text(application("web", "web/lib"), encoding="utf-8")
    assert not judged(submodule, "image-tag-mutable").failures


def test_generate_paths_that_miss_a_base(tmp_path: Path, write: Write) -> None:
    write("base/kustomization.yaml", "resources: [settings.yaml]\n")
    write("base/settings.yaml", CONFIG)
    write("prod/kustomization.yaml", "resources: [../base]\n")
    annotated = "name: prod, annotations: {argocd.argoproj.io/manifest-generate-paths: PATHS}"
    rule = "argocd-generate-paths-incomplete"
    for paths, expected in {".": [rule], ".;../base": [], "/base;/prod": [], "/": []}.items():
        text = application("prod", "prod").replace("name: prod", annotated.replace("PATHS", paths), 1)
        write("apps/prod.yaml", text)
        report = judged(tmp_path, rule)
        assert not report.failures
        assert [item.rule for item in report.active] == expected, paths


IGNORED = """\
  ignoreDifferences:
  - {kind: Secret, jsonPointers: [/stringData]}
"""


@pytest.mark.parametrize("function", ["randAlphaNum 20", "now | unixEpoch"])
def test_chart_that_is_never_twice_the_same(tmp_path: Path, write: Write, function: str) -> None:
    made = "apiVersion: v1\nkind: Secret\nmetadata: {name: web}\nstringData: {password: '{{ %s }}'}\n"
    write("chart/Chart.yaml", CHART)
    write("chart/templates/secret.yaml", made % function)
    rule = "argocd-render-unstable"
    assert told(judged(tmp_path, rule)) == []
    write("apps/web.yaml", application("web", "chart"))
    assert told(judged(tmp_path, rule)) == [(rule, "chart/templates/secret.yaml", 1, ("web",))]
    write("apps/web.yaml", application("web", "chart") + IGNORED)
    assert told(judged(tmp_path, rule)) == []


def test_folder_of_a_kustomization_that_is_taken_as_plain_files(tmp_path: Path, write: Write) -> None:
    write("web/kustomization.yml", "resources: [nothing.yaml]\n")
    write("web/web.yaml", DEPLOYMENT)
    plain = application("web", "web").replace("path: web", "path: web, directory: {recurse: true}")
    write("apps/web.yaml", plain)
    report = judged(tmp_path, "image-tag-mutable")
    assert not report.failures
    assert told(report) == [("image-tag-mutable", "web/web.yaml", 15, ("web",))]


CM = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: argocd-cm, namespace: argocd}
data:
  kustomize.buildOptions: OPTIONS
"""
VALUES = "argo-cd:\n  configs:\n    cm:\n      kustomize.buildOptions: OPTIONS\n"


@pytest.mark.parametrize("config", [CM, VALUES])
@pytest.mark.parametrize(
    "options",
    ["--load-restrictor LoadRestrictionsNone", "--enable-helm --load-restrictor=LoadRestrictionsNone"],
)
def test_build_options_of_argocd_cm(tmp_path: Path, write: Write, config: str, options: str) -> None:
    write("shared/web.yaml", DEPLOYMENT)
    write("prod/kustomization.yaml", "resources: [../shared/web.yaml]\n")
    write("apps/prod.yaml", application("prod", "prod"))
    assert [item.kind for item in judged(tmp_path, "image-tag-mutable").failures] == [
        FailureKind.NOT_RENDERABLE
    ]
    write("argocd/config.yaml", config.replace("OPTIONS", options))
    report = judged(tmp_path, "image-tag-mutable")
    assert not report.failures
    assert ("image-tag-mutable", "shared/web.yaml", 15, ("prod",)) in [
        (rule, path, line, tuple(name for name in bundles if name == "prod"))
        for rule, path, line, bundles in told(report)
    ]


def test_path_and_value_file_behind_links(tmp_path: Path, write: Write) -> None:
    write("real/chart/Chart.yaml", CHART)
    write("real/prod.yaml", "a: b\n")
    (tmp_path / "chart").symlink_to("real/chart")
    (tmp_path / "envs").mkdir()
    (tmp_path / "envs" / "prod.yaml").symlink_to("../real/prod.yaml")
    helm = "path: chart, helm: {valueFiles: [FILE]}"
    rules = ("argocd-path-missing", "argocd-value-file-missing")
    for file, expected in {"/envs/prod.yaml": [], "/envs/dev.yaml": ["argocd-value-file-missing"]}.items():
        text = application("web", "chart").replace("path: chart", helm.replace("FILE", file))
        write("apps/web.yaml", text)
        assert [item.rule for item in judged(tmp_path, *rules).active] == expected
