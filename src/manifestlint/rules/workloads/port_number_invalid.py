"""Container ports that do not exist."""

from collections.abc import Iterator

from manifestlint.model.names import is_port_number
from manifestlint.model.shape import integer, mappings
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, refused


@container_rule(
    "port-number-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    peers={"kube-linter": "invalid-target-ports"},
)
def port_number_invalid(container: Container) -> Iterator[Problem]:
    """A container declares a port that is not between 1 and 65535.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateContainerPorts`, v1.35). The same holds for a `hostPort`, where 0 means that there is none.

    Ports that are declared twice are taken, with a warning, and not told here.

    It is essential: nothing of it reaches the cluster.
    """
    for index, port in mappings(container.data.get("ports")):
        for field in ("containerPort", "hostPort"):
            number = integer(port.get(field))
            if number is None or is_port_number(number) or (field == "hostPort" and number == 0):
                continue
            yield refused(
                container, f"{field} {number} is not between 1 and 65535", container.at("ports", index, field)
            )
