"""Ports of a container that share a name."""

from collections.abc import Iterator

from manifestlint.model.shape import mappings, text
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Related, Severity, container_rule, refused


@container_rule("port-name-duplicate", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def port_name_duplicate(container: Container) -> Iterator[Problem]:
    """Two ports of one container have the same name.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateContainerPorts`, v1.35). Services and probes name ports, so a name must mean one of them. Two
    containers of a pod may use the same name, and one number may be declared under two names.

    It is essential: nothing of it reaches the cluster.
    """
    first: dict[str, int] = {}
    for index, port in mappings(container.data.get("ports")):
        name = text(port.get("name"))
        if name and name in first:
            other = Related("first used here", container.at("ports", first[name], "name"))
            reason = f'two of its ports are named "{name}"'
            yield refused(container, reason, container.at("ports", index, "name"), other)
        first.setdefault(name, index)
