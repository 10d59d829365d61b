"""Applications of kustomizations and charts: the objects that Argo CD would apply, made by the real tools.

What is expected stands in each docstring, with Argo CD's documentation or source, release 3.1. Options show
in the objects' names.
"""

from pathlib import Path

import pytest

from tests.integration.layouts import Repository, application, applied, config, manifest
from tests.support import REPOSITORY

pytestmark = pytest.mark.usefixtures("tools")

WEB = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: team/web:v1}]}
"""
BASE = {
    "base/kustomization.yaml": "resources: [web.yaml, role.yaml]\n"
    "configMapGenerator: [{name: conf, literals: [a=b]}]\n"
    "generatorOptions: {disableNameSuffixHash: true}\n",
    "base/web.yaml": WEB,
    "base/role.yaml": manifest("ClusterRole", "reader", api_version="rbac.authorization.k8s.io/v1"),
}


def test_two_overlays_over_one_base(tmp_path: Path) -> None:
    """Documentation "Kustomize": options of `source.kustomize` edit the folder's own kustomization, a
    `namespace` there comes before `destination.namespace`, which fills in what is then still without one;
    cluster-scoped kinds take the prefix, and no namespace."""
    repository = Repository(
        tmp_path,
        BASE
        | {
            "dev/kustomization.yaml": "resources: [../base, extra.yaml]\n",
            "dev/extra.yaml": config("extra", "tools"),
            "prod/kustomization.yaml": "resources: [../base]\nnameSuffix: -live\n",
            "apps/dev.yaml": application("dev", "path: dev", namespace="dev"),
            "apps/prod.yaml": application(
                "prod",
                "path: prod, kustomize: {namePrefix: eu-, namespace: prod, images: ['team/web:v2'],"
                " replicas: [{name: web, count: 3}], commonLabels: {stage: prod}}",
            ),
        },
    )
    assert applied(repository) == {
        "dev": [
            ("ClusterRole", "", "reader", "base/role.yaml"),
            ("ConfigMap", "dev", "conf", "base/kustomization.yaml"),
            ("ConfigMap", "tools", "extra", "dev/extra.yaml"),
            ("Deployment", "dev", "web", "base/web.yaml"),
        ],
        "prod": [
            ("ClusterRole", "", "eu-reader-live", "base/role.yaml"),
            ("ConfigMap", "prod", "eu-conf-live", "base/kustomization.yaml"),
            ("Deployment", "prod", "eu-web-live", "base/web.yaml"),
        ],
    }


def test_a_kustomization_beside_a_chart(tmp_path: Path) -> None:
    """Documentation "Tool Detection" and `util/app/discovery/discovery.go`: a kustomization wins over
    Chart.yaml, a field of the source over both; with `directory` the files are plain, and a kustomization
    is no object."""
    repository = Repository(
        tmp_path,
        {
            "both/Chart.yaml": "apiVersion: v2\nname: both\nversion: 1.0.0\n",
            "both/templates/t.yaml": config("chart"),
            "both/kustomization.yaml": "resources: [a.yaml]\nnamePrefix: k-\n",
            "both/a.yaml": config("a"),
            "apps/kustomize.yaml": application("kustomize", "path: both"),
            "apps/helm.yaml": application("helm", "path: both, helm: {releaseName: x}"),
            "apps/plain.yaml": application("plain", "path: both, directory: {include: a.yaml}"),
        },
    )
    assert applied(repository) == {
        "kustomize": [("ConfigMap", "shop", "k-a", "both/a.yaml")],
        "helm": [("ConfigMap", "shop", "chart", "both/templates/t.yaml")],
        "plain": [("ConfigMap", "shop", "a", "both/a.yaml")],
    }


CHART = {
    "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "chart/values.yaml": "a: chart\nb: chart\nc: chart\nd: chart\ne: chart\n",
    "chart/templates/names.yaml": """\
{{- range $key, $value := pick .Values "a" "b" "c" "d" "e" }}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: {{ $.Release.Name }}-{{ $key }}-{{ $value }}}
{{- end }}
""",
    "chart/crds/crd.yaml": manifest(
        "CustomResourceDefinition", "as.x.io", api_version="apiextensions.k8s.io/v1"
    ),
    "chart/templates/NOTES.txt": "Thank you for {{ .Chart.Name }}.\n",
    "chart/templates/_helpers.tpl": '{{ define "x" }}x{{ end }}\n',
    "chart/one.yaml": "b: one\nc: one\nd: one\ne: one\n",
    "env/two.yaml": "c: two\nd: two\ne: two\n",
}
CRD = ("CustomResourceDefinition", "", "as.x.io", "chart/crds/crd.yaml")


def names(*found: str) -> list[tuple[str, str, str, str]]:
    return [("ConfigMap", "shop", name, "chart/templates/names.yaml") for name in found]


def test_values_of_a_chart(tmp_path: Path) -> None:
    """Documentation "Helm": parameters > valuesObject > values > valueFiles > the chart's values.yaml; of
    several files the last wins, a path is relative to the chart, and `/` at its start is the repository's
    root; a missing file is passed over with `ignoreMissingValueFiles`; CRDs come along unless `skipCrds`;
    the release has the Application's name."""
    files = "valueFiles: [one.yaml, gone.yaml, ../env/two.yaml], ignoreMissingValueFiles: true"
    own = (
        "values: 'd: never', valuesObject: {d: object, e: object}, parameters: [{name: e, value: parameter}]"
    )
    repository = Repository(
        tmp_path,
        CHART
        | {
            "apps/plain.yaml": application("plain", "path: chart"),
            "apps/all.yaml": application("all", f"path: chart, helm: {{{files}, {own}, skipCrds: true}}"),
            "apps/root.yaml": application(
                "root", "path: chart, helm: {releaseName: r, valueFiles: [/env/two.yaml], values: 'e: text'}"
            ),
        },
    )
    found = applied(repository)
    assert found["plain"] == [*names(*(f"plain-{key}-chart" for key in "abcde")), CRD]
    assert found["all"] == names("all-a-chart", "all-b-one", "all-c-two", "all-d-object", "all-e-parameter")
    assert found["root"] == [*names("r-a-chart", "r-b-chart", "r-c-two", "r-d-two", "r-e-text"), CRD]


