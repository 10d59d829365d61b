"""Probes that ask another port than the container declares."""

from collections.abc import Iterator

from manifestlint.model.shape import integer, mappings
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule
from manifestlint.rules.workloads._handlers import probed_ports

_TCP = (None, "", "TCP")


@container_rule(
    "probe-port-undeclared",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": ("liveness-port", "readiness-port", "startup-port")},
)
def probe_port_undeclared(container: Container) -> Iterator[Problem]:
    """A probe asks a port that the container does not declare for TCP.

    Probes speak TCP. Where nothing listens on the port, the probe fails: the container is restarted again
    and again, or never gets ready. Declaring a port opens nothing (Kubernetes reference, "Container",
    `ports`), so the probe may well work; a number that stands nowhere else is often left over from another
    image.

    Declare the port, or mend the number. A probe with a `host` of its own asks somebody else. Names that no
    port has are told by `probe-port-unknown`.

    It is strict because a port that is not declared can be open all the same.
    """
    for path, port in probed_ports(container):
        ports = [item for _, item in mappings(container.data.get("ports")) if item.get("protocol") in _TCP]
        if integer(port) is not None and port not in [item.get("containerPort") for item in ports]:
            reason = f"{path[0]} asks port {port}, which the container does not declare"
            yield Problem(f"{container.title}: {reason}", at=container.at(*path))
        elif isinstance(port, str) and port not in [item.get("name") for item in ports]:
            reason = f'{path[0]} asks port "{port}", and no TCP port of the container is called so'
            yield Problem(f"{container.title}: {reason}", at=container.at(*path))
