"""Containers that run as a user whom the node may know too."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, option
from manifestlint.rules.security._linux import low_id


@dataclass(frozen=True, slots=True)
class Options:
    """Where safe numbers begin."""

    minimum: int = option(10000, "The lowest number that a user may have.", minimum=1)


@container_rule(
    "user-id-low",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-score": "container-security-context-user-group-id",
        "checkov": "CKV_K8S_40",
        "trivy": "KSV-0020",
    },
)
def user_id_low(container: Container, options: Options) -> Iterator[Problem]:
    """A container runs as a user with a low number, or as whom its image says.

    Without user namespaces a user of the container is the user of the node with the same number (Kubernetes
    docs, "User Namespaces"). Who breaks out of the container then owns the files of that user, and nodes give
    low numbers to their own users and services.

    Set `runAsUser` to 10000 or more, for the pod or for the container, whose own word counts; files that the
    image brings must be readable for that user. The option `minimum` moves the border. User 0 is left to the
    rules about root, and Windows pods have no such setting.

    It is strict because most images are built for one user, often with a low number.
    """
    return low_id(container, "runAsUser", options.minimum, "user")
