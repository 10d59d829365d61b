"""Pods that share memory with their node."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import without


@workload_rule(
    "host-ipc-shared",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "kube-linter": "host-ipc",
        "polaris": "hostIPCSet",
        "checkov": "CKV_K8S_18",
        "trivy": "KSV-0008",
        "kyverno": "disallow-host-namespaces",
        "gatekeeper": "K8sPSPHostNamespace",
    },
)
def host_ipc_shared(workload: Workload) -> Iterator[Problem]:
    """A pod shares the memory segments, semaphores and message queues of its node.

    With `hostIPC: true` a process in the pod reaches the shared memory of all others on the node that
    have it too, and of the node itself (Kubernetes docs, "Pod Security Standards", control Host
    Namespaces, level baseline).

    Leave `hostIPC` out. Containers of one pod share such memory without it.

    It is recommended, since hardly any pod has a use for it.
    """
    return told(
        pod_baseline.host_ipc_shared(workload),
        "it reaches the shared memory of the node's processes",
        without,
    )
