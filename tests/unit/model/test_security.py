"""The security settings that apply in the end."""

from typing import Any

from manifestlint.model.resource import read_resources
from manifestlint.model.security import effective, settings
from manifestlint.model.workload import Workload, as_workload


def _workload(pod_context: Any, *contexts: Any) -> Workload:
    containers = [{"name": f"c{i}", "securityContext": each} for i, each in enumerate(contexts)]
    spec = {"securityContext": pod_context, "containers": containers}
    data = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": spec}
    workload = as_workload(next(read_resources(data, "pod.yaml", 0)))
    assert workload is not None
    return workload


def _effective(pod_context: Any, context: Any) -> tuple[Any, Any]:
    found = effective(_workload(pod_context, context).containers()[0], "runAsUser")
    return (None, None) if found is None else (found.value, found.pointer)


def test_the_container_has_the_last_word() -> None:
    own = ("spec", "containers", 0, "securityContext", "runAsUser")
    assert _effective({"runAsUser": 1000}, {"runAsUser": 0}) == (0, own)
    assert _effective({"runAsUser": 1000}, {}) == (1000, ("spec", "securityContext", "runAsUser"))
    assert _effective({"runAsUser": 1000}, {"runAsUser": None})[0] == 1000
    assert _effective({}, {}) == (None, None)


def test_what_every_container_overrules_is_unused() -> None:
    both = list(settings(_workload({"runAsUser": 0}, {"runAsUser": 1}, {"runAsUser": 2}), "runAsUser"))
    assert [(each.value, each.unused) for each in both] == [(0, True), (1, False), (2, False)]
    one = list(settings(_workload({"runAsUser": 0}, {"runAsUser": 1}, {}), "runAsUser"))
    assert [(each.value, each.unused) for each in one] == [(0, False), (1, False)]
    assert [each.unused for each in settings(_workload({"runAsUser": 0}), "runAsUser")] == [False]
