"""Rules of roles match as in the API server."""

import pytest
import yaml

from manifestlint.model.rbac import Grant, read_grants
from manifestlint.model.resource import read_resources


def grant(rule: str) -> Grant:
    document = {
        "apiVersion": "rbac.authorization.k8s.io/v1",
        "kind": "Role",
        "metadata": {"name": "role"},
        "rules": [yaml.safe_load(rule)],
    }
    return next(read_grants(next(read_resources(document, "role.yaml", 0))))


@pytest.mark.parametrize(
    ("resources", "asked", "allowed"),
    [
        ("[pods]", "pods", True),
        ("[pods]", "pods/exec", False),
        ("['*']", "pods/exec", True),
        ("['*/exec']", "pods/exec", True),
        ("['*/exec']", "exec", False),
        ("['*/exec']", "pods", False),
        ("['pods/*']", "pods/exec", False),
        ("['pods/*']", "pods", False),
        ("['pod*']", "pods", False),
        ("[{}, 1, pods]", "pods", True),
        ("pods", "pods", False),
    ],
)
def test_resources(resources: str, asked: str, allowed: bool) -> None:
    rule = grant(f"{{apiGroups: [''], resources: {resources}, verbs: [get]}}")
    assert rule.allows("get", "", asked) is allowed


def test_groups_and_verbs() -> None:
    assert grant("{apiGroups: ['*'], resources: [pods], verbs: ['*']}").allows("bind", "any", "pods")
    assert not grant("{apiGroups: [apps], resources: [pods], verbs: [get]}").allows("get", "", "pods")
    assert not grant("{apiGroups: [''], resources: [pods], verbs: [get]}").allows("list", "", "pods")


def test_names_limit_a_rule() -> None:
    rule = grant("{apiGroups: [''], resources: [secrets], verbs: [get, create], resourceNames: [web]}")
    assert not rule.allows("get", "", "secrets")
    assert not rule.allows("create", "", "secrets"), "a new object has no name yet"
    assert rule.allows("get", "", "secrets", "web")
    assert not rule.allows("get", "", "secrets", "other")


@pytest.mark.parametrize(
    ("rule", "everything"),
    [
        ("{apiGroups: ['*'], resources: ['*'], verbs: ['*']}", True),
        (
            "{apiGroups: ['*'], resources: ['*'], verbs: [get, list, watch, create, update, patch, delete]}",
            True,
        ),
        ("{apiGroups: ['*'], resources: ['*'], verbs: [get, list, watch]}", False),
        ("{apiGroups: ['', apps], resources: ['*'], verbs: ['*']}", False),
        ("{apiGroups: ['*'], resources: ['*'], verbs: ['*'], resourceNames: [web]}", False),
        ("{nonResourceURLs: ['*'], verbs: ['*']}", False),
    ],
)
def test_everything(rule: str, everything: bool) -> None:
    assert grant(rule).allows_everything is everything
