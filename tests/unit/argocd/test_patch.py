"""templatePatch is a strategic merge patch (Argo CD docs, Template Patch)."""

import pytest

from manifestlint.argocd.patch import strategic_merge
from manifestlint.argocd.unknowns import NotExpandable


def test_mappings_merge_lists_replace_null_removes() -> None:
    target = {
        "metadata": {"labels": {"a": "1"}, "finalizers": ["x"]},
        "spec": {"sources": [1], "source": {"path": "p"}},
    }
    patch = {
        "metadata": {"labels": {"b": "2"}, "finalizers": ["x", "y"]},
        "spec": {
            "sources": [2],
            "source": None,
            "syncPolicy": {"automated": {"prune": True, "selfHeal": None}},
        },
    }
    assert strategic_merge(target, patch) == {
        "metadata": {"labels": {"a": "1", "b": "2"}, "finalizers": ["x", "y"]},
        "spec": {"sources": [2], "syncPolicy": {"automated": {"prune": True}}},
    }


@pytest.mark.parametrize(
    "patch",
    [
        {"spec": {"$patch": "replace"}},
        {"new": {"$patch": "delete"}},
        {"spec": {"helm": {"valuesObject": {"a": 1}}}},
    ],
)
def test_what_is_not_known_is_said(patch: dict[str, object]) -> None:
    with pytest.raises(NotExpandable):
        strategic_merge({"spec": {"helm": {"valuesObject": {"b": 1}}}}, patch)
