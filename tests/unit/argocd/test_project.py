"""What an AppProject permits (Argo CD docs, Projects; each case as in `app_project_types.go`, v3.1)."""

from typing import Any

import pytest

from manifestlint.argocd.project import AppProject, read_project
from manifestlint.model.resource import read_resources

IN_CLUSTER = "https://kubernetes.default.svc"


def project(**spec: Any) -> AppProject:
    data = {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "AppProject",
        "metadata": {"name": "p"},
        "spec": spec,
    }
    (resource,) = read_resources(data, "p.yaml", 0)
    found = read_project(resource)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("patterns", "url", "permitted"),
    [
        (["*"], "https://git.example.com/a/b", True),
        ([], "https://git.example.com/a/b", False),
        (["https://git.example.com/a/b"], "https://Git.example.com/A/b.git", True),
        (["https://git.example.com/a/b"], "git@git.example.com:a/b", False),
        (["ssh://git@git.example.com/a/b.git"], "git@git.example.com:a/b", True),
        (["https://git.example.com/*"], "https://git.example.com/a/b", False),
        (["https://git.example.com/*/b"], "https://git.example.com/a/b", True),
        (["https://git.example.com/**"], "https://git.example.com/a/b", True),
        (["https://git.example.com/{a,c}/b"], "https://git.example.com/a/b", False),
        (["*", "!https://git.example.com/a/*"], "https://git.example.com/a/b", False),
        (["!https://git.example.com/a/*", "*"], "https://git.example.com/a/b", False),
        (["!https://git.example.com/x/*"], "https://git.example.com/a/b", True),
        (["https://git.example.com/a/b/"], "https://git.example.com/a/b", False),
    ],
)
def test_sources(patterns: list[str], url: str, permitted: bool) -> None:
    assert project(sourceRepos=patterns).permits_source(url) is permitted


@pytest.mark.parametrize(
    ("destinations", "server", "name", "namespace", "permitted"),
    [
        ([{"server": "*", "namespace": "*"}], IN_CLUSTER, "", "shop", True),
        ([{"server": IN_CLUSTER, "namespace": "shop"}], IN_CLUSTER, "", "data", False),
        ([{"server": IN_CLUSTER, "namespace": "shop-*"}], "", "in-cluster", "shop-dev", True),
        ([{"name": "in-cluster", "namespace": "*"}], IN_CLUSTER, "", "shop", True),
        ([{"server": "https://prod", "namespace": "*"}], "", "prod", "shop", None),
        ([{"server": "https://prod", "namespace": "x"}], "", "prod", "shop", False),
        ([{"name": "prod", "namespace": "*"}], "https://prod", "", "shop", None),
        ([{"name": "*", "namespace": "*"}], "https://prod", "", "shop", True),
        ([{"server": "*", "namespace": "!kube-system"}], IN_CLUSTER, "", "shop", True),
        (
            [{"server": "*", "namespace": "*"}, {"server": "*", "namespace": "!kube-*"}],
            IN_CLUSTER,
            "",
            "kube-x",
            False,
        ),
        (
            [{"server": "*", "namespace": "*"}, {"server": "!https://x", "namespace": "*"}],
            "https://x",
            "",
            "a",
            False,
        ),
        ([{"name": "!prod", "namespace": "y"}, {"name": "*", "namespace": "*"}], "", "prod", "a", False),
        ([], IN_CLUSTER, "", "shop", False),
    ],
)
def test_destinations(
    destinations: list[dict[str, str]], server: str, name: str, namespace: str, permitted: bool | None
) -> None:
    assert project(destinations=destinations).permits_destination(server, name, namespace) is permitted


def test_clusters_of_the_project_alone_are_known_to_the_cluster() -> None:
    spec = {"destinations": [{"server": "*", "namespace": "*"}], "permitOnlyProjectScopedClusters": True}
    assert project(**spec).permits_destination(IN_CLUSTER, "", "a") is None
    assert project(permitOnlyProjectScopedClusters=True).permits_destination(IN_CLUSTER, "", "a") is False


def test_cluster_scoped_kinds_are_refused_unless_listed() -> None:
    assert not project().permits_kind("", "Namespace", namespaced=False)
    listed = project(
        clusterResourceWhitelist=[{"group": "rbac.*", "kind": "*"}, {"group": "", "kind": "Name*"}]
    )
    assert listed.permits_kind("", "Namespace", namespaced=False)
    assert listed.permits_kind("rbac.authorization.k8s.io", "ClusterRole", namespaced=False)
    assert not listed.permits_kind("apps", "ClusterThing", namespaced=False)
    both = project(
        clusterResourceWhitelist=[{"group": "*", "kind": "*"}],
        clusterResourceBlacklist=[{"group": "", "kind": "Namespace"}],
    )
    assert not both.permits_kind("", "Namespace", namespaced=False)


def test_namespaced_kinds_are_permitted_unless_a_list_says_otherwise() -> None:
    assert project().permits_kind("apps", "Deployment", namespaced=True)
    assert not project(namespaceResourceWhitelist=[]).permits_kind("apps", "Deployment", namespaced=True)
    black = project(namespaceResourceBlacklist=[{"group": "", "kind": "Secret"}])
    assert not black.permits_kind("", "Secret", namespaced=True)
    assert black.permits_kind("", "ConfigMap", namespaced=True)


def test_a_name_narrows_a_cluster_scoped_kind() -> None:
    named = project(clusterResourceWhitelist=[{"group": "", "kind": "Namespace", "name": "team-*"}])
    assert named.permits_kind("", "Namespace", namespaced=False, name="team-a")
    assert not named.permits_kind("", "Namespace", namespaced=False, name="kube-system")


def test_namespaces_of_applications() -> None:
    found = project(sourceNamespaces=["team-*", "/^dev[0-9]+$/", "/[/"])
    assert found.permits_application_in("argocd", "argocd")
    assert found.permits_application_in("", "argocd")
    assert found.permits_application_in("team-a", "argocd")
    assert found.permits_application_in("dev12", "argocd")
    assert not found.permits_application_in("prod", "argocd")
