"""The ports of Services against those that their pods declare."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.pods import ContainerPort
from manifestlint.model.service import ServicePort
from manifestlint.rulekit import At, Problem, Related

Miss = tuple[Facts, ServicePort, list[Facts]]
"""A Service, a port of it, and the workloads that it selects."""


def ports_of_pods(bundle: Bundle) -> Iterator[tuple[Miss, list[ContainerPort]]]:
    """Every port of every Service that selects pods here, with what these declare.

    Without `targetPort` the number of `port` counts. A Service of which the manifests show no pod has no
    entry.
    """
    for service in bundle.services:
        workloads = list(bundle.selected_by(service))
        if not workloads or not service.service:
            continue
        declared = [port for workload in workloads if workload.pod for port in workload.pod.ports]
        for port in service.service.ports:
            yield (service, port, workloads), declared


def missed(miss: Miss, reason: str) -> Problem:
    """The problem at the Service's port, with what each workload declares."""
    service, port, workloads = miss
    name = f"port {port.name or port.target if port.port is None else port.port}"
    return Problem(
        f"{service.id}, {name}: {reason}",
        at=At(port.pointer),
        resource=service.ref,
        related=tuple(map(_declares, workloads)),
    )


def _declares(workload: Facts) -> Related:
    pod = workload.pod
    if pod is None or not pod.ports:
        spec = pod.labels_pointer[:-2] if pod else ()
        return Related(
            f"{workload.id} declares no ports", At((*spec, "spec", "containers"), "key"), workload.ref
        )
    listed = ", ".join(map(_shown, pod.ports))
    return Related(f"{workload.id} declares {listed}", At(pod.ports[0].pointer[:-1], on="key"), workload.ref)


def _shown(port: ContainerPort) -> str:
    name = f" {port.name}" if port.name else ""
    return f"{port.number}/{port.protocol}{name}"
