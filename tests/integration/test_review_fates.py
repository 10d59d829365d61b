"""`manifestlint review`: what becomes of objects that leave, and of pods that do not roll."""

from collections.abc import Mapping

import pytest

from tests.integration.repository import DEPLOYMENT, Repository, repository

__all__ = ["repository"]
ADDRESS = "https://git.example.com/team/deploy.git"
APPLICATION = f"""\
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  namespace: argocd
spec:
  project: default
  source: {{repoURL: {ADDRESS}, targetRevision: HEAD, path: manifests/shop}}
  destination: {{server: https://kubernetes.default.svc, namespace: shop}}
  syncPolicy: {{automated: {{prune: true, selfHeal: true}}}}
"""
CASCADING = APPLICATION.replace(
    "  namespace: argocd\n", "  namespace: argocd\n  finalizers: [resources-finalizer.argocd.argoproj.io]\n"
)
APP, WEB, OTHER = "manifests/apps/shop.yaml", "manifests/shop/web.yaml", "manifests/shop/map.yaml"
MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: shop}\ndata: {level: info}\n"
KEPT = MAP.replace("shop}", "shop, annotations: {argocd.argoproj.io/sync-options: Delete=false}}")
HASHED = MAP.replace("name: settings", "name: settings-k4b9tgf9m9")
Files = Mapping[str, str | None]
GONE = "left behind: ConfigMap shop/settings"


def told(repository: Repository, before: Files, change: Files) -> list[str]:
    """What the review of a change says of objects and pods."""
    repository.git("remote", "add", "origin", ADDRESS)
    repository.commit({"manifests/web.yaml": None, APP: APPLICATION, WEB: DEPLOYMENT, **before})
    repository.branch("topic")
    repository.commit(change)
    starts = ("created:", "pruned:", "removed:", "left behind:", "out of sight:", "Deployment ")
    return [line for line in repository.run("review").stdout.splitlines() if line.startswith(starts)]


@pytest.mark.parametrize(
    ("before", "change", "said"),
    [
        ({OTHER: MAP}, {OTHER: None}, "pruned: ConfigMap shop/settings"),
        (
            {OTHER: MAP, APP: APPLICATION.replace("prune: true, ", "")},
            {OTHER: None},
            f"{GONE} (its Application does not prune)",
        ),
        ({OTHER: MAP}, {APP: None}, f"{GONE} of shop (its Application goes without it)"),
        (
            {OTHER: MAP, APP: CASCADING},
            {APP: None},
            "pruned: ConfigMap shop/settings of shop (with its Application)",
        ),
        (
            {OTHER: KEPT, APP: CASCADING},
            {APP: None},
            f"{GONE} of shop (it does not go with its Application)",
        ),
        (
            {OTHER: MAP},
            {APP: APPLICATION.replace("HEAD", "v1.0.0")},
            "out of sight: ConfigMap shop/settings of shop (its Application applies another source now)",
        ),
        ({OTHER: MAP}, {OTHER: None, WEB: None}, f"{GONE} (its Application finds nothing to apply)"),
        (
            {OTHER: HASHED},
            {OTHER: HASHED.replace("k4b9tgf9m9", "ck5fk26hc4").replace("info", "debug")},
            "pruned: ConfigMap shop/settings-k4b9tgf9m9",
        ),
    ],
)
def test_what_leaves(repository: Repository, before: Files, change: Files, said: str) -> None:
    assert said in told(repository, before, change)


def test_the_last_objects_are_not_pruned(repository: Repository) -> None:
    empty = {"manifests/shop/later.yaml": "# Nothing here yet\n"}
    said = f"{GONE} (Argo CD does not prune the last objects)"
    assert said in told(repository, {OTHER: MAP, **empty}, {OTHER: None, WEB: None})


def test_what_an_application_drops_is_not_new(repository: Repository) -> None:
    lines = told(repository, {}, {APP: None, "manifests/apps/map.yaml": MAP})
    assert [line for line in lines if line.startswith("created:")] == [
        "created: ConfigMap shop/settings of manifests"
    ]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("Replace=true", "the API server refuses the change"),
        ("Force=true", "Force=true deletes it with its pods, and makes it anew"),
    ],
)
def test_what_does_not_roll(repository: Repository, options: str, why: str) -> None:
    annotated = DEPLOYMENT.replace(
        "  name: web\n", f"  name: web\n  annotations: {{argocd.argoproj.io/sync-options: {options}}}\n", 1
    )
    changed = {WEB: annotated.replace("app: web", "app: www")}
    assert told(repository, {WEB: annotated}, changed) == [f"Deployment shop/web does not roll: {why}"]
