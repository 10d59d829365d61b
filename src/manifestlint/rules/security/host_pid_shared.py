"""Pods that see the processes of their node."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import without


@workload_rule(
    "host-pid-shared",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "kube-linter": "host-pid",
        "polaris": "hostPIDSet",
        "checkov": "CKV_K8S_17",
        "trivy": "KSV-0010",
        "kyverno": "disallow-host-namespaces",
        "gatekeeper": "K8sPSPHostNamespace",
    },
)
def host_pid_shared(workload: Workload) -> Iterator[Problem]:
    """A pod shares the process table of its node.

    With `hostPID: true` a process in the pod sees every process of the node, with its arguments and, as
    the same user, its environment and open files, and can send it signals (Kubernetes docs, "Pod
    Security Standards", control Host Namespaces, level baseline).

    Leave `hostPID` out. Agents that watch the node's processes need it: except them by name.

    It is recommended, since few pods have a use for it, and the others lose a wall by it.
    """
    return told(pod_baseline.host_pid_shared(workload), "its processes see those of the whole node", without)
