"""Applications are judged as Argo CD applies them: rendered by the real tools, where they land."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from manifestlint.api import Request, check
from manifestlint.core.failure import FailureKind
from manifestlint.core.finding import Status
from manifestlint.core.report import Report
from tests.support import REPOSITORY

Write = Callable[[str, str], None]

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
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
        image: example/web:latest
        readinessProbe: {tcpSocket: {port: 80}}
        ports: [{containerPort: 80, name: http}]
"""
SERVICE = """\
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: http}]
"""
APPLICATION = f"""\
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {{name: NAME, namespace: argocd}}
spec:
  project: default
  source: {{repoURL: {REPOSITORY}, targetRevision: HEAD, path: PATH}}
  destination: {{server: https://kubernetes.default.svc, namespace: NAME}}
"""
CHART = "apiVersion: v2\nname: web\nversion: 0.1.0\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files of a git repository whose remote is the one that Applications name."""
    for command in (("init", "-q"), ("remote", "add", "origin", REPOSITORY)):
        subprocess.run(["git", "-C", tmp_path, *command], check=True)

    def write_file(name: str, content: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    return write_file


def application(name: str, path: str) -> str:
    return APPLICATION.replace("NAME", name).replace("PATH", path)


def judged(folder: Path, *select: str) -> Report:
    return check(Request(paths=(folder,), cwd=folder, select=select))


def told(report: Report) -> list[tuple[str, str, int, tuple[str, ...]]]:
    return [(item.rule, item.path, item.span.start.line, item.bundles) for item in report.active]


@pytest.mark.usefixtures("tools")
def test_one_cause_in_a_base_is_told_once(tmp_path: Path, write: Write) -> None:
    write("base/kustomization.yaml", "resources: [web.yaml]\n")
    write("base/web.yaml", DEPLOYMENT)
    for stage in ("dev", "prod"):
        write(f"{stage}/kustomization.yaml", f"resources: [../base, service.yaml]\nnamePrefix: {stage}-\n")
        write(f"{stage}/service.yaml", SERVICE)
        write(f"apps/{stage}.yaml", application(stage, stage))
    report = judged(tmp_path, "image-tag-mutable", "service-selects-nothing", "service-target-port-*")
    assert not report.failures
    assert told(report) == [("image-tag-mutable", "base/web.yaml", 15, ("dev", "prod"))]


@pytest.mark.usefixtures("tools")
def test_a_line_that_a_template_prints_as_it_stands_is_told_there(tmp_path: Path, write: Write) -> None:
    write("chart/Chart.yaml", CHART)
    write("chart/values.yaml", "web: true\n")
    write("chart/templates/web.yaml", f"{{{{- if .Values.web }}}}\n{DEPLOYMENT}{{{{- end }}}}\n")
    write("chart/templates/other.yaml", DEPLOYMENT.replace("latest", '{{ .Values.tag | default "main" }}'))
    found = judged(tmp_path, "image-tag-mutable").active
    assert [(item.path, item.span.start.line) for item in found] == [
        ("chart/templates/other.yaml", 1),
        ("chart/templates/web.yaml", 16),
    ]
    assert found[1].excerpt.lines == ("        image: example/web:latest",)
    assert found[0].excerpt.lines == ("        image: example/web:main",)


@pytest.mark.usefixtures("tools")
def test_overrides_know_what_is_rendered_by_its_file(tmp_path: Path, write: Write) -> None:
    for stage in ("dev", "prod"):
        write(f"m/{stage}/kustomization.yaml", "resources: [web.yaml, service.yaml]\n")
        write(f"m/{stage}/web.yaml", DEPLOYMENT)
        write(f"m/{stage}/service.yaml", SERVICE.replace("app: web", "app: other"))
    rules = "{image-tag-mutable: off, service-selects-nothing: off}"
    write(
        "policies/p.yaml",
        "apiVersion: manifestlint.dev/v1\nkind: PolicySet\nmetadata: {name: p}\nspec:\n  manifests: [m/]\n"
        f"  overrides: [{{match: {{paths: ['m/dev/**']}}, rules: {rules}}}]\n",
    )
    report = judged(tmp_path, "image-tag-mutable", "service-selects-nothing")
    assert [item.path for item in report.active] == ["m/prod/service.yaml", "m/prod/web.yaml"]


@pytest.mark.usefixtures("tools")
def test_a_named_file_of_a_kustomization_is_judged_as_it_is_applied(tmp_path: Path, write: Write) -> None:
    kustomization = "resources: [web.yaml, other.yaml]\npatches: [{path: patch.yaml}]\n"
    write("m/web/kustomization.yaml", kustomization)
    write("m/web/web.yaml", DEPLOYMENT)
    write("m/web/other.yaml", DEPLOYMENT.replace("web", "other"))
    write("m/web/patch.yaml", DEPLOYMENT.replace("latest", "v1.0.0"))
    write("policies/p.yaml", "apiVersion: manifestlint.dev/v1\nkind: PolicySet\nspec: {manifests: [m/]}\n")
    found = {"other.yaml": 1, "web.yaml": 0, "patch.yaml": 0, "kustomization.yaml": 0}
    for name, count in found.items():
        request = Request(paths=(tmp_path / "m/web" / name,), cwd=tmp_path)
        report = check(replace(request, select=("image-tag-mutable", "schema-kind-unknown")))
        assert (len(report.active), report.exit_code) == (count, count), name


@pytest.mark.usefixtures("tools")
def test_patched_value_is_told_with_the_rendered_lines(tmp_path: Path, write: Write) -> None:
    patch = [{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "example/web:main"}]
    patches = [{"patch": json.dumps(patch), "target": {"kind": "Deployment"}}]
    write("kustomization.yaml", json.dumps({"resources": ["web.yaml"], "patches": patches}))
    write("web.yaml", DEPLOYMENT)
    finding = judged(tmp_path, "image-tag-mutable").active[0]
    assert finding.path == "web.yaml"
    assert "image: example/web:main" in finding.excerpt.lines[0]


@pytest.mark.usefixtures("tools")
def test_chart_with_the_values_of_its_application(tmp_path: Path, write: Write) -> None:
    write("chart/Chart.yaml", CHART)
    write("chart/values.yaml", "tag: latest\n")
    write("chart/values-prod.yaml", "tag: v1.2.3\n")
    write("chart/templates/web.yaml", DEPLOYMENT.replace("latest", "{{ .Values.tag }}"))
    write("apps/dev.yaml", application("dev", "chart"))
    prod = application("prod", "chart").replace(
        "path: chart", "path: chart, helm: {valueFiles: [values-prod.yaml]}"
    )
    write("apps/prod.yaml", prod)
    report = judged(tmp_path, "image-tag-mutable")
    assert not report.failures
    assert [(item.path, item.bundles) for item in report.active] == [("chart/templates/web.yaml", ("dev",))]


def test_dev_service_never_meets_prod_deployment(tmp_path: Path, write: Write) -> None:
    write("dev/service.yaml", SERVICE)
    write("dev/other.yaml", DEPLOYMENT.replace("web", "other"))
    write("prod/web.yaml", DEPLOYMENT)
    for stage in ("dev", "prod"):
        write(f"apps/{stage}.yaml", application(stage, stage))
    report = judged(tmp_path, "service-selects-nothing")
    assert told(report) == [("service-selects-nothing", "dev/service.yaml", 5, ("dev",))]


def test_sources_of_one_application_are_applied_together(tmp_path: Path, write: Write) -> None:
    write("one/service.yaml", SERVICE)
    write("one/other.yaml", DEPLOYMENT.replace("web", "other"))
    write("two/web.yaml", DEPLOYMENT)
    source = f"{{repoURL: {REPOSITORY}, targetRevision: HEAD, path: NAME}}"
    head, _, tail = application("web", "one").partition(f"source: {source.replace('NAME', 'one')}")
    several = f"sources: [{source.replace('NAME', 'one')}, {source.replace('NAME', 'two')}]"
    write("apps/web.yaml", head + several + tail)
    assert told(judged(tmp_path, "service-selects-nothing")) == []
    foreign = "{repoURL: https://charts.example.com, chart: web, targetRevision: 1.0.0}"
    write("apps/web.yaml", f"{head}sources: [{source.replace('NAME', 'one')}, {foreign}]{tail}")
    assert told(judged(tmp_path, "service-selects-nothing")) == []
    write("apps/web.yaml", application("web", "one"))
    assert len(told(judged(tmp_path, "service-selects-nothing"))) == 1


def test_namespace_left_out_is_that_of_the_application(tmp_path: Path, write: Write) -> None:
    write("web/service.yaml", SERVICE.replace("name: web}", "name: web, namespace: web}"))
    write("web/web.yaml", DEPLOYMENT)
    write("apps/web.yaml", application("web", "web"))
    assert told(judged(tmp_path, "service-selects-nothing", "namespace-missing")) == []


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize(
    ("variable", "told_of"),
    [
        ("$ARGOCD_APP_REVISION", []),
        ("$ARGOCD_APP_REVISION_SHORT_8", []),
        ("$ARGOCD_APP_PROJECT_NAME", []),
        ("$ARGOCD_APP_SOURCE_PATH", []),
        ("$ARGOCD_APP_SOURCE_TARGET_REVISION", []),
        ("$ARGOCD_APP_ELSE", ["image-reference-invalid"]),
    ],
)
def test_a_chart_gets_argo_cds_build_environment(
    write: Write, tmp_path: Path, variable: str, told_of: list[str]
) -> None:
    """Argo CD docs, "Build Environment"; what is not in it is empty."""
    write("chart/Chart.yaml", CHART)
    image = "'example/web:{{ .Values.tag }}'"
    write("chart/templates/web.yaml", DEPLOYMENT.replace("example/web:latest", image))
    parameter = f"helm: {{parameters: [{{name: tag, value: {variable}}}]}}"
    write("apps.yaml", application("prod", f"chart, {parameter}"))
    report = judged(tmp_path, "image-reference-invalid")
    assert not report.failures
    assert [item.rule for item in report.active] == told_of


@pytest.mark.usefixtures("tools")
def test_chart_without_helm_is_a_failure_that_can_be_excepted(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("chart/Chart.yaml", CHART)
    write("chart/templates/web.yaml", DEPLOYMENT)
    write("apps/web.yaml", application("web", "chart"))
    write("plain/web.yaml", DEPLOYMENT)
    git = Path(subprocess.check_output(["which", "git"], text=True).strip()).parent
    (tmp_path.parent / "bin").mkdir(exist_ok=True)
    (tmp_path.parent / "bin" / "git").symlink_to(git / "git")
    monkeypatch.setenv("PATH", str(tmp_path.parent / "bin"))
    report = judged(tmp_path, "image-tag-mutable")
    assert [(item.kind, item.what) for item in report.failures] == [
        (FailureKind.NOT_RENDERABLE, "Application web")
    ]
    assert "helm" in report.failures[0].message
    assert report.exit_code == 3
    assert [item.path for item in report.active] == ["plain/web.yaml"]
    excuse = "{failure: not-renderable, match: {paths: [chart]}, reason: rendered elsewhere}"
    write(
        "policies/p.yaml",
        "apiVersion: manifestlint.dev/v1\nkind: PolicySet\n"
        f"spec:\n  rules: {{image-tag-mutable: warning}}\n  exceptions: [{excuse}]\n",
    )
    excepted = judged(tmp_path, "image-tag-mutable")
    assert excepted.exit_code == 0
    assert [item.status for item in excepted.failures] == [Status.EXCEPTED]


APPLICATION_SET = f"""\
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {{name: apps, namespace: argocd}}
spec:
  goTemplate: true
  goTemplateOptions: ["missingkey=error"]
  generators:
  - git:
      repoURL: {REPOSITORY}
      revision: HEAD
      directories: [{{path: "apps/*"}}]
  template:
    metadata: {{name: "{{{{.path.basename}}}}"}}
    spec:
      project: default
      source: {{repoURL: {REPOSITORY}, targetRevision: HEAD, path: "{{{{.path.path}}}}"}}
      destination: {{server: https://kubernetes.default.svc, namespace: "{{{{.path.basename}}}}"}}
"""


def test_application_set_over_directories(tmp_path: Path, write: Write) -> None:
    write("set.yaml", APPLICATION_SET)
    write("apps/one/web.yaml", DEPLOYMENT)
    write("apps/two/service.yaml", SERVICE)
    write("apps/two/other.yaml", DEPLOYMENT.replace("web", "other").replace("latest", "v1"))
    report = judged(tmp_path, "image-tag-mutable", "service-selects-nothing")
    assert not report.failures
    assert told(report) == [
        ("image-tag-mutable", "apps/one/web.yaml", 15, ("one",)),
        ("service-selects-nothing", "apps/two/service.yaml", 5, ("two",)),
    ]


def test_generator_that_needs_the_cluster_is_a_failure(tmp_path: Path, write: Write) -> None:
    head, _, tail = APPLICATION_SET.partition("  - git:")
    write("set.yaml", head + "  - clusters: {}\n" + tail[tail.index("  template:") :])
    write("apps/one/web.yaml", DEPLOYMENT)
    report = judged(tmp_path, "image-tag-mutable")
    assert [(item.kind, item.path) for item in report.failures] == [(FailureKind.NOT_EXPANDABLE, "set.yaml")]
    assert report.exit_code == 3
    assert [item.path for item in report.active] == ["apps/one/web.yaml"]


def reading(name: str, env: str) -> str:
    """A Deployment that takes its settings from another object."""
    return DEPLOYMENT.replace("name: web\nspec", f"name: {name}\nspec") + f"        envFrom: [{env}]\n"


@pytest.mark.usefixtures("tools")
def test_a_service_meets_the_pods_of_its_overlay_only(tmp_path: Path, write: Write) -> None:
    write("base/kustomization.yaml", "resources: [service.yaml]\n")
    write("base/service.yaml", SERVICE)
    for stage in ("dev", "prod"):
        write(f"{stage}/kustomization.yaml", "resources: [../base, web.yaml]\n")
        write(f"apps/{stage}.yaml", application(stage, stage))
    write("dev/web.yaml", DEPLOYMENT)
    write("prod/web.yaml", DEPLOYMENT.replace("labels: {app: web}", "labels: {app: shop}"))
    report = judged(tmp_path, "service-selects-nothing")
    assert [item.bundles for item in report.active] == [("prod",)]


def test_a_deployment_without_namespace_meets_a_service_in_the_destinations(
    tmp_path: Path, write: Write
) -> None:
    write("shop/web.yaml", DEPLOYMENT)
    write("shop/service.yaml", SERVICE.replace("{name: web}", "{name: web, namespace: shop}"))
    write("apps/shop.yaml", application("shop", "shop"))
    assert not told(judged(tmp_path, "service-selects-nothing"))
    write("shop/service.yaml", SERVICE.replace("{name: web}", "{name: web, namespace: other}"))
    assert [item.rule for item in judged(tmp_path, "service-selects-nothing").active] == [
        "service-selects-nothing"
    ]


OTHERS = """\
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: slow}
provisioner: csi.example.com
---
apiVersion: v1
kind: Namespace
metadata: {name: platform}
---
"""
STORAGE = """\
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: csi.example.com
---
"""
NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n"
SHARED = """\
apiVersion: v1
kind: Secret
metadata: {name: shared, namespace: shop}
stringData: {user: web}
---
"""
SEALED = """\
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: sealed, namespace: shop}
spec: {encryptedData: {user: AgBy3i4OJSWK}}
---
"""
FETCHED = """\
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: any, namespace: shop}
spec: {target: {name: fetched}}
---
"""
TENANTS = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: tenants.example.org}
spec:
  group: example.org
  scope: Cluster
  names: {kind: Tenant, plural: tenants}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
"""
TENANT = "apiVersion: example.org/v1\nkind: Tenant\nmetadata: {name: web}\n"
CLAIM = """\
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {storageClassName: NAME, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
"""


BROUGHT = {
    STORAGE: "storage-class-unknown",
    NAMESPACE: "argocd-destination-namespace-missing",
    SHARED: "secret-missing",
    SEALED: "secret-missing",
    FETCHED: "secret-missing",
    TENANTS: "schema-not-available",
}
"""What the other Application brings, and what is told where it does not."""


@pytest.mark.parametrize("cluster", ["server: https://kubernetes.default.svc", "name: in-cluster"])
def test_what_another_application_of_the_destination_brings_is_there(
    tmp_path: Path, write: Write, cluster: str
) -> None:
    def lost() -> list[str]:
        report = judged(tmp_path, "references", *BROUGHT.values())
        return [item.rule for item in report.active if not item.path.startswith("platform/")]

    write("shop/claim.yaml", CLAIM.replace("NAME", "fast"))
    write("shop/tenant.yaml", TENANT)
    for name in ("shared", "sealed", "fetched"):
        write(f"shop/{name}.yaml", reading(name, f"{{secretRef: {{name: {name}}}}}"))
    shop = application("shop", "shop").replace("server: https://kubernetes.default.svc", cluster)
    write("apps/shop.yaml", shop)
    write("apps/platform.yaml", application("platform", "platform"))
    write("platform/all.yaml", OTHERS + "".join(BROUGHT))
    assert not lost()

    for gone, rule in BROUGHT.items():
        write("platform/all.yaml", OTHERS + "".join(each for each in BROUGHT if each != gone))
        assert lost() == [rule]


def test_what_lands_in_another_cluster_is_not_there(tmp_path: Path, write: Write) -> None:
    write("shop/web.yaml", reading("web", "{configMapRef: {name: settings}}"))
    write(
        "base/config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: shop}\n"
    )
    write("apps/shop.yaml", application("shop", "shop"))
    write("apps/base.yaml", application("base", "base"))
    assert not told(judged(tmp_path, "references"))

    elsewhere = application("base", "base").replace("kubernetes.default.svc", "edge.example.com")
    write("apps/base.yaml", elsewhere)
    assert [item.rule for item in judged(tmp_path, "references").active] == ["config-map-missing"]


def test_what_comes_from_elsewhere_may_bring_what_is_missing(tmp_path: Path, write: Write) -> None:
    write("shop/web.yaml", reading("web", "{configMapRef: {name: settings}}"))
    write("apps/shop.yaml", application("shop", "shop"))
    assert [item.rule for item in judged(tmp_path, "references").active] == ["config-map-missing"]

    foreign = application("shop-base", "base").replace(REPOSITORY, "https://git.example.com/team/base.git")
    write("apps/base.yaml", foreign)
    assert [item.rule for item in judged(tmp_path, "references").active] == ["config-map-missing"]
    write("apps/base.yaml", foreign.replace("namespace: shop-base", "namespace: shop"))
    assert not told(judged(tmp_path, "references"))


def test_an_override_names_the_destination(tmp_path: Path, write: Write) -> None:
    for stage in ("dev", "prod"):
        write(f"{stage}/web.yaml", DEPLOYMENT)
        server = f"https://{stage}.example.com"
        write(
            f"apps/{stage}.yaml", application(stage, stage).replace("https://kubernetes.default.svc", server)
        )
    policies = """\
apiVersion: manifestlint.dev/v1
kind: PolicySet
metadata: {name: all}
spec:
  overrides:
  - match: {destinations: ["https://dev.*"]}
    rules: {image-tag-mutable: off}
"""
    write("policies/all.yaml", policies)
    assert [item.path for item in judged(tmp_path, "image-tag-mutable").active] == ["prod/web.yaml"]


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize(
    ("destinations", "status"), [('["https://dev.*"]', Status.ACTIVE), ('["https://*"]', Status.EXCEPTED)]
)
def test_an_exception_covers_a_base_only_for_all_that_build_on_it(
    tmp_path: Path, write: Write, destinations: str, status: Status
) -> None:
    write("base/kustomization.yaml", "resources: [web.yaml]\n")
    write("base/web.yaml", DEPLOYMENT)
    for stage in ("dev", "prod"):
        write(f"{stage}/kustomization.yaml", "resources: [../base]\n")
        server = application(stage, stage).replace("kubernetes.default.svc", f"{stage}.example.com")
        write(f"apps/{stage}.yaml", server)
    policies = f"""\
apiVersion: manifestlint.dev/v1
kind: PolicySet
metadata: {{name: all}}
spec:
  exceptions:
  - {{rule: image-tag-mutable, match: {{destinations: {destinations}}}, reason: a demonstration}}
"""
    write("policies/all.yaml", policies)
    report = judged(tmp_path, "image-tag-mutable")
    (finding,) = [item for item in report.findings if item.rule == "image-tag-mutable"]
    assert (finding.status, finding.bundles) == (status, ("dev", "prod"))


def test_applications_of_one_name_are_told_apart_by_namespace(tmp_path: Path, write: Write) -> None:
    for team in ("red", "blue"):
        write(f"{team}/web.yaml", DEPLOYMENT)
        write(
            f"apps/{team}.yaml", application("web", team).replace("namespace: argocd", f"namespace: {team}")
        )
    report = judged(tmp_path, "image-tag-mutable")
    assert [item.bundles for item in report.active] == [("blue/web",), ("red/web",)]


def test_a_cluster_wide_custom_kind_has_no_namespace(tmp_path: Path, write: Write) -> None:
    for name in ("a", "b"):
        write(f"apps/{name}.yaml", application(name, name))
        write(f"{name}/tenant.yaml", TENANT)
    assert not told(judged(tmp_path, "argocd-object-shared")), "each may have its own namespace"
    write("crds/tenant.yaml", TENANTS)
    assert {item.rule for item in judged(tmp_path, "argocd-object-shared").active} == {"argocd-object-shared"}
