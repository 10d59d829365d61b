"""`.argocd-source.yaml` (Argo CD docs, Store Overrides in Git)."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from manifestlint.argocd.overrides import merge_patched, overridden
from manifestlint.argocd.sources import read_source
from tests.unit.argocd.samples import tree_of

DATA = {"repoURL": "a", "path": "app", "kustomize": {"images": ["x:1"], "namePrefix": "p-"}}
VALUES = st.recursive(
    st.integers() | st.text("ab"), lambda inner: st.dictionaries(st.sampled_from("xyz"), inner), max_leaves=8
)


def test_the_file_of_the_application_comes_last() -> None:
    files = {
        "app/.argocd-source.yaml": "kustomize: {images: [x:2]}\npath: elsewhere\n",
        "app/.argocd-source-web.yaml": "kustomize: {images: [x:3], namePrefix: null}\n",
        "app/.argocd-source-other.yaml": "kustomize: {images: [x:4]}\n",
    }
    found = overridden(DATA, read_source(DATA), "web", tree_of(files))
    assert found.kustomize == {"images": ["x:3"]}
    assert found.path == "app"
    assert overridden(DATA, read_source(DATA), "db", tree_of(files)).kustomize == {
        "images": ["x:2"],
        "namePrefix": "p-",
    }


def test_without_files_it_is_the_same() -> None:
    source = read_source(DATA)
    assert overridden(DATA, source, "web", tree_of({"app/x.yaml": ""})) is source


@given(VALUES, VALUES)
def test_a_patch_has_its_say_once(target: Any, patch: Any) -> None:
    once = merge_patched(target, patch)
    assert merge_patched(once, patch) == once
    assert merge_patched(target, {}) == (target if isinstance(target, dict) else {})
