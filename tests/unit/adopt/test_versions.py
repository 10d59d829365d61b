"""Where a repository says which versions it is for."""

import pytest

from manifestlint.adopt.versions import argocd_versions, asked_versions, kubernetes_versions


@pytest.mark.parametrize(
    ("content", "number"),
    [
        ("nodes: [{image: kindest/node:v1.31.2@sha256:00}]", "1.31"),
        ("k3d cluster create --image rancher/k3s:v1.30.4-k3s1", "1.30"),
        ("run: kubeconform -strict -kubernetes-version 1.29.0 .", "1.29"),
        ("run: kube-score score --kubernetes-version=v1.28", "1.28"),
        ("args: ['-kubernetes-version', '1.27.1']", "1.27"),
        ("args:\n- -kubernetes-version\n- 1.26.0", "1.26"),
    ],
)
def test_the_cluster(content: str, number: str) -> None:
    (version,) = kubernetes_versions([("a/b.yaml", "x: y\n" + content)])
    assert version.number == number
    assert version.where.startswith("a/b.yaml:")


@pytest.mark.parametrize(
    "content", ["# kindest/node:v1.31.2", "kubernetes-version: latest", "image: other/node:v1.2"]
)
def test_what_says_nothing(content: str) -> None:
    assert kubernetes_versions([("b.yaml", content)]) == ()


def test_each_version_is_told_where_it_stands_first() -> None:
    texts = [("a.yaml", "kindest/node:v1.31.0"), ("b.yaml", "\nkindest/node:v1.31.9\nkindest/node:v1.32.0")]
    found = [(version.number, version.where) for version in kubernetes_versions(texts)]
    assert found == [("1.31", "a.yaml:1"), ("1.32", "b.yaml:3")]


@pytest.mark.parametrize(
    "content",
    [
        "- https://raw.githubusercontent.com/argoproj/argo-cd/v3.1.4/manifests/install.yaml",
        "- https://github.com/argoproj/argo-cd//manifests/cluster-install?ref=v3.1.4",
        "- github.com/argoproj/argo-cd.git/manifests/ha?timeout=90&ref=v3.1.4",
        "image: quay.io/argoproj/argocd:v3.1.4",
    ],
)
def test_argocd(content: str) -> None:
    assert [version.number for version in argocd_versions([("k.yaml", content)])] == ["3.1"]


def test_charts_ask() -> None:
    chart = 'name: a\nkubeVersion: ">=1.28.0-0"  # ours\n'
    (version,) = asked_versions([("c/Chart.yaml", chart), ("c/values.yaml", chart)])
    assert (version.number, version.where) == (">=1.28.0-0", "c/Chart.yaml:2")
