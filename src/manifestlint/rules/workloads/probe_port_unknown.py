"""Probes that can ask nobody."""

from collections.abc import Iterator

from manifestlint.model.shape import mappings, text
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule
from manifestlint.rules.workloads._handlers import probed_ports

_EFFECTS = {
    "livenessProbe": "it is never restarted",
    "readinessProbe": "it never gets ready",
    "startupProbe": "it never counts as started",
}


@container_rule(
    "probe-port-unknown",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    peers={"kube-linter": ("liveness-port", "readiness-port", "startup-port")},
    subsumes=("probe-port-undeclared",),
)
def probe_port_unknown(container: Container) -> Iterator[Problem]:
    """A probe asks a port by a name that no port of the container has.

    The kubelet looks the name up among the `ports` of the same container (`pkg/probe/util.go`,
    `ResolveContainerPort`, v1.35). Where it finds none, the probe has no result, and what counts is the
    state at the start: not ready, not started, but alive (`pkg/kubelet/prober/worker.go`, v1.35). A rollout
    waits for such a container in vain.

    Name a port of this container, or write the number.

    It is essential: the rollout never ends.
    """
    for path, port in probed_ports(container):
        if not isinstance(port, str) or not port or port.isdecimal():
            continue
        names = [text(item.get("name")) for _, item in mappings(container.data.get("ports"))]
        if port not in names:
            there = ", ".join(filter(None, names)) or "none with a name"
            reason = f'{path[0]} asks port "{port}", and the container has {there}: {_EFFECTS[str(path[0])]}'
            yield Problem(f"{container.title}: {reason}", at=container.at(*path))
