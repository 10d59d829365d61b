"""What `apps` shows of an app-of-apps in a git repository, rendered by the real tools.

The order is that of Argo CD's docs, "Sync Phases and Waves": phase, wave, kind, name.
"""

import subprocess
from pathlib import Path

import pytest

from manifestlint.api import Request, apps
from manifestlint.core.graph import Applied, Graph
from tests.integration.test_argocd import DEPLOYMENT, SERVICE, application
from tests.support import REPOSITORY

KUSTOMIZATION = """\
resources: [web.yaml, hooks.yaml, guards.yaml]
configMapGenerator: [{name: settings, literals: [a=b]}]
"""
HOOKS = """\
apiVersion: batch/v1
kind: Job
metadata: {name: migrate, annotations: {argocd.argoproj.io/hook: PreSync}}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "a:v1"}]}}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: smoke, annotations: {argocd.argoproj.io/hook: PostSync}}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "a:v1"}]}}}
"""
GUARDS = """\
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec: {maxReplicas: 9, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, annotations: {argocd.argoproj.io/sync-wave: "-1"}}
spec: {podSelector: {}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, annotations: {argocd.argoproj.io/sync-wave: "3"}}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
"""
SETTINGS = """\
        envFrom:
        - configMapRef: {name: settings}
        - secretRef: {name: keys}
        - secretRef: {name: db}
"""
DATABASE = "apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\n"
TENANTS = f"""\
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {{name: tenants, namespace: argocd}}
spec:
  generators: [{{git: {{repoURL: {REPOSITORY}, directories: [{{path: tenants/*}}]}}}}]
  template:
    metadata: {{name: '{{{{path.basename}}}}'}}
    spec:
      project: default
      source: {{repoURL: {REPOSITORY}, path: '{{{{path}}}}'}}
      destination: {{server: https://kubernetes.default.svc, namespace: shop}}
"""
CLUSTERS = """\
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: fleet, namespace: argocd}
spec: {generators: [{clusters: {}}], template: {metadata: {name: x}, spec: {project: default}}}
"""


@pytest.fixture
def graph(tmp_path: Path, tools: tuple[str, ...]) -> Graph:  # noqa: ARG001 - it puts them on PATH
    for command in (("init", "-q"), ("remote", "add", "origin", REPOSITORY)):
        subprocess.run(["git", "-C", tmp_path, *command], check=True)
    files = {
        "root.yaml": application("root", "apps"),
        "apps/shop.yaml": application("shop", "shop"),
        "apps/tenants.yaml": TENANTS,
        "apps/clusters.yaml": CLUSTERS,
        "shop/kustomization.yaml": KUSTOMIZATION,
        "shop/web.yaml": f"{DEPLOYMENT}{SETTINGS}---\n{SERVICE}",
        "shop/hooks.yaml": HOOKS,
        "shop/guards.yaml": GUARDS,
        "tenants/red/db.yaml": DATABASE,
        "tenants/red/more/lost.yaml": DATABASE,
        "loose/web.yaml": DEPLOYMENT,
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    report = apps(Request(paths=(tmp_path,), cwd=tmp_path))
    assert report.exit_code == 3, "the generator that asks for clusters is a failure"
    assert report.applications is not None
    return report.applications


def named(graph: Graph, name: str) -> Applied:
    return next(each for each in graph.applied if each.name == name)


def test_objects_in_the_order_of_the_sync(graph: Graph) -> None:
    found = named(graph, "shop").objects
    assert [(item.phase, item.wave, item.id.kind, item.id.name.split("-")[0]) for item in found] == [
        ("PreSync", 0, "Job", "migrate"),
        ("Sync", -1, "NetworkPolicy", "closed"),
        ("Sync", 0, "PodDisruptionBudget", "web"),
        ("Sync", 0, "ConfigMap", "settings"),
        ("Sync", 0, "Service", "web"),
        ("Sync", 0, "Deployment", "web"),
        ("Sync", 0, "HorizontalPodAutoscaler", "web"),
        ("Sync", 3, "Ingress", "web"),
        ("PostSync", 0, "Job", "smoke"),
    ]


def test_objects_say_where_they_come_from(graph: Graph) -> None:
    places = {(item.id.kind, item.path, item.line) for item in named(graph, "shop").objects}
    line = f"{DEPLOYMENT}{SETTINGS}---\n".count("\n") + 2
    assert ("Service", "shop/web.yaml", line) in places
    assert ("ConfigMap", "shop/kustomization.yaml", 0) in places
    assert {item.id.namespace for item in named(graph, "shop").objects} == {"shop"}


def test_references(graph: Graph) -> None:
    found = {
        (edge.source.kind, edge.relation, edge.target.kind, edge.found, edge.applied_by)
        for edge in named(graph, "shop").edges
        if edge.source.name in {"web", "closed"} and edge.target.kind != "Job"
    }
    assert found == {
        ("Service", "selects", "Deployment", True, ""),
        ("HorizontalPodAutoscaler", "scales", "Deployment", True, ""),
        ("PodDisruptionBudget", "protects", "Deployment", True, ""),
        ("NetworkPolicy", "restricts", "Deployment", True, ""),
        ("Ingress", "routes to", "Service", True, ""),
        ("Deployment", "reads", "ConfigMap", True, ""),
        ("Deployment", "reads", "Secret", True, "red"),
        ("Deployment", "reads", "Secret", False, ""),
    }


def test_who_applies_whom(graph: Graph) -> None:
    assert {(edge.source.name, edge.relation, edge.target.name) for edge in graph.links} == {
        ("root", "applies", "shop"),
        ("root", "applies", "tenants"),
        ("root", "applies", "fleet"),
        ("tenants", "generates", "red"),
    }
    made = named(graph, "red").application
    assert made is not None
    assert made.generated_by is not None
    assert made.generated_by.name == "tenants"


def test_what_is_not_known_is_said(graph: Graph) -> None:
    assert [item.path for item in named(graph, "red").unchecked] == ["tenants/red/more/lost.yaml"]
    (fleet,) = graph.unchecked
    assert fleet.failure
    assert "clusters" in fleet.message
    assert [(each.name, [item.path for item in each.objects]) for each in graph.unclaimed] == [
        (".", ["tenants/red/more/lost.yaml", "loose/web.yaml", "root.yaml"])
    ]
