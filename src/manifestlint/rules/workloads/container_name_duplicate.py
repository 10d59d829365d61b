"""Containers that share a name."""

from collections.abc import Iterator

from manifestlint.model.shape import text
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import Problem, Profile, Related, Severity, refused, workload_rule


@workload_rule("container-name-duplicate", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def container_name_duplicate(workload: Workload) -> Iterator[Problem]:
    """Two containers of a pod have the same name.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateContainers` and
    `validateInitContainers`, v1.35). Containers, init containers and ephemeral containers share one set of
    names, which logs, status and strategic merges tell them apart by.

    Give each its own name. A container copied from its neighbour is the usual reason.

    It is essential: nothing of it reaches the cluster.
    """
    first: dict[str, Container] = {}
    for container in workload.containers():
        name = text(container.data.get("name"))
        if name and name in first:
            other = Related("the name is taken here", first[name].at("name"))
            yield refused(
                container, "another container of the pod has the same name", container.at("name"), other
            )
        first.setdefault(name, container)
