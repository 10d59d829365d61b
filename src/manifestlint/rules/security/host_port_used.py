"""Containers that take a port of their node."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import without


@workload_rule(
    "host-port-used",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "polaris": "hostPortSet",
        "checkov": "CKV_K8S_26",
        "trivy": "KSV-0024",
        "kyverno": "disallow-host-ports",
        "gatekeeper": "K8sPSPHostNetworkingPorts",
    },
)
def host_port_used(workload: Workload) -> Iterator[Problem]:
    """A container takes a port of its node.

    `hostPort` opens the container on every address of the node, past Services and often past firewalls,
    and the scheduler finds no place for a second pod with the same port on the node, so rolling updates
    wait (Kubernetes docs, "Configuration Best Practices"; "Pod Security Standards", control Host Ports,
    level baseline). With `hostNetwork` every port is one of the node: that is told by
    `host-network-shared`.

    Use a Service, of type NodePort where the port of a node is really meant.

    It is recommended, since it is seldom meant and stops rollouts on small clusters.
    """
    return told(
        pod_baseline.host_port_used(workload),
        "it is open to whoever reaches the node, and only one such pod fits on a node",
        without,
    )
