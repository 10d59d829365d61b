"""Containers that run in a group that the node may know too."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, option
from manifestlint.rules.security._linux import low_id


@dataclass(frozen=True, slots=True)
class Options:
    """Where safe numbers begin."""

    minimum: int = option(10000, "The lowest number that a group may have.", minimum=1)


@container_rule(
    "group-id-low",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-score": "container-security-context-user-group-id", "trivy": "KSV-0021"},
)
def group_id_low(container: Container, options: Options) -> Iterator[Problem]:
    """A container runs in a group with a low number, or in the one that its image says.

    Where `runAsGroup` is left out, the primary group is the one of the image, and 0 where `runAsUser` is set
    and the image does not know that user (Kubernetes docs, "Configure a Security Context"). Files of the node
    that a volume brings are open to a group with the same number.

    Set `runAsGroup` to 10000 or more, for the pod or for the container, whose own word counts. The option
    `minimum` moves the border. Group 0 is told by `group-root`, and Windows pods have no such setting.

    It is strict because most images are built for one group, often with a low number.
    """
    return low_id(container, "runAsGroup", options.minimum, "group")
