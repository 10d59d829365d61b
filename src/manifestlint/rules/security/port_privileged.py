"""Containers that want ports which only root may open."""

from collections.abc import Iterator

from manifestlint.model.security import of_pod
from manifestlint.model.shape import mappings, text
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import Problem, Profile, Severity, container_rule
from manifestlint.rules.security._ports import opened

_FIRST_FREE = 1024
_DIGITS = 5
_SYSCTL = "net.ipv4.ip_unprivileged_port_start"


@container_rule(
    "port-privileged",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": "privileged-ports", "trivy": "KSV-0117"},
)
def port_privileged(container: Container) -> Iterator[Problem]:
    """A container listens on a port below 1024.

    Linux lets only processes with the capability `NET_BIND_SERVICE` open it, so the container runs with more
    rights than its work needs, or does not start on nodes that are set up so (Linux man-pages,
    "capabilities"). Let it listen on a higher port, such as 8080, and keep the low one in the Service, whose
    `targetPort` leads there.

    The sysctl `net.ipv4.ip_unprivileged_port_start` of the pod moves the border. Windows knows none.

    It is strict because newer runtimes let every process open such ports.
    """
    for index, number, _ in opened(container):
        if 0 < number < _FIRST_FREE and number < _border(container.workload):
            reason = f"port {number} is below 1024, which a process without extra rights may not open"
            yield Problem(f"{container.title}: {reason}", container.at("ports", index, "containerPort"))


def _border(workload: Workload) -> int:
    """The first port that anybody may open."""
    if workload.is_windows:
        return 0
    setting = of_pod(workload, "sysctls")
    for _, item in mappings(setting.value if setting else None):
        written = text(item.get("value"))
        if item.get("name") == _SYSCTL and written.isdecimal():
            return int(written[:_DIGITS])
    return _FIRST_FREE
