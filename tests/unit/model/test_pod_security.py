"""Levels of the Pod Security Standards, by release."""

from typing import Any

import pytest

from manifestlint.core.version import Minor
from manifestlint.model.pod_security import Demand, Level, SecurityFacts, read_labels, read_security
from manifestlint.model.resource import Resource, read_resources
from manifestlint.model.violation import NEVER

HARDENED = {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}
FOR_ALL = {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}}


def _pod(context: Any = None, pod_context: Any = None, **fields: Any) -> Resource:
    container = {"name": "app", "securityContext": HARDENED if context is None else context}
    spec = {
        "securityContext": FOR_ALL if pod_context is None else pod_context,
        "containers": [container],
        **fields,
    }
    data = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": spec}
    return next(read_resources(data, "pod.yaml", 0))


def _against(resource: Resource, level: Level, minor: int = NEVER) -> tuple[str, ...]:
    return (read_security(resource) or SecurityFacts()).against(level, minor)


def test_a_hardened_pod_meets_every_level() -> None:
    assert read_security(_pod()) is None


def test_restricted_has_what_baseline_has() -> None:
    pod = _pod(hostPID=True)
    assert _against(pod, Level.PRIVILEGED) == ()
    assert _against(pod, Level.BASELINE) == _against(pod, Level.RESTRICTED) == ("hostPID is true",)


@pytest.mark.parametrize(
    ("pod", "level", "last", "words"),
    [
        (_pod(context={}), Level.RESTRICTED, 7, ()),
        (_pod(context={}), Level.RESTRICTED, 21, ("allowPrivilegeEscalation is not false",)),
        (_pod(pod_context={"runAsNonRoot": True}), Level.RESTRICTED, 18, ()),
        (_pod(pod_context={"runAsNonRoot": True}), Level.RESTRICTED, 19, ("seccompProfile is missing",)),
        (_pod(pod_context=FOR_ALL | {"runAsUser": 0}), Level.RESTRICTED, 22, ()),
        (_pod(pod_context=FOR_ALL | {"runAsUser": 0}), Level.RESTRICTED, 23, ("runAsUser is 0",)),
        (_pod({"procMount": "Unmasked"}, hostUsers=False), Level.BASELINE, 34, ("procMount is Unmasked",)),
        (_pod({"procMount": "Unmasked"}, hostUsers=False), Level.BASELINE, 35, ()),
        (_pod(HARDENED | {"procMount": "Unmasked"}, hostUsers=False), Level.RESTRICTED, 35,
         ("procMount is Unmasked",)),
        (_pod(context={}, os={"name": "windows"}), Level.RESTRICTED, 25, ()),
    ],
)  # fmt: skip
def test_controls_come_and_go_with_releases(
    pod: Resource, level: Level, last: int, words: tuple[str, ...]
) -> None:
    assert _against(pod, level, last) == words


def test_seccomp_was_an_annotation() -> None:
    pod = _pod()
    pod.data["metadata"]["annotations"] = {"seccomp.security.alpha.kubernetes.io/pod": "unconfined"}
    assert _against(pod, Level.BASELINE, 18) == ("the seccomp profile is unconfined",)
    assert _against(pod, Level.BASELINE, 19) == ()


def test_the_cluster_knows_no_later_standard() -> None:
    pod = _pod(pod_context=FOR_ALL | {"sysctls": [{"name": "net.ipv4.tcp_rmem", "value": "1 2 3"}]})
    old = Resource(pod.id, pod.origin, pod.data, Minor(1, 31))
    assert _against(old, Level.BASELINE, 32) == ("sysctl net.ipv4.tcp_rmem is set",)
    assert _against(pod, Level.BASELINE, 32) == ()


@pytest.mark.parametrize(
    ("level", "version", "read"),
    [
        ("baseline", "v1.29", Demand(Level.BASELINE, 29)),
        ("restricted", "latest", Demand(Level.RESTRICTED, NEVER)),
        ("Restricted", "v1.29", None),
        ("baseline", "1.29", Demand(Level.BASELINE, NEVER)),
        ("baseline", "v1." + "9" * 10_000, Demand(Level.BASELINE, NEVER)),
    ],
)
@pytest.mark.parametrize("mode", ["enforce", "warn"])
def test_labels(level: str, version: str, read: Demand | None, mode: str) -> None:
    labels = {
        f"pod-security.kubernetes.io/{mode}": level,
        f"pod-security.kubernetes.io/{mode}-version": version,
    }
    assert read_labels(labels, mode) == read
    assert read_labels(labels, "audit") is None


@pytest.mark.parametrize("odd", [7, "text", [], [7], {"add": 7}, {"type": 7}, True])
def test_values_of_any_type_are_read(odd: Any) -> None:
    fields = ("capabilities", "seccompProfile", "appArmorProfile", "seLinuxOptions", "windowsOptions")
    contexts = dict.fromkeys((*fields, "sysctls", "runAsUser", "runAsNonRoot", "procMount"), odd)
    read_security(_pod(contexts, contexts, volumes=odd, hostUsers=odd, os=odd))
    read_security(_pod(odd, odd, ephemeralContainers=odd))