def test_values_of_another_source(tmp_path: Path) -> None:
    """Documentation "Multiple Sources", "Helm value files from external Git repository": `$ref` at the
    start of a value file is the root of the source with that `ref`; a source with nothing but a `ref`
    brings no objects."""
    chart = "path: chart, helm: {valueFiles: [$values/env/two.yaml], skipCrds: true}"
    # One repository, spelt in two ways.
    written = "git@git.example.com:team/deploy".join(
        application("web", chart, "ref: values").rsplit(REPOSITORY, 1)
    )
    repository = Repository(tmp_path, CHART | {"app.yaml": written})
    assert applied(repository) == {
        "web": names("web-a-chart", "web-b-chart", "web-c-two", "web-d-two", "web-e-two")
    }


def test_value_files_with_the_build_environment(tmp_path: Path) -> None:
    """Documentation "Build Environment": variables such as `$ARGOCD_APP_NAME` count in names of value
    files, and in parameters (`repository.go`, `getResolvedValueFiles`)."""
    helm = "{valueFiles: [$ARGOCD_APP_NAME.yaml, '../env/${ARGOCD_APP_NAMESPACE}.yaml'], skipCrds: true}"
    repository = Repository(
        tmp_path,
        CHART
        | {
            "chart/web.yaml": "a: name\n",
            "env/shop.yaml": "b: namespace\n",
            "app.yaml": application("web", f"path: chart, helm: {helm}"),
        },
    )
    assert applied(repository)["web"] == names(
        "web-a-name", "web-b-namespace", "web-c-chart", "web-d-chart", "web-e-chart"
    )


