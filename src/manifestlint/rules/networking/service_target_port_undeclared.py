"""Services that send to a number that no container names."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.networking._ports import missed, ports_of_pods


@bundle_rule(
    "service-target-port-undeclared", severity=Severity.WARNING, profile=Profile.RECOMMENDED, since="0.1"
)
def service_target_port_undeclared(bundle: Bundle) -> Iterator[Problem]:
    """A Service sends to a port number that is none of those its pods declare.

    A number works without being declared, as `containerPort` is only information (Kubernetes API reference,
    Container). So it is told only where every selected pod declares ports, and it is none of them: then it
    is most likely a slip. Mend the number, or declare the port.

    Nothing is said where the Service selects nothing that the manifests show. It is a warning because
    something may listen there all the same; recommended because otherwise no request is answered.
    """
    for miss, declared in ports_of_pods(bundle):
        _, port, workloads = miss
        told = all(workload.pod and workload.pod.ports for workload in workloads)
        if not told or not isinstance(port.target, int):
            continue
        if not any(port.target == item.number for item in declared):
            yield missed(
                miss, f"its pods do not declare port {port.target}, so most likely nothing listens there"
            )
