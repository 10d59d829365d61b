"""Ports of the node that are asked for twice."""

from collections.abc import Iterator

from manifestlint.model.shape import integer, mappings, text
from manifestlint.model.workload import Container, Role, Workload
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, refused, workload_rule

_Key = tuple[int, str, str]


@workload_rule(
    "host-port-duplicate",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("hostPort",),
)
def host_port_duplicate(workload: Workload) -> Iterator[Problem]:
    """Two containers of a pod take the same port of the node.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `checkHostPortConflicts`, v1.35): `hostPort`, `protocol` (TCP where it is left out) and `hostIP`
    together must differ among all containers. Init containers run one after another, so each is looked at
    alone.

    It is essential: nothing of it reaches the cluster.
    """
    shared: dict[_Key, At] = {}
    for container in workload.containers():
        first = shared if container.role is Role.MAIN else {}
        for key, place in _host_ports(container):
            if key in first:
                other = Related("it is taken here", first[key])
                yield refused(container, f"hostPort {key[0]}/{key[1]} is taken twice", place, other)
            first.setdefault(key, place)


def _host_ports(container: Container) -> Iterator[tuple[_Key, At]]:
    for index, port in mappings(container.data.get("ports")):
        number = integer(port.get("hostPort"))
        if number:
            key = (number, text(port.get("protocol")) or "TCP", text(port.get("hostIP")))
            yield key, container.at("ports", index, "hostPort")
