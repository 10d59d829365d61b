"""What a workload's pods look like from outside."""

from collections.abc import Mapping
from dataclasses import dataclass

from manifestlint.core.place import Pointer
from manifestlint.model.configuration import read_once
from manifestlint.model.defaults import Lack, read_lacks
from manifestlint.model.shape import integer, mappings, text
from manifestlint.model.workload import BATCH_KINDS, Role, Workload


@dataclass(frozen=True, slots=True)
class ContainerPort:
    """A port that a container declares."""

    name: str
    number: int | None
    protocol: str
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class PodFacts:
    """What a workload's pods look like from outside."""

    labels: Mapping[str, str]
    labels_pointer: Pointer
    """Where the labels stand, or would."""
    ports: tuple[ContainerPort, ...]
    known: bool
    """False where the template is not in the manifest, as with a Rollout's `workloadRef`."""
    batch: bool
    """Runs to completion, so a Service has no lasting business with it."""
    expires: bool = False
    """It is a Job that is deleted some time after it has finished."""
    host_network: bool = False
    """They use the node's own network, which network policies leave alone."""
    read_once: frozenset[tuple[str, str]] = frozenset()
    """Kind and name of the ConfigMaps and Secrets of whose change a running pod learns nothing."""
    lacks: tuple[Lack, ...] = ()
    """The requests and limits that its containers lack."""


def read_pods(workload: Workload) -> PodFacts:
    """What neighbours see of a workload's pods."""
    ports = (
        ContainerPort(
            text(port.get("name")),
            integer(port.get("containerPort")),
            protocol_of(port),
            (*container.pointer, "ports", index),
        )
        for container in workload.containers()
        if container.role in {Role.MAIN, Role.SIDECAR}
        for index, port in mappings(container.data.get("ports"))
    )
    known = workload.resource.get("spec", "workloadRef") is None
    # Without labels of its own a template is refused, which another rule says; here counts what was meant.
    meant = workload.selector.equalities if known and workload.selector else {}
    return PodFacts(
        workload.pod_labels or meant,
        workload.labels_pointer,
        tuple(ports),
        known=known,
        batch=workload.kind in BATCH_KINDS,
        expires=workload.resource.get("spec", "ttlSecondsAfterFinished") is not None,
        host_network=workload.pod.get("hostNetwork") is True,
        read_once=read_once(workload),
        lacks=tuple(read_lacks(workload)),
    )


def protocol_of(port: dict[str, object]) -> str:
    """The protocol of a port, TCP where it says none."""
    return text(port.get("protocol")) or "TCP"
