"""A revert of what Kustomize renders, with real git and real kubectl."""

import pytest

from tests.integration.repository import DEPLOYMENT, Repository, repository

__all__ = ["repository"]

OVERLAY = "manifests/prod/kustomization.yaml"


def kustomization(tag: str) -> str:
    return f"resources: [../base]\nimages:\n- name: example/web\n  newTag: {tag}\n"


@pytest.mark.usefixtures("tools")
def test_what_is_rendered_goes_back(repository: Repository) -> None:
    base = {
        "manifests/web.yaml": None,
        "manifests/base/web.yaml": DEPLOYMENT,
        "manifests/base/kustomization.yaml": "resources: [web.yaml]\n",
    }
    repository.commit({**base, OVERLAY: kustomization("v1.0.0")})
    deployed = repository.commit({OVERLAY: kustomization("v1.0.1")})
    repository.commit({OVERLAY: kustomization("v1.0.2")})
    repository.branch("back")
    repository.git("revert", "--no-edit", "main")
    done = repository.run("check", "--base", "main")
    assert done.exit_code == 0, done.stdout
    assert "info image-reverted" in done.stdout
    assert deployed[:7] in done.stdout
    assert "image-downgraded" not in done.stdout
    repository.branch("down")
    repository.commit({OVERLAY: kustomization("v0.9.0")})
    assert "image-downgraded" in repository.run("check", "--base", "main").stdout
