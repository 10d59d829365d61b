"""What pods read when they start, and never again."""

from typing import Any

import pytest

from manifestlint.model.configuration import read_once
from manifestlint.model.resource import read_resources
from manifestlint.model.workload import as_workload

MOUNTED = {"name": "v", "subPath": "app.conf"}


def read(container: Any, volumes: Any = (), annotations: Any = None) -> frozenset[tuple[str, str]]:
    pod = {"containers": [container], "volumes": list(volumes)}
    data = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "p", "annotations": annotations or {}},
        "spec": pod,
    }
    workload = as_workload(next(read_resources(data, "p.yaml", 0)))
    assert workload
    return read_once(workload)


@pytest.mark.parametrize(
    ("container", "volumes", "expected"),
    [
        (
            {"envFrom": [{"configMapRef": {"name": "a"}}, {"secretRef": {"name": "b"}}]},
            [],
            "ConfigMap a, Secret b",
        ),
        ({"env": [{"valueFrom": {"secretKeyRef": {"name": "b", "key": "k"}}}]}, [], "Secret b"),
        ({"volumeMounts": [MOUNTED]}, [{"name": "v", "configMap": {"name": "a"}}], "ConfigMap a"),
        ({"volumeMounts": [MOUNTED]}, [{"name": "v", "secret": {"secretName": "b"}}], "Secret b"),
        (
            {"volumeMounts": [{"name": "v", "subPathExpr": "$(X)"}]},
            [
                {
                    "name": "v",
                    "projected": {"sources": [{"secret": {"name": "b"}}, {"configMap": {"name": "a"}}]},
                }
            ],
            "ConfigMap a, Secret b",
        ),
        ({"volumeMounts": [{"name": "v"}]}, [{"name": "v", "configMap": {"name": "a"}}], ""),
        ({"volumeMounts": [MOUNTED]}, [{"name": "v", "emptyDir": {}}], ""),
        (
            {"env": [7, {"valueFrom": []}], "envFrom": "x", "volumeMounts": [MOUNTED]},
            [None, {"name": []}],
            "",
        ),
    ],
)
def test_read_once(container: Any, volumes: Any, expected: str) -> None:
    assert ", ".join(f"{kind} {name}" for kind, name in sorted(read(container, volumes))) == expected


@pytest.mark.parametrize("name", ["reloader.stakater.com/auto", "configmap.reloader.stakater.com/reload"])
def test_a_reloader_lets_nothing_grow_old(name: str) -> None:
    container = {"envFrom": [{"configMapRef": {"name": "a"}}]}
    assert read(container)
    assert not read(container, annotations={name: "true"})
