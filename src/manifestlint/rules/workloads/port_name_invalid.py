"""Container ports whose names cannot be theirs."""

from collections.abc import Iterator

from manifestlint.model.names import PORT_NAME, is_port_name
from manifestlint.model.shape import mappings, text
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, refused


@container_rule(
    "port-name-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    peers={"kube-linter": "invalid-target-ports", "kube-score": "container-ports-check"},
)
def port_name_invalid(container: Container) -> Iterator[Problem]:
    """A container's port has a name that no port can have.

    The API server refuses it (apimachinery `pkg/util/validation/validation.go`, `IsValidPortName`, v1.35).
    The name is a service name of RFC 6335: at most 15 characters, lower-case letters, digits and single
    dashes between them, and at least one letter. Names of Services' ports may be longer, so
    `prometheus-metrics` is fine there and refused here.

    It is essential: nothing of it reaches the cluster.
    """
    for index, port in mappings(container.data.get("ports")):
        name = text(port.get("name"))
        if name and not is_port_name(name):
            reason = f'port name "{name}" cannot be one ({PORT_NAME})'
            yield refused(container, reason, container.at("ports", index, "name"))
