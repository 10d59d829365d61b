"""What the API server fills in makes no difference."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.model.server_difference import server_differences

_CONTAINER = {"name": "web", "image": "example.com/web:v1"}


def _pod(**fields: Any) -> dict[str, Any]:
    return {"containers": [_CONTAINER], **fields}


def _paths(old: Any, new: Any) -> list[tuple[str | int, ...]]:
    return list(server_differences(old, new, "spec"))


@pytest.mark.parametrize(
    ("left_out", "written"),
    [
        (_pod(), _pod(dnsPolicy="ClusterFirst", restartPolicy="Always", terminationGracePeriodSeconds=30)),
        (_pod(), _pod(securityContext={}, hostNetwork=False, tolerations=[], nodeSelector=None)),
        (_pod(), {"containers": [_CONTAINER | {"imagePullPolicy": "IfNotPresent"}]}),
        (_pod(serviceAccount="robot"), _pod(serviceAccountName="robot")),
        ({"ports": [{"containerPort": 80}]}, {"ports": [{"containerPort": 80, "protocol": "TCP"}]}),
        ({"httpGet": {"port": 80}}, {"httpGet": {"port": 80, "path": "/", "scheme": "HTTP"}}),
        ({"volumes": [{"name": "a"}]}, {"volumes": [{"name": "a", "emptyDir": {}}]}),
        (
            {"volumes": [{"secret": {"secretName": "a"}}]},
            {"volumes": [{"secret": {"secretName": "a", "defaultMode": 420}}]},
        ),
        ({"requests": {"memory": "1Gi"}}, {"requests": {"memory": "1024Mi"}}),
        ({"limits": {"cpu": 1}}, {"limits": {"cpu": "1000m"}, "requests": {"cpu": "1"}}),
        (
            {"metadata": {"name": "a"}},
            {"metadata": {"name": "a", "creationTimestamp": None}, "status": {"phase": "Pending"}},
        ),
    ],
)
def test_what_is_filled_in_is_no_difference(left_out: Any, written: Any) -> None:
    assert _paths(left_out, written) == []
    assert _paths(written, left_out) == []


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        (_pod(), _pod(dnsPolicy="Default"), ("dnsPolicy",)),
        (
            _pod(),
            {"containers": [_CONTAINER | {"imagePullPolicy": "Always"}]},
            ("containers", 0, "imagePullPolicy"),
        ),
        (_pod(), {"containers": [_CONTAINER, _CONTAINER]}, ("containers",)),
        ({"requests": {"memory": "1Gi"}}, {"requests": {"memory": "1G"}}, ("requests", "memory")),
        ({"storageClassName": ""}, {}, ("storageClassName",)),
        ({"securityContext": {"runAsUser": 0}}, {}, ("securityContext",)),
        ({"a": True}, {"a": 1}, ("a",)),
        ({"a": {"b": 1}}, {"a": [1]}, ("a",)),
    ],
)
def test_what_differs_is_named(old: Any, new: Any, path: tuple[str | int, ...]) -> None:
    assert _paths(old, new) == [("spec", *path)]


def test_a_moving_tag_is_pulled_always() -> None:
    for image, policy in (
        ("web", "Always"),
        ("web:latest", "Always"),
        ("web@sha256:" + "0" * 64, "IfNotPresent"),
    ):
        assert _paths({"image": image}, {"image": image, "imagePullPolicy": policy}) == []


_KEYS = st.sampled_from(["image", "requests", "limits", "spec", "volumes", "name", "a"])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(_JSON)
def test_nothing_differs_from_itself(value: Any) -> None:
    assert _paths(value, value) == []


@given(_JSON, _JSON)
def test_a_difference_is_one_both_ways(old: Any, new: Any) -> None:
    assert set(_paths(old, new)) == set(_paths(new, old))
