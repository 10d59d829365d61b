"""What `kustomize edit` would have written."""

from typing import Any

import pytest

from manifestlint.render import KustomizeOptions, NotRenderable, read_kustomize_options
from manifestlint.render.kustomize_options import edited


def after(data: dict[str, Any], **spec: Any) -> dict[str, Any]:
    return edited(data, read_kustomize_options(spec, {"TAG": "v9"}), lambda path: path != "gone")


def test_nothing_is_changed_by_nothing() -> None:
    assert edited({"resources": ["a"]}, KustomizeOptions(), bool) == {"resources": ["a"]}


def test_a_name_takes_the_place_of_the_one_there() -> None:
    data = {"namePrefix": "a-", "nameSuffix": "-a", "namespace": "a"}
    assert after(data, namePrefix="b-", namespace="b") == {
        "namePrefix": "b-",
        "nameSuffix": "-a",
        "namespace": "b",
    }


@pytest.mark.parametrize(
    ("image", "written"),
    [
        ("nginx:1.2", {"name": "nginx", "newTag": "1.2"}),
        ("nginx:${TAG}", {"name": "nginx", "newTag": "v9"}),
        ("host:5000/nginx:1.2", {"name": "host:5000/nginx", "newTag": "1.2"}),
        ("nginx@sha256:ab", {"name": "nginx", "digest": "sha256:ab"}),
        ("nginx=other/nginx", {"name": "nginx", "newName": "other/nginx"}),
        (
            "nginx=h:1/n:2@sha256:ab",
            {"name": "nginx", "newName": "h:1/n", "newTag": "2", "digest": "sha256:ab"},
        ),
    ],
)
def test_images(image: str, written: dict[str, str]) -> None:
    assert after({}, images=[image])["images"] == [written]


def test_images_replace_those_of_the_same_name() -> None:
    there = [{"name": "b", "newName": "kept", "newTag": "1"}, {"name": "c", "newTag": "1"}]
    assert after({"images": there}, images=["b=*:2", "a:1"])["images"] == [
        {"name": "a", "newTag": "1"},
        {"name": "b", "newName": "kept", "newTag": "2"},
        {"name": "c", "newTag": "1"},
    ]
    with pytest.raises(NotRenderable, match='"nginx" names neither'):
        after({}, images=["nginx"])


def test_replicas() -> None:
    there = [{"name": "b", "count": 1}, {"name": "c", "count": 1}]
    written = after({"replicas": there}, replicas=[{"name": "b", "count": "2"}, {"name": "a", "count": 3}])
    assert written["replicas"] == [
        {"name": "a", "count": 3},
        {"name": "b", "count": 2},
        {"name": "c", "count": 1},
    ]
    with pytest.raises(NotRenderable, match="no number"):
        after({}, replicas=[{"name": "a", "count": "x"}])


def test_labels_and_annotations_are_added_once() -> None:
    there = {"commonLabels": {"a": "1"}, "commonAnnotations": {"a": "1"}}
    assert after(there, commonLabels={"b": "$TAG"}, commonAnnotations={"b": "$TAG"}) == {
        "commonLabels": {"a": "1", "b": "v9"},
        "commonAnnotations": {"a": "1", "b": "$TAG"},
    }
    for field, force in (
        ("commonLabels", "forceCommonLabels"),
        ("commonAnnotations", "forceCommonAnnotations"),
    ):
        with pytest.raises(NotRenderable, match=f"already stands in the kustomization, and {force} is off"):
            after(there, **{field: {"a": "2"}})
        assert after(there, **{field: {"a": "2"}, force: True})[field] == {"a": "2"}
    written = after({}, commonAnnotations={"b": "$TAG"}, commonAnnotationsEnvsubst=True)
    assert written["commonAnnotations"] == {"b": "v9"}


def test_labels_without_selectors_go_into_a_group_of_their_own() -> None:
    there = {"labels": [{"pairs": {"a": "1"}, "includeSelectors": True}, {"pairs": {"b": "1"}}]}
    written = after(there, commonLabels={"c": "1"}, labelWithoutSelector=True)
    assert written["labels"][1] == {"pairs": {"b": "1", "c": "1"}}
    written = after(there, commonLabels={"c": "1"}, labelWithoutSelector=True, labelIncludeTemplates=True)
    assert written["labels"][2] == {"includeTemplates": True, "pairs": {"c": "1"}}
    assert there["labels"][1] == {"pairs": {"b": "1"}}
    with pytest.raises(NotRenderable, match="needs labelWithoutSelector"):
        after(there, commonLabels={"c": "1"}, labelIncludeTemplates=True)


def test_patches_and_components_are_appended() -> None:
    there = {"patches": [{"path": "a"}], "components": ["a"]}
    written = after(
        there, patches=[{"path": "b"}], components=["a", "b", "gone"], ignoreMissingComponents=True
    )
    assert written == {"patches": [{"path": "a"}, {"path": "b"}], "components": ["a", "b"]}
    assert after(there, components=["gone"])["components"] == ["a", "gone"]
