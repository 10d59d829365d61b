"""Services that send to ports on which nothing listens."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import ContainerPort, Facts, ServicePort
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule


@bundle_rule(
    "service-target-port-unknown", severity=Severity.WARNING, profile=Profile.RECOMMENDED, since="0.1"
)
def service_target_port_unknown(bundle: Bundle) -> Iterator[Problem]:
    """A Service sends to a port that none of its pods declares.

    A name must be the name of a container port of the same protocol in at least one of the selected pods,
    of a container or a sidecar; otherwise the Service has no endpoints for that port (Kubernetes
    `staging/src/k8s.io/endpointslice/utils.go`, `findPort`, v1.35). Without `targetPort` the number of
    `port` counts.

    A number works without being declared, as `containerPort` is only information (Kubernetes API,
    Container). So a number is told only where every selected pod declares ports, and it is none of them:
    then it is most likely a slip. Declare the port, and the rule is content.

    Nothing is said where the Service selects nothing that the manifests show. It is a warning because of
    those numbers.
    """
    for service in bundle.services:
        workloads = list(bundle.selected_by(service))
        pods = [workload.pod for workload in workloads if workload.pod]
        if not pods or not service.service:
            continue
        declared = [port for pod in pods for port in pod.ports]
        open_ended = not all(pod.ports for pod in pods)
        for port in service.service.ports:
            if not _is_known(port, declared, open_ended=open_ended):
                yield _problem(service, port, workloads)


def _is_known(port: ServicePort, declared: list[ContainerPort], *, open_ended: bool) -> bool:
    if port.target is None:
        return True
    if isinstance(port.target, str):
        return any((port.target, port.protocol) == (item.name, item.protocol) for item in declared)
    return open_ended or any(port.target == item.number for item in declared)


def _problem(service: Facts, port: ServicePort, workloads: list[Facts]) -> Problem:
    if isinstance(port.target, str):
        reason = f'no port of its pods is named "{port.target}" with protocol {port.protocol}'
        effect = "so it sends nowhere"
    else:
        reason = f"its pods do not declare port {port.target}"
        effect = "so most likely nothing listens there"
    return Problem(
        f"{service.id}, port {port.port}: {reason}, {effect}",
        at=At(port.pointer),
        resource=service.ref,
        related=tuple(map(_declares, workloads)),
    )


def _declares(workload: Facts) -> Related:
    ports = workload.pod.ports if workload.pod else ()
    if not ports:
        return Related(f"{workload.id} declares no ports", _POD, workload.ref)
    listed = ", ".join(map(_shown, ports))
    return Related(f"{workload.id} declares {listed}", At(ports[0].pointer[:-1], on="key"), workload.ref)


def _shown(port: ContainerPort) -> str:
    name = f" {port.name}" if port.name else ""
    return f"{port.number}/{port.protocol}{name}"


_POD = At(("spec", "template", "spec", "containers"), on="key")
