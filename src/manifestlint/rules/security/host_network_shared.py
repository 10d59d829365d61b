"""Pods in the network of their node."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import without


@workload_rule(
    "host-network-shared",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "kube-linter": "host-network",
        "polaris": "hostNetworkSet",
        "checkov": "CKV_K8S_19",
        "trivy": "KSV-0009",
        "kyverno": "disallow-host-namespaces",
        "gatekeeper": "K8sPSPHostNetworkingPorts",
    },
)
def host_network_shared(workload: Workload) -> Iterator[Problem]:
    """A pod has the network of its node instead of its own.

    With `hostNetwork: true` a pod has the addresses of its node. It reaches what listens on the node's
    loopback, as the kubelet and debug ports do, it can read the traffic of others where it may open raw
    sockets, and most network plugins do not apply a NetworkPolicy to it (Kubernetes docs, "Pod Security
    Standards", control Host Namespaces, level baseline; "Network Policies").

    Leave `hostNetwork` out, and let a Service lead to the pod. Network plugins, node exporters and some
    ingress controllers need it: except them by name.

    It is recommended, since few pods have a use for it, and the others lose a wall by it.
    """
    return told(
        pod_baseline.host_network_shared(workload),
        "no network policy holds for it, and it reaches what listens on the node",
        without,
    )
