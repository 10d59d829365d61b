"""Containers that run as root by number."""

from collections.abc import Iterator

from manifestlint.model import pod_restricted
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Severity, workload_rule
from manifestlint.rules.security._control import told


@workload_rule(
    "user-zero",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={
        "trivy": "KSV-0105",
        "kube-linter": "run-as-non-root",
        "polaris": "runAsRootAllowed",
        "checkov": "CKV_K8S_23",
        "kyverno": "require-run-as-non-root-user",
        "gatekeeper": "K8sPSPAllowedUsers",
    },
)
def user_zero(workload: Workload) -> Iterator[Problem]:
    """A pod or container runs as user 0.

    Root in a container is root of the node as soon as it gets out. Beside `runAsNonRoot: true` the
    container does not start at all: `container's runAsUser breaks non-root policy` (Kubernetes
    `pkg/kubelet/kuberuntime/security_context_others.go`, `verifyRunAsNonRoot`, v1.35). The level
    restricted of the Pod Security Standards forbids it (control Running as Non-root user), from 1.35 on
    not in pods with `hostUsers: false`, where root is nobody on the node.

    A container's own setting counts before that of its pod.

    Name another user, and give it the files that it needs, by `fsGroup` for instance.

    It is recommended, since somebody chose root on purpose where the image may not.
    """
    return told(pod_restricted.user_zero(workload), "it is root, whatever its image says")