def test_subcharts_hooks_and_tests(tmp_path: Path) -> None:
    """Documentation "Helm", "Helm Hooks": hooks are objects like any other to `helm template`, tests too
    unless `skipTests`; a chart in `charts/` gets what the parent's values say under its name, and
    `condition` switches it off."""
    chart = "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n"
    chart += "- {name: db, version: 1.0.0}\n- {name: cache, version: 1.0.0, condition: cache.enabled}\n"
    files = {
        "chart/Chart.yaml": chart,
        "chart/values.yaml": "db: {size: big}\ncache: {enabled: false}\n",
        "chart/charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
        "chart/charts/db/values.yaml": "size: small\n",
        "chart/charts/db/templates/a.yaml": config("{{ .Release.Name }}-db-{{ .Values.size }}"),
        "chart/charts/cache/Chart.yaml": "apiVersion: v2\nname: cache\nversion: 1.0.0\n",
        "chart/charts/cache/templates/a.yaml": config("cache"),
        "chart/templates/hook.yaml": manifest(
            "Job", "migrate, annotations: {helm.sh/hook: pre-install}", "", "batch/v1"
        ),
        "chart/templates/tests/t.yaml": manifest("Pod", "probe, annotations: {helm.sh/hook: test}"),
        "app.yaml": application("web", "path: chart"),
        "bare.yaml": application("bare", "path: chart, helm: {skipTests: true}"),
    }
    found = applied(Repository(tmp_path, files))
    job = ("Job", "shop", "migrate", "chart/templates/hook.yaml")
    assert found["web"] == [
        ("ConfigMap", "shop", "web-db-big", "chart/charts/db/templates/a.yaml"),
        job,
        ("Pod", "shop", "probe", "chart/templates/tests/t.yaml"),
    ]
    assert found["bare"] == [("ConfigMap", "shop", "bare-db-big", "chart/charts/db/templates/a.yaml"), job]


TEMPLATE = """\
{{- range .Values.apps }}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: {{ .name }}, namespace: argocd}
spec:
  project: default
  source: {repoURL: {{ $.Values.repoURL }}, targetRevision: HEAD, path: {{ .path }}}
  destination: {server: https://kubernetes.default.svc, namespace: {{ .name }}}
{{- end }}
"""


def test_a_chart_of_applications(tmp_path: Path) -> None:
    """Documentation "Cluster Bootstrapping", "Helm Example": the children are what the chart renders, with
    the parent's values; each applies its own path, and may apply Applications again."""
    repository = Repository(
        tmp_path,
        {
            "root.yaml": application(
                "root",
                "path: apps, helm: {valuesObject: {apps: [{name: one, path: web}, {name: two, path: more}]}}",
                namespace="argocd",
            ),
            "apps/Chart.yaml": "apiVersion: v2\nname: apps\nversion: 1.0.0\n",
            "apps/values.yaml": "apps: [{name: never, path: web}]\n"
            "repoURL: https://git.example.com/team/deploy.git\n",
            "apps/templates/apps.yaml": TEMPLATE,
            "web/a.yaml": config("a"),
            "more/kustomization.yaml": "resources: [three.yaml]\nnamePrefix: x-\n",
            "more/three.yaml": application("three", "path: deep"),
            "deep/b.yaml": config("b"),
        },
    )
    assert applied(repository) == {
        "root": [
            ("Application", "argocd", "one", "apps/templates/apps.yaml"),
            ("Application", "argocd", "two", "apps/templates/apps.yaml"),
        ],
        "one": [("ConfigMap", "one", "a", "web/a.yaml")],
        "two": [("Application", "argocd", "x-three", "more/three.yaml")],
        "x-three": [("ConfigMap", "shop", "b", "deep/b.yaml")],
    }


def test_an_application_that_applies_itself(tmp_path: Path) -> None:
    """Documentation "Declarative Setup", "Manage Argo CD Using Argo CD": an Application may be among its
    own objects; that is one Application, and no endless one."""
    root = application("root", "path: apps", namespace="argocd")
    repository = Repository(
        tmp_path,
        {
            "bootstrap.yaml": root,
            "apps/kustomization.yaml": "resources: [root.yaml]\n",
            "apps/root.yaml": root,
        },
    )
    assert applied(repository) == {"root": [("Application", "argocd", "root", "apps/root.yaml")]}
