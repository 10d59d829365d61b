"""Pods in the node's network that want another port of it."""

from collections.abc import Iterator

from manifestlint.model.shape import integer, mappings
from manifestlint.model.workload import Container, Role
from manifestlint.rulekit import (
    At,
    Fix,
    Problem,
    Profile,
    Related,
    RemoveKey,
    Safety,
    Severity,
    container_rule,
    refused,
)


@container_rule(
    "host-port-mismatch", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1", fix=Safety.UNSAFE
)
def host_port_mismatch(container: Container) -> Iterator[Problem]:
    """With `hostNetwork` a container's `hostPort` differs from its `containerPort`.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validatePodHostNetworkDeps`, v1.35). In the network of the node a container listens on the node itself,
    and nothing maps one port to another. Leave `hostPort` out, or write the same number.

    It is essential: nothing of it reaches the cluster.
    """
    workload = container.workload
    if container.role is not Role.MAIN or workload.pod.get("hostNetwork") is not True:
        return
    for index, port in mappings(container.data.get("ports")):
        number, host = integer(port.get("containerPort")), integer(port.get("hostPort"))
        if number and host and number != host:
            network = Related("in the network of the node", At((*workload.pod_pointer, "hostNetwork")))
            reason = f"hostPort {host} cannot lead to containerPort {number} with hostNetwork"
            place = container.at("ports", index, "hostPort")
            fix = Fix("remove hostPort", Safety.UNSAFE, (RemoveKey(place.pointer),))
            yield refused(container, reason, place, network, fix=fix)
