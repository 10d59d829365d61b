"""Probes and lifecycle hooks: what a container is asked, and what it is told."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.workload import Container, Role
from manifestlint.rulekit import Pointer

Handler = tuple[Pointer, dict[str, Any]]

LASTING_KINDS = (
    "DaemonSet",
    "Deployment",
    "DeploymentConfig",
    "ReplicaSet",
    "ReplicationController",
    "Rollout",
    "StatefulSet",
)
"""Kinds whose containers go on running, so that it makes sense to ask how they are."""

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
PROBE_ACTIONS = ("exec", "httpGet", "tcpSocket", "grpc")
PORT_ACTIONS = ("httpGet", "tcpSocket", "grpc")
HOOK_ACTIONS = ("exec", "httpGet", "tcpSocket", "sleep")
_HOOKS = ("postStart", "preStop")


def probes(container: Container) -> Iterator[Handler]:
    """The probes of a container that may have some."""
    if container.role in {Role.MAIN, Role.SIDECAR}:
        for name in PROBES:
            probe = container.data.get(name)
            if isinstance(probe, dict):
                yield (name,), probe


def probed_ports(container: Container) -> Iterator[tuple[Pointer, Any]]:
    """The ports of the container that probes ask, each with its place; not those of other hosts."""
    for path, probe in probes(container):
        for action in PORT_ACTIONS:
            handler = probe.get(action)
            if isinstance(handler, dict) and not handler.get("host") and "port" in handler:
                yield (*path, action, "port"), handler["port"]


def hooks(container: Container) -> Iterator[Handler]:
    """The lifecycle hooks of a container that may have some."""
    lifecycle = container.data.get("lifecycle")
    if container.role in {Role.MAIN, Role.SIDECAR} and isinstance(lifecycle, dict):
        for name in _HOOKS:
            hook = lifecycle.get(name)
            if isinstance(hook, dict):
                yield ("lifecycle", name), hook


def actions(handler: dict[str, Any], known: tuple[str, ...]) -> list[str]:
    """The actions that a handler has."""
    return [name for name in known if isinstance(handler.get(name), dict)]


def choice_fault(pointer: Pointer, handler: dict[str, Any], known: tuple[str, ...]) -> str:
    """What is wrong with the number of actions; empty where there is one, or one that is not known here."""
    found = actions(handler, known)
    if len(found) > 1:
        return f"{pointer[-1]} does {len(found)} things: {', '.join(found)}"
    if not found and not any(isinstance(value, dict) for value in handler.values()):
        return f"{pointer[-1]} does nothing, it needs one of {', '.join(known)}"
    return ""
