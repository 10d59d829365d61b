"""Kernel parameters that are felt outside of the pod."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.violation import Violation
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Fix, Problem, Profile, RemoveKey, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told


@workload_rule(
    "sysctl-unsafe",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "kube-linter": "unsafe-sysctls",
        "trivy": "KSV-0026",
        "kyverno": "restrict-sysctls",
        "gatekeeper": "K8sPSPForbiddenSysctls",
    },
)
def sysctl_unsafe(workload: Workload) -> Iterator[Problem]:
    """A pod sets a kernel parameter that is not known to be safe.

    Such a parameter may change the node for all pods. A kubelet that is not started with
    `--allowed-unsafe-sysctls` lets the pod fail with `SysctlForbidden` (Kubernetes docs, "Using sysctls
    in a Kubernetes Cluster"; "Pod Security Standards", control Sysctls, level baseline). Which are safe
    has grown: some since 1.27, 1.29, 1.32 and 1.37 (k8s.io/pod-security-admission
    `policy/check_sysctls.go`, v0.37); those of the object's own release count.

    Take it out, or set it on the nodes.

    It is recommended, since on a kubelet as it is installed the pod does not start.
    """
    return told(
        pod_baseline.sysctl_unsafe(workload), "kubelets refuse the pod unless they are told to allow it", _fix
    )


def _fix(violation: Violation) -> Fix:
    *item, _ = violation.pointer
    return Fix("remove it", Safety.UNSAFE, (RemoveKey(tuple(item)),))
