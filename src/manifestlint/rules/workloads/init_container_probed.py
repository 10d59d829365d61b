"""Init containers that are looked after as if they stayed."""

from collections.abc import Iterator

from manifestlint.model.workload import Container, Role
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, refused
from manifestlint.rules.workloads._handlers import PROBES


@container_rule("init-container-probed", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def init_container_probed(container: Container) -> Iterator[Problem]:
    """An init container has probes or lifecycle hooks, and is no sidecar.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateInitContainers`, v1.35): an init container runs to its end, so nobody asks it whether it is
    ready. Take them away, or make it a sidecar with `restartPolicy: Always` (from v1.29 on), which goes on
    running.

    It is essential: nothing of it reaches the cluster.
    """
    if container.role is not Role.INIT:
        return
    for field in (*PROBES, "lifecycle"):
        if isinstance(container.data.get(field), dict):
            reason = f"{field} has no meaning in an init container without restartPolicy Always"
            yield refused(container, reason, container.at(field))
